package io.github.ffunit.benchmarks.inside;

import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** What a guest pays for opening a file two directories deep and for its attributes, beside the same without a guest. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NameBenchmarks {

    private GuestFiles files;
    private GuestMemory memory;
    private HostCall.Body open;
    private HostCall.Body close;
    private HostCall.Body stat;
    private final long[] openArguments = GuestFiles.openArguments();
    private final long[] statArguments = {
        GuestFiles.ROOT, Flags.LOOKUP_SYMLINK_FOLLOW, GuestFiles.PATH, GuestFiles.NAME.length(), GuestFiles.RESULT
    };
    private final long[] closeArguments = new long[1];

    /** Made by JMH. */
    public NameBenchmarks() {}

    /**
     * Makes the file.
     *
     * @throws IOException never, on Jimfs
     */
    @Setup
    public void open() throws IOException {
        files = new GuestFiles(1);
        memory = files.memory();
        open = files.call("path_open");
        close = files.call("fd_close");
        stat = files.call("path_filestat_get");
    }

    /**
     * Lets go of it.
     *
     * @throws IOException never, on Jimfs
     */
    @TearDown
    public void close() throws IOException {
        files.close();
    }

    /** {@return the number that the file had} */
    @Benchmark
    public long guestOpenAndClose() {
        GuestFiles.requireSuccess(open.call(memory, openArguments));
        closeArguments[0] = memory.getInt(GuestFiles.RESULT);
        GuestFiles.requireSuccess(close.call(memory, closeArguments));
        return closeArguments[0];
    }

    /** {@return the file's size, by {@code path_filestat_get}} */
    @Benchmark
    public long guestAttributes() {
        GuestFiles.requireSuccess(stat.call(memory, statArguments));
        return memory.getLong(GuestFiles.RESULT + 32);
    }

    /**
     * Opens and closes without a guest.
     *
     * @return whether it was open
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public boolean channelOpenAndClose() throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(files.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.isOpen();
        }
    }

    /**
     * Reads attributes without a guest.
     *
     * @return the file's size
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public long fileAttributes() throws IOException {
        return Files.readAttributes(files.file(), BasicFileAttributes.class).size();
    }

    /**
     * Makes without a guest all calls that a walk needs which trusts no link on its way, then opens and closes.
     *
     * @return whether it was open
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public boolean walkOpenAndClose() throws IOException {
        walk();
        return channelOpenAndClose();
    }

    /**
     * Makes without a guest all calls that a walk needs, and asks for the number of names too.
     *
     * @return the file's size and number of names
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public long walkAttributes() throws IOException {
        int links = (int) Files.getAttribute(files.file(), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        return walk() + links;
    }

    private long walk() throws IOException {
        Path file = files.file();
        long size = 0;
        for (int depth = file.getNameCount() - GuestFiles.DEPTH + 1; depth <= file.getNameCount(); depth++) {
            Path part = file.getRoot().resolve(file.subpath(0, depth));
            size = Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .size();
        }
        return size;
    }
}
