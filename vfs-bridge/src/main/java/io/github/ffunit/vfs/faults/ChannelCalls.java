package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** What both kinds of channels share: each call is put to the injector, and transfers are cut as it and the disk allow. */
final class ChannelCalls {
    private static final long NOT_NEEDED = -1;

    private final Injector injector;
    private final Path path;
    private final SeekableByteChannel behind;
    private final boolean appends;

    ChannelCalls(Injector injector, Path path, SeekableByteChannel behind, boolean appends) {
        this.injector = injector;
        this.path = path;
        this.behind = behind;
        this.appends = appends;
    }

    /** A transfer of so many bytes at most. */
    @FunctionalInterface
    interface Transfer {
        long run(long allowed) throws IOException;
    }

    /** A transfer between the channel and buffers that were cut to what is allowed. */
    @FunctionalInterface
    interface BufferTransfer {
        long run() throws IOException;
    }

    /** Something that may change the size of the file. */
    @FunctionalInterface
    interface Resize<T> {
        T run() throws IOException;
    }

    void before(CallKind kind) throws IOException {
        ask(kind, NOT_NEEDED, NOT_NEEDED);
    }

    void before(CallKind kind, long offset, long length) throws IOException {
        ask(kind, offset, length);
    }

    long read(ByteBuffer[] targets, long offset, BufferTransfer transfer) throws IOException {
        return read(offset, remaining(targets), allowed -> cut(targets, allowed, transfer));
    }

    long read(long offset, long length, Transfer transfer) throws IOException {
        return transfer.run(ask(CallKind.READ, offset, length));
    }

    long write(ByteBuffer[] sources, long offset, BufferTransfer transfer) throws IOException {
        return write(offset, remaining(sources), allowed -> cut(sources, allowed, transfer));
    }

    long write(long offset, long length, Transfer transfer) throws IOException {
        long start = appends ? Disk.sizeOf(behind) : offset;
        long allowed = ask(CallKind.WRITE, start, length);
        Disk disk = injector.disk();
        if (disk == null || length == 0) {
            return transfer.run(allowed);
        }
        synchronized (disk) {
            long size = behind.size();
            long fitting = disk.fitting(path, size, start, allowed);
            try {
                return transfer.run(fitting);
            } finally {
                count(disk, size);
            }
        }
    }

    /** Truncates, or maps what may lie behind the end; the growth must fit as a whole. */
    <T> T resize(long newSize, Resize<T> resize) throws IOException {
        Disk disk = injector.disk();
        if (disk == null) {
            return resize.run();
        }
        synchronized (disk) {
            long size = behind.size();
            disk.require(path, newSize - size);
            try {
                return resize.run();
            } finally {
                count(disk, size);
            }
        }
    }

    private void count(Disk disk, long sizeBefore) throws IOException {
        if (behind.isOpen()) {
            disk.grown(behind.size() - sizeBefore);
        }
    }

    /** The position of the channel; any number will do for one that is closed, whose next call will say so. */
    long position() throws IOException {
        return behind.isOpen() ? behind.position() : 0;
    }

    void close() throws IOException {
        try {
            behind.close();
        } finally {
            injector.before(CallKind.CLOSE, path);
        }
    }

    private long ask(CallKind kind, long offset, long length) throws IOException {
        try {
            return injector.transfer(kind, path, null, offset, length);
        } catch (ClosedChannelException e) {
            behind.close();
            throw e;
        }
    }

    private static long remaining(ByteBuffer[] buffers) {
        long total = 0;
        for (ByteBuffer buffer : buffers) {
            total += buffer.remaining();
        }
        return total;
    }

    private static long cut(ByteBuffer[] buffers, long allowed, BufferTransfer transfer) throws IOException {
        if (allowed == 0 && remaining(buffers) > 0) {
            // Not every channel takes an empty buffer for no transfer: some grow the file up to it.
            return 0;
        }
        int[] limits = new int[buffers.length];
        long left = allowed;
        for (int i = 0; i < buffers.length; i++) {
            ByteBuffer buffer = buffers[i];
            limits[i] = buffer.limit();
            int part = (int) Math.min(left, buffer.remaining());
            buffer.limit(buffer.position() + part);
            left -= part;
        }
        try {
            return transfer.run();
        } finally {
            for (int i = 0; i < buffers.length; i++) {
                buffers[i].limit(limits[i]);
            }
        }
    }
}
