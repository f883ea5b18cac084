package io.github.ffunit.benchmarks.inside;

import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a guest pays for a listing of 10,000 files with their types and numbers, beside the same without a guest. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ListingBenchmarks {

    private static final int ENTRIES = 10_000;
    private static final int BUFFER = 65536;
    private static final int HEADER_BYTES = 24;

    private GuestFiles files;
    private GuestMemory memory;
    private HostCall.Body readdir;
    private Path directory;

    /** Made by JMH. */
    public ListingBenchmarks() {}

    /**
     * Makes the files.
     *
     * @throws IOException never, on Jimfs
     */
    @Setup
    public void open() throws IOException {
        files = new GuestFiles(1);
        memory = files.memory();
        readdir = files.call("fd_readdir");
        directory = files.root();
        for (int i = 0; i < ENTRIES; i++) {
            Files.createFile(directory.resolve("file" + i));
        }
    }

    /**
     * Lets go of them.
     *
     * @throws IOException never, on Jimfs
     */
    @TearDown
    public void close() throws IOException {
        files.close();
    }

    /** {@return how many entries there are, the two of dots included} */
    @Benchmark
    public long guestListing() {
        long cookie = 0;
        int used;
        do {
            GuestFiles.requireSuccess(readdir.call(
                    memory, new long[] {GuestFiles.ROOT, GuestFiles.DATA, BUFFER, cookie, GuestFiles.RESULT}));
            used = memory.getInt(GuestFiles.RESULT);
            for (int at = 0; at + HEADER_BYTES <= used; ) {
                int end = at + HEADER_BYTES + memory.getInt(GuestFiles.DATA + at + 16);
                if (end <= used) {
                    cookie = memory.getLong(GuestFiles.DATA + at);
                }
                at = end;
            }
        } while (used == BUFFER);
        return cookie;
    }

    /**
     * Lists without a guest, and asks for the attributes of each entry.
     *
     * @return how many of the entries are files
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public long streamAndAttributes() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                boolean file = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isRegularFile();
                count += file ? 1 : 0;
            }
        }
        return count;
    }
}
