package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.GuestInput;
import io.github.ffunit.vfs.GuestOutput;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A standard stream: bytes in one direction, no position, the same stat for ever. */
final class StreamHandle extends Handle {
    // SEEK and TELL are advertised, though they answer SPIPE: wasi-libc takes a character device without them for a
    // terminal.
    private static final long BOTH = Rights.FD_SEEK
            | Rights.FD_TELL
            | Rights.FD_FDSTAT_SET_FLAGS
            | Rights.FD_FILESTAT_GET
            | Rights.POLL_FD_READWRITE;

    private final @Nullable GuestInput input;
    private final @Nullable GuestOutput output;
    private final int number;

    private StreamHandle(int number, long rights, @Nullable GuestInput input, @Nullable GuestOutput output) {
        super(BOTH | rights, 0, 0);
        this.number = number;
        this.input = input;
        this.output = output;
    }

    static StreamHandle reading(int number, GuestInput input) {
        return new StreamHandle(number, Rights.FD_READ, input, null);
    }

    static StreamHandle writing(int number, GuestOutput output) {
        return new StreamHandle(number, Rights.FD_WRITE, null, output);
    }

    @Override
    FileType type() {
        return FileType.CHARACTER_DEVICE;
    }

    @Override
    FileStat stat() {
        return FileStat.ofDevice(0, number + 1L);
    }

    @Override
    Errno unfit() {
        return Errno.BADF;
    }

    @Override
    Errno unfitToSeek() {
        return Errno.SPIPE;
    }

    @Override
    synchronized long read(GuestMemory memory, int iovs, int count) throws IOException {
        require(Rights.FD_READ);
        GuestInput source = input;
        if (source == null) {
            throw failure(Errno.BADF);
        }
        long done = 0;
        for (int i = 0; i < count; i++) {
            int wanted = Iovecs.length(memory, iovs, i);
            // Once there is something to return, only take what needs no waiting.
            if (wanted > 0 && (done == 0 || Embedder.ready(source))) {
                int n = Math.max(0, Embedder.read(source, Iovecs.window(memory, iovs, i)));
                done += n;
                if (n < wanted) {
                    return done;
                }
            }
        }
        return done;
    }

    @Override
    synchronized long write(GuestMemory memory, int iovs, int count, long total) throws IOException {
        require(Rights.FD_WRITE);
        GuestOutput target = output;
        if (target == null) {
            throw failure(Errno.BADF);
        }
        for (int i = 0; i < count; i++) {
            ByteBuffer bytes = Iovecs.window(memory, iovs, i);
            if (bytes.hasRemaining()) {
                Embedder.write(target, bytes);
            }
        }
        return total;
    }

    @Override
    boolean isReadable() {
        return input == null || Embedder.ready(input);
    }
}
