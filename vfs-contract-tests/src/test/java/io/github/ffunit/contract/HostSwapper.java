package io.github.ffunit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A process beside the bridge that keeps swapping a directory for a link: it ends when its standard input does, or after a while. */
final class HostSwapper {
    private static final long LIMIT_NANOS = 120_000_000_000L;

    private HostSwapper() {}

    /** The argument is a directory that holds a directory {@code d} and a link {@code out}. Prints a line when it has begun. */
    public static void main(String[] arguments) throws IOException {
        Path inside = Path.of(arguments[0]);
        Path directory = inside.resolve("d");
        Path aside = inside.resolve("aside");
        Path link = inside.resolve("out");
        long start = System.nanoTime();
        long swaps = 0;
        while (System.in.available() == 0 && System.nanoTime() - start < LIMIT_NANOS) {
            move(directory, aside);
            move(link, directory);
            pause(swaps % 5);
            move(directory, link);
            move(aside, directory);
            pause(3 * (swaps % 7));
            if (swaps++ == 0) {
                System.out.println("swapping");
            }
        }
        System.out.println(swaps);
    }

    /** A few microseconds, or none: so that a guest meets each state, and the change between them at all moments. */
    private static void pause(long length) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < length * 10_000) {
            Thread.onSpinWait();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
