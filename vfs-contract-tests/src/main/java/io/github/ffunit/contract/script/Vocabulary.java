package io.github.ffunit.contract.script;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What scripts are made of, for front ends that draw it themselves: the values that arguments have, the simplest first, without
 * repetitions. Thread-safe; null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Vocabulary {
    private Vocabulary() {}

    /** {@return flags for opening, {@code oflags} of preview1: most are sets of its four bits, one is none} */
    public static List<Integer> openFlags() {
        return ints(Kind.OPEN_FLAGS);
    }

    /** {@return flags of open files, {@code fdflags} of preview1: most are sets of its five bits, one is none} */
    public static List<Integer> fdFlags() {
        return ints(Kind.FD_FLAGS);
    }

    /** {@return sets of rights, as bits: to read and write, one of the two, none, all} */
    public static List<Long> rights() {
        return amounts(Kind.RIGHTS, 0).toList();
    }

    /**
     * Returns places in a file: near its start, its end and the edges of blocks, and as far away as numbers go.
     *
     * @param size of the file, in bytes
     * @return offsets in bytes; one is negative
     */
    public static List<Long> offsets(long size) {
        return amounts(Kind.OFFSET, size).distinct().toList();
    }

    /** {@return lengths of the buffers of one call, in bytes: none to three of them, up to 9,000 bytes} */
    public static List<List<Integer>> lengths() {
        return Kind.LENGTHS
                .words()
                .map(word -> Arrays.stream(Bound.lengths(word)).boxed().toList())
                .toList();
    }

    private static List<Integer> ints(Kind kind) {
        return amounts(kind, 0).map(Math::toIntExact).toList();
    }

    private static Stream<Long> amounts(Kind kind, long size) {
        return kind.words().map(word -> Amount.of(word, size));
    }

    /**
     * Draws a path: mostly of one to four of few names, but also with dots, slashes too many, into the overlays, out of the root,
     * too long, or no UTF-8.
     *
     * @param seed any number
     * @return a word, as scripts have it: bytes that are no plain letters are written as {@code %} and two digits
     */
    public static String path(long seed) {
        return Kind.PATH.draw(new SplittableRandom(seed));
    }

    /**
     * Proposes simpler paths. Whoever goes on from any of them comes to an end.
     *
     * @param path a word
     * @return words, shorter, or of the same length and before it in the alphabet
     */
    public static List<String> simplerPaths(String path) {
        return Kind.PATH.simpler(path);
    }

    /**
     * Reads a word for a path.
     *
     * @param path a word
     * @return the bytes that a call gets, at least none and at most 4,096
     */
    public static byte[] bytes(String path) {
        return Kind.decode(path);
    }

    /**
     * Draws an operation: any call, or something that the host does.
     *
     * @param seed any number
     * @return a script of one operation
     */
    public static Script operation(long seed) {
        return new Script(List.of(AnyCalls.operation(new SplittableRandom(seed))));
    }
}
