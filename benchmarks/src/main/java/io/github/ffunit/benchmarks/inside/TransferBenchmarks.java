package io.github.ffunit.benchmarks.inside;

import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a guest pays for a transfer, beside the same transfer by a channel of the file system itself. A read or write goes
 * back to the start first, with a call of its own, since guests and channels have positions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TransferBenchmarks {

    /** Of one transfer, in bytes. */
    @Param({"4096", "65536", "1048576"})
    public int size;

    private GuestFiles files;
    private GuestMemory memory;
    private HostCall.Body seek;
    private HostCall.Body read;
    private HostCall.Body write;
    private HostCall.Body pread;
    private HostCall.Body pwrite;
    private long[] toStart;
    private long[] transfer;
    private long[] transferAtStart;
    private FileChannel channel;
    private ByteBuffer buffer;

    /** Made by JMH. */
    public TransferBenchmarks() {}

    /**
     * Opens the file twice: for the guest, and directly.
     *
     * @throws IOException never, on Jimfs
     */
    @Setup
    public void open() throws IOException {
        files = new GuestFiles(size);
        memory = files.memory();
        files.describeBuffer(size);
        int fd = files.open();
        seek = files.call("fd_seek");
        read = files.call("fd_read");
        write = files.call("fd_write");
        pread = files.call("fd_pread");
        pwrite = files.call("fd_pwrite");
        toStart = new long[] {fd, 0, Flags.WHENCE_SET, GuestFiles.RESULT};
        transfer = new long[] {fd, GuestFiles.IOVS, 1, GuestFiles.RESULT};
        transferAtStart = new long[] {fd, GuestFiles.IOVS, 1, 0, GuestFiles.RESULT};
        channel = FileChannel.open(files.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        buffer = ByteBuffer.allocate(size);
    }

    /**
     * Closes both.
     *
     * @throws IOException never, on Jimfs
     */
    @TearDown
    public void close() throws IOException {
        channel.close();
        files.close();
    }

    /** {@return how many bytes {@code fd_read} got} */
    @Benchmark
    public int guestRead() {
        GuestFiles.requireSuccess(seek.call(memory, toStart));
        return transferred(read.call(memory, transfer));
    }

    /** {@return how many bytes {@code fd_write} put} */
    @Benchmark
    public int guestWrite() {
        GuestFiles.requireSuccess(seek.call(memory, toStart));
        return transferred(write.call(memory, transfer));
    }

    /** {@return how many bytes {@code fd_pread} got} */
    @Benchmark
    public int guestReadAt() {
        return transferred(pread.call(memory, transferAtStart));
    }

    /** {@return how many bytes {@code fd_pwrite} put} */
    @Benchmark
    public int guestWriteAt() {
        return transferred(pwrite.call(memory, transferAtStart));
    }

    private int transferred(long errno) {
        GuestFiles.requireSuccess(errno);
        return memory.getInt(GuestFiles.RESULT);
    }

    /**
     * Reads without a guest.
     *
     * @return how many bytes
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public int channelRead() throws IOException {
        return channel.position(0).read(buffer.clear());
    }

    /**
     * Writes without a guest.
     *
     * @return how many bytes
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public int channelWrite() throws IOException {
        return channel.position(0).write(buffer.clear());
    }

    /**
     * Reads at an offset without a guest.
     *
     * @return how many bytes
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public int channelReadAt() throws IOException {
        return channel.read(buffer.clear(), 0);
    }

    /**
     * Writes at an offset without a guest.
     *
     * @return how many bytes
     * @throws IOException never, on Jimfs
     */
    @Benchmark
    public int channelWriteAt() throws IOException {
        return channel.write(buffer.clear(), 0);
    }
}
