package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The bytes of an open file, by offset: a channel with the oddities of channels taken off. No call reaches the file system for
 * nothing, short writes are completed, gaps are zeros, and an interrupt does not close the file. Guarded by its inode.
 */
final class FileContent {
    private static final int ZEROS_BYTES = 64 * 1024;

    private final Inode inode;
    private final Mount mount;
    private final Set<OpenOption> options;
    private final boolean mayWrite;
    private SeekableByteChannel channel;
    private boolean closed;

    /**
     * @param opened how the channel was opened
     * @param options how to open it again after an interrupt has closed the channel
     */
    FileContent(
            Inode inode, Mount mount, SeekableByteChannel channel, Set<OpenOption> opened, Set<OpenOption> options) {
        this.inode = inode;
        this.channel = channel;
        this.mount = mount;
        this.mayWrite = opened.contains(StandardOpenOption.WRITE);
        this.options = options;
    }

    /** Returns what one read gives, 0 at the end. */
    int read(ByteBuffer target, long offset) throws IOException {
        return transfer(target, offset, false);
    }

    /** Writes all, or what fits; fails only if nothing was written. */
    int write(ByteBuffer source, long offset) throws IOException {
        int start = source.position();
        int end = source.limit();
        int chunk = end - start;
        int idle = 0;
        while (source.position() < end) {
            source.limit(Math.min(end, source.position() + chunk));
            try {
                int n = transfer(source, offset + source.position() - start, true);
                idle = n == 0 ? idle + 1 : 0;
                if (idle == 2) {
                    throw new IOException("the channel takes no bytes: " + channel);
                }
            } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
                // A full disk may refuse a write as a whole that would fit in part.
                boolean full = ErrorMapping.errnoOf(e) == Errno.NOSPC;
                chunk = full ? chunk / 2 : 0;
                if (chunk == 0) {
                    int done = source.position() - start;
                    source.limit(end);
                    if (done > 0) {
                        return done;
                    }
                    throw e;
                }
            }
        }
        return end - start;
    }

    /** Makes {@code [size, end)} read as zeros; leaves the size alone if it fails. */
    void fill(long size, long end) throws IOException {
        try {
            if (mount.capabilities().keepsToPosix()) {
                write(ByteBuffer.allocate(1), end - 1);
                return;
            }
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZEROS_BYTES, end - size));
            for (long at = size; at < end; at += zeros.position()) {
                zeros.position(0).limit((int) Math.min(zeros.capacity(), end - at));
                if (write(zeros, at) < zeros.limit()) {
                    throw new ErrnoException(Errno.NOSPC);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            undoGrowth(size, e);
            throw e;
        }
    }

    /** Cuts what a failed call has grown. */
    void undoGrowth(long size, Throwable reason) {
        try {
            truncate(size);
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    long size() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return open().size();
        } finally {
            restore(interrupted);
        }
    }

    void truncate(long size) throws IOException {
        boolean interrupted = Thread.interrupted();
        inode.cutTo(size);
        try {
            open().truncate(size);
        } finally {
            restore(interrupted);
        }
    }

    void sync() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (open() instanceof FileChannel file) {
                file.force(true);
            }
        } finally {
            restore(interrupted);
        }
    }

    /** Whether closing stores something that {@link #sync} can store before. */
    boolean storesWhenClosed() {
        return mayWrite && channel instanceof FileChannel;
    }

    void close() throws IOException {
        closed = true;
        channel.close();
    }

    /** An interrupt would close the channel: it waits until the transfer is done, and one that slips in costs a second try. */
    private int transfer(ByteBuffer buffer, long offset, boolean write) throws IOException {
        int start = buffer.position();
        boolean interrupted = Thread.interrupted();
        try {
            return transferOnce(buffer, offset, write);
        } catch (ClosedByInterruptException e) {
            interrupted |= Thread.interrupted();
            buffer.position(start);
            return transferOnce(buffer, offset, write);
        } finally {
            restore(interrupted);
        }
    }

    private int transferOnce(ByteBuffer buffer, long offset, boolean write) throws IOException {
        SeekableByteChannel source = open();
        if (source instanceof FileChannel file) {
            return write ? file.write(buffer, offset) : Math.max(0, file.read(buffer, offset));
        }
        if (write) {
            moveTo(source, offset);
            return source.write(buffer);
        }
        // Some refuse a position past the end.
        if (offset >= source.size()) {
            return 0;
        }
        return Math.max(0, readableAt(offset).read(buffer));
    }

    private static void moveTo(SeekableByteChannel channel, long offset) throws IOException {
        if (channel.position() != offset) {
            channel.position(offset);
        }
    }

    /** Not all channels can seek, but all can go on where they are, or from the start when opened again. */
    private SeekableByteChannel readableAt(long offset) throws IOException {
        try {
            moveTo(channel, offset);
        } catch (UnsupportedOperationException e) {
            if (channel.position() > offset) {
                startAgain(e);
            }
            skipTo(offset);
        }
        return channel;
    }

    private void startAgain(UnsupportedOperationException refused) throws IOException {
        if (inode.isUnlinked()) {
            throw refused;
        }
        channel.close();
        channel = mount.storage().open(inode.path(), options);
    }

    private void skipTo(long offset) throws IOException {
        ByteBuffer skipped = ByteBuffer.allocate((int) Math.min(ZEROS_BYTES, offset - channel.position()));
        while (channel.position() < offset) {
            skipped.clear().limit((int) Math.min(skipped.capacity(), offset - channel.position()));
            if (channel.read(skipped) <= 0) {
                throw new IOException("the channel ends at %d, before its size %d: %s"
                        .formatted(channel.position(), channel.size(), channel));
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SeekableByteChannel open() throws IOException {
        if (closed) {
            throw new ClosedMeanwhileException();
        }
        // Without a name there is no way back to an unlinked file: then the closed channel says so itself.
        if (!channel.isOpen() && !inode.isUnlinked()) {
            channel = mount.storage().open(inode.path(), options);
        }
        return channel;
    }
}
