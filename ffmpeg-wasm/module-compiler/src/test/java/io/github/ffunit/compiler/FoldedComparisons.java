package io.github.ffunit.compiler;

import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import java.util.ServiceLoader;
import java.util.function.IntUnaryOperator;

/**
 * Runs what makes HotSpot's C2 up to JDK 17 go wrong (JDK-8376400) in a JVM of its own: two neighbouring unsigned
 * comparisons of the same number, of which the first never holds and the second not until both are compiled. C2 folds
 * them into one range check and forgets, when it fails, that the first did not hold.
 */
final class FoldedComparisons {

    private static final int CALLS_UNTIL_COMPILED = 50_000;

    /** C2 must have seen comparisons both hold and not hold, or it will not make a value of them. */
    private static final int BOTH_RESULTS = 2_000;

    private FoldedComparisons() {}

    /** Prints a line for each way to compare: its name, and what it says of a number in neither range. */
    public static void main(String[] arguments) {
        CompiledModule module =
                ServiceLoader.load(CompiledModule.class).findFirst().orElseThrow();
        Instance instance = Instance.builder(module.wasmModule())
                .withMachineFactory(module.machineFactory())
                .build();
        ExportFunction keep = instance.export("keep");
        for (int call = 0; call < BOTH_RESULTS; call++) {
            int number = call % 32;
            expectEqual(greaterOrEqual(number, 16), number < 16 ? 0 : 1);
            expectEqual(lessThan(number, 8), number < 8 ? 1 : 0);
            expectEqual((int) keep.apply(number)[0], number < 16 ? 0 : 1);
        }
        print("flipped", FoldedComparisons::flipped);
        for (String export : new String[] {"branch", "value"}) {
            ExportFunction function = instance.export(export);
            print(export, number -> (int) function.apply(number)[0]);
        }
    }

    private static void print(String name, IntUnaryOperator comparisons) {
        for (int call = 0; call < CALLS_UNTIL_COMPILED; call++) {
            int number = 8 + call % 8;
            expectEqual(comparisons.applyAsInt(number), 0);
        }
        String result;
        try {
            result = Integer.toString(comparisons.applyAsInt(0));
        } catch (RuntimeException e) {
            result = "trapped";
        }
        System.out.println(name + " " + result);
    }

    private static void expectEqual(int actual, int expected) {
        if (actual != expected) {
            throw new IllegalStateException("got " + actual + " for " + expected);
        }
    }

    private static int flipped(int number) {
        if (greaterOrEqual(number, 16) != 0) {
            throw new IllegalStateException("16 or more");
        }
        if (lessThan(number, 8) != 0) {
            return 1;
        }
        return 0;
    }

    /** The obvious replacement of {@code Integer.compareUnsigned}, and the one that C2 folds. */
    private static int greaterOrEqual(int a, int b) {
        return a + Integer.MIN_VALUE >= b + Integer.MIN_VALUE ? 1 : 0;
    }

    private static int lessThan(int a, int b) {
        return a + Integer.MIN_VALUE < b + Integer.MIN_VALUE ? 1 : 0;
    }
}
