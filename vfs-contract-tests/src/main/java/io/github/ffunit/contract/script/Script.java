package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * Puts scripts one after the other.
     *
     * @param parts in their order; none make a script without operations
     * @return one script
     */
    public static Script of(List<Script> parts) {
        return new Script(parts.stream().flatMap(part -> part.ops.stream()).toList());
    }

    List<Op> ops() {
        return ops;
    }

    /**
     * Proposes simpler scripts, for test engines that make failing ones small. Whoever goes on from any of them comes to an end.
     *
     * @return first those with fewer operations, large parts left out first, then those with one argument that is simpler
     */
    public Stream<Script> simpler() {
        return Stream.concat(shorter(), plainer());
    }

    private Stream<Script> shorter() {
        return IntStream.iterate(Math.max(1, length() / 2), size -> size >= 1, size -> size / 2)
                .boxed()
                .flatMap(size -> IntStream.iterate(length(), end -> end > 0, end -> end - size)
                        .mapToObj(end -> without(Math.max(0, end - size), end)));
    }

    private Script without(int start, int end) {
        return new Script(Stream.concat(ops.subList(0, start).stream(), ops.subList(end, ops.size()).stream())
                .toList());
    }

    private Stream<Script> plainer() {
        return IntStream.range(0, length())
                .boxed()
                .flatMap(index -> ops.get(index).simpler().map(op -> {
                    List<Op> changed = new ArrayList<>(ops);
                    changed.set(index, op);
                    return new Script(changed);
                }));
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
