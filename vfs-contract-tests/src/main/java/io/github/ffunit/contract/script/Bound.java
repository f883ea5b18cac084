package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.model.FdKind;
import io.github.ffunit.contract.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;

/** An operation whose words have found their meaning, in what a model has open at that moment. */
final class Bound {
    static final long ALL_RIGHTS = (1L << 30) - 1;

    private final Op op;
    private final List<Object> values;

    /** The values, by the places of the arguments. */
    static final class Arguments {
        private final Bound bound;

        private Arguments(Bound bound) {
            this.bound = bound;
        }

        int fd(int index) {
            return bound.fd(index);
        }

        long number(int index) {
            return bound.number(index);
        }

        int flags(int index) {
            return (int) bound.number(index);
        }

        byte[] bytes(int index) {
            return (byte[]) bound.values.get(index);
        }

        int[] lengths(int index) {
            return (int[]) bound.values.get(index);
        }

        /** Bytes to write: the same for the same words, wherever they stand, and none of them zero. */
        byte[][] parts(int lengths, int seed) {
            int next = (int) bound.number(seed) * 53;
            List<byte[]> parts = new ArrayList<>();
            for (int length : lengths(lengths)) {
                byte[] part = new byte[length];
                for (int i = 0; i < length; i++) {
                    part[i] = (byte) (1 + Math.floorMod(next++, 251));
                }
                parts.add(part);
            }
            return parts.toArray(new byte[0][]);
        }
    }

    private Bound(Op op, List<Object> values) {
        this.op = op;
        this.values = values;
    }

    static Bound of(Op op, Model model) {
        return of(op, word -> fd(word, model), model::sizeOf);
    }

    /** Of an operation whose open files are numbers that are used as they are; what is said of a size is about an empty file. */
    static Bound literal(Op op) {
        return of(op, word -> Integer.parseInt(word.substring(1)), fd -> 0);
    }

    private static Bound of(Op op, ToIntFunction<String> fds, IntToLongFunction sizes) {
        List<Object> values = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < op.words().size(); i++) {
            String word = op.words().get(i);
            Object value =
                    switch (op.call().kinds().get(i)) {
                        case FD, DIR, TO -> fds.applyAsInt(word);
                        case PATH, TEXT, NAME -> Kind.decode(word);
                        case LENGTHS -> lengths(word);
                        default -> Amount.of(word, size);
                    };
            if (value instanceof Integer fd) {
                size = sizes.applyAsLong(fd);
            }
            values.add(value);
        }
        return new Bound(op, values);
    }

    private static int fd(String word, Model model) {
        int index = Integer.parseInt(word.substring(1));
        if (word.startsWith("!")) {
            return index;
        }
        List<Integer> live = model.openNumbers();
        List<Integer> fitting = live.stream()
                .filter(fd -> fits(model.kindOf(fd), word.charAt(0)))
                .toList();
        List<Integer> candidates = fitting.isEmpty() ? live : fitting;
        if (candidates.isEmpty()) {
            return index;
        }
        int place = index % candidates.size();
        // Directories count from the root on, files from the newest.
        return word.startsWith("d") ? candidates.get(place) : candidates.get(candidates.size() - 1 - place);
    }

    private static boolean fits(FdKind kind, char letter) {
        return switch (letter) {
            case 'd' -> kind == FdKind.DIRECTORY;
            case 'f' -> kind == FdKind.FILE;
            case 's' -> kind == FdKind.INPUT || kind == FdKind.OUTPUT;
            case 'c' -> kind == FdKind.DEVICE;
            default ->
                throw new IllegalArgumentException("[%s] is no kind of open file: use d, f, s or c".formatted(letter));
        };
    }

    static int[] lengths(String word) {
        return word.equals("-")
                ? new int[0]
                : Arrays.stream(word.split("\\+")).mapToInt(Integer::parseInt).toArray();
    }

    /** Makes the call. */
    Outcome run(Wasi1 wasi) {
        return op.call().run(wasi, new Arguments(this));
    }

    Op op() {
        return op;
    }

    Call call() {
        return op.call();
    }

    int fd(int index) {
        return (Integer) values.get(index);
    }

    long number(int index) {
        return (Long) values.get(index);
    }

    String text(int index) {
        return op.words().get(index);
    }

    int total(int index) {
        return Arrays.stream((int[]) values.get(index)).sum();
    }

    List<Object> values() {
        return values;
    }
}
