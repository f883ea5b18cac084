package io.github.ffunit.contract.jqwik;

import io.github.ffunit.contract.script.Script;
import io.github.ffunit.contract.script.Vocabulary;
import io.github.ffunit.contract.script.Workload;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a guest may pass to the file calls of WASI preview1, and sequences of such calls: good, at the edge and wrong. All values
 * come from jqwik's seed, as those of a {@link io.github.ffunit.contract.script.Campaign} come from its own, and shrink to what
 * means something simpler. Arbitraries are immutable; no value is null.
 *
 * <pre>{@code
 * @Property
 * void write_atAnyOffset_isReadBack(@ForAll("offsets") long offset) { … }
 *
 * @Provide
 * Arbitrary<Long> offsets() {
 *     return GuestArbitraries.offsets(4096).filter(offset -> offset >= 0 && offset < 1 << 20);
 * }
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class GuestArbitraries {
    private GuestArbitraries() {}

    /**
     * Paths as bytes: most lead somewhere below the root, by one to four of ten names; the others have dots, double or last
     * slashes, lead into {@code /tmp} and {@code /dev} or out of the root, hold a zero byte, are no UTF-8, or too long. They shrink
     * to {@code a}.
     *
     * @return arrays of 0 to 4,096 bytes, each made anew
     */
    public static Arbitrary<byte[]> paths() {
        return drawn(Vocabulary::path, path -> Vocabulary.simplerPaths(path).stream(), String::length)
                .map(Vocabulary::bytes);
    }

    /**
     * Flags for opening, {@code oflags}: 1 creates, 2 wants a directory, 4 a new file, 8 empties it; 16 is none. They shrink to 0.
     *
     * @return numbers from 0 to 16
     */
    public static Arbitrary<Integer> openFlags() {
        return Arbitraries.of(Vocabulary.openFlags());
    }

    /**
     * Flags of open files, {@code fdflags}: 1 appends, 2, 8 and 16 write at once, 4 does not block; 32 is none. They shrink to 0.
     *
     * @return numbers from 0 to 32
     */
    public static Arbitrary<Integer> fdFlags() {
        return Arbitraries.of(Vocabulary.fdFlags());
    }

    /**
     * Sets of rights as bits: to read (2) and to write (64), one of the two, none, or all. They shrink to 66, to do both.
     *
     * @return numbers from 0 to 2^30 - 1
     */
    public static Arbitrary<Long> rights() {
        return Arbitraries.of(Vocabulary.rights());
    }

    /**
     * Places in a file: near its start, its end and the edges of blocks, at 2^31 and 2^40, and the largest and the smallest number
     * that there are. They shrink to 0.
     *
     * @param size of the file, in bytes, from 0 to 2^63 - 6
     * @return offsets in bytes from 0 to 2^63 - 1, and -2^63; with an empty file -1 too
     * @throws IllegalArgumentException if the size is out of range
     */
    public static Arbitrary<Long> offsets(long size) {
        if (size < 0 || size > Long.MAX_VALUE - 5) {
            throw new IllegalArgumentException("size [%d] must be from 0 to 2^63 - 6".formatted(size));
        }
        return Arbitraries.of(Vocabulary.offsets(size));
    }

    /**
     * Lengths of the buffers of one call, in bytes. They shrink to one buffer of one byte.
     *
     * @return arrays of 0 to 3 numbers from 0 to 9,000, each made anew
     */
    public static Arbitrary<int[]> lengths() {
        return Arbitraries.of(Vocabulary.lengths())
                .map(lengths -> lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Single operations: a call of a guest with all its arguments, or something that the host does meanwhile. What they are about
     * is found when they run, so that any list of them is a script: {@code operations().list().map(Script::of)}.
     *
     * @return scripts of one operation
     */
    public static Arbitrary<Script> operations() {
        return scripts(Vocabulary::operation);
    }

    /**
     * Sequences of a workload. They shrink to few operations with simple arguments.
     *
     * @param workload what they are made of; of the errno matrix it is the first case alone
     * @param longest how many operations one has at most, but for up to seven that open and make files first; at least 1
     * @return scripts
     * @throws IllegalArgumentException if the length is less than 1
     */
    public static Arbitrary<Script> scripts(Workload workload, int longest) {
        workload.script(0, longest);
        return scripts(seed -> workload.script(seed, longest));
    }

    private static Arbitrary<Script> scripts(LongFunction<Script> draw) {
        return drawn(draw, Script::simpler, Script::length);
    }

    private static <T> Arbitrary<T> drawn(
            LongFunction<T> draw, Function<T, Stream<T>> simpler, ToLongFunction<T> size) {
        return Arbitraries.fromGenerator(random -> new Drawn<>(draw.apply(random.nextLong()), simpler, size));
    }

    /** A value that the suite has drawn, and makes simpler, by its own lights. */
    private record Drawn<T>(T value, Function<T, Stream<T>> simpler, ToLongFunction<T> size) implements Shrinkable<T> {
        @Override
        public Stream<Shrinkable<T>> shrink() {
            return simpler.apply(value).map(each -> new Drawn<>(each, simpler, size));
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(size.applyAsLong(value));
        }
    }
}
