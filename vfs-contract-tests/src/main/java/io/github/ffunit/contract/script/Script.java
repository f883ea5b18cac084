package io.github.ffunit.contract.script;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A sequence of operations, as plain data. What an operation is about is found when it runs, such as the newest regular file that
 * is open then: so every part of a script is a script. Immutable.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Script {
    private final List<Op> ops;

    Script(List<Op> ops) {
        this.ops = List.copyOf(ops);
    }

    /**
     * Reads a script.
     *
     * @param text as {@link #toString} writes it
     * @return the script
     * @throws IllegalArgumentException if an operation is unknown, or has too many or too few arguments
     */
    public static Script parse(String text) {
        return new Script(Arrays.stream(text.split(";"))
                .filter(op -> !op.isBlank())
                .map(Op::parse)
                .toList());
    }

    List<Op> ops() {
        return ops;
    }

    /** {@return how many operations it has} */
    public int length() {
        return ops.size();
    }

    /** {@return one line: the operations with semicolons between them} */
    @Override
    public String toString() {
        return ops.stream().map(Op::toString).collect(Collectors.joining(";"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Script script && ops.equals(script.ops);
    }

    @Override
    public int hashCode() {
        return ops.hashCode();
    }
}
