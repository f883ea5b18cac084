package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open regular file: a position, and the rules of POSIX over the bytes of {@link FileContent}. Locks its inode. */
final class RegularFile extends Handle {
    private final Vfs vfs;
    private final Mount mount;
    private final Inode inode;
    private final FileContent content;
    private long position;

    RegularFile(Vfs vfs, Mount mount, Inode inode, FileContent content, OpenRequest request) {
        super(request.fileRights(), request.inheriting(), request.fdFlags());
        this.vfs = vfs;
        this.mount = mount;
        this.inode = inode;
        this.content = content;
    }

    @Override
    FileType type() {
        return FileType.REGULAR_FILE;
    }

    @Override
    Errno unfit() {
        return Errno.INVAL;
    }

    @Override
    FileStat stat() throws IOException {
        // With the namespace locked, nobody takes the name away between its look-up and its use.
        synchronized (vfs) {
            synchronized (inode) {
                inode.settle();
                return inode.stat(mount, vfs.inodes()).withSize(content.size());
            }
        }
    }

    @Override
    long read(GuestMemory memory, int iovs, int count) throws IOException {
        require(Rights.FD_READ);
        synchronized (inode) {
            long done = readFrom(memory, iovs, count, position);
            position += done;
            return done;
        }
    }

    @Override
    long readAt(GuestMemory memory, int iovs, int count, long offset) throws IOException {
        require(Rights.FD_READ);
        synchronized (inode) {
            return readFrom(memory, iovs, count, offset);
        }
    }

    private long readFrom(GuestMemory memory, int iovs, int count, long offset) throws IOException {
        long done = 0;
        for (int i = 0; i < count && offset < Inode.MAX_SIZE; i++) {
            ByteBuffer target = Iovecs.window(memory, iovs, i);
            int wanted = target.remaining();
            if (wanted > 0) {
                int n = readOrStop(target, offset + done, done > 0);
                done += n;
                if (n < wanted) {
                    return done;
                }
            }
        }
        return done;
    }

    /** An error after some bytes waits for the next call. */
    private int readOrStop(ByteBuffer target, long offset, boolean something) throws IOException {
        try {
            return content.read(target, offset);
        } catch (IOException | RuntimeException e) {
            if (something) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    long write(GuestMemory memory, int iovs, int count, long total) throws IOException {
        require(Rights.FD_WRITE);
        synchronized (inode) {
            long start = appends() && total > 0 ? content.size() : position;
            long done = writeTo(memory, iovs, count, total, start);
            position = start + done;
            return done;
        }
    }

    @Override
    long writeAt(GuestMemory memory, int iovs, int count, long total, long offset) throws IOException {
        require(Rights.FD_WRITE);
        synchronized (inode) {
            return writeTo(memory, iovs, count, total, appends() ? content.size() : offset);
        }
    }

    private long writeTo(GuestMemory memory, int iovs, int count, long total, long start) throws IOException {
        if (total == 0) {
            return 0;
        }
        Inode.requireFits(start, total);
        // Asking for the size costs as much as a small write.
        long size = inode.reaches(start) ? start : content.size();
        long gap = Math.max(0, start - size);
        vfs.guard().beforeWrite(gap + total);
        if (gap > 0) {
            content.fill(size, start);
        }
        try {
            long done = writeWindows(memory, iovs, count, start);
            inode.grownTo(start + done);
            markChanged();
            return done;
        } catch (IOException | RuntimeException | Error e) {
            if (gap > 0) {
                content.undoGrowth(size, e);
            }
            throw e;
        }
    }

    private long writeWindows(GuestMemory memory, int iovs, int count, long start) throws IOException {
        long done = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer source = Iovecs.window(memory, iovs, i);
            int wanted = source.remaining();
            if (wanted > 0) {
                int n = writeOrStop(source, start + done, done > 0);
                done += n;
                if (n < wanted) {
                    return done;
                }
            }
        }
        return done;
    }

    private int writeOrStop(ByteBuffer source, long offset, boolean something) throws IOException {
        try {
            return content.write(source, offset);
        } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
            if (something) {
                return 0;
            }
            throw e;
        }
    }

    private void markChanged() {
        if (!mount.capabilities().keepsToPosix()) {
            inode.writtenBy(content);
        }
        boolean unlinked = inode.isUnlinked();
        if (unlinked) {
            // Without a name there is no place where the file system would show the time of the change.
            inode.keepTimes(Times.of(Flags.TIMES_MTIM_NOW, 0, 0, vfs.clock()));
        }
        if (inode.markContentChanged() && !unlinked) {
            vfs.changes().changed(mount, inode.path());
        }
    }

    @Override
    long seek(long offset, int whence) throws IOException {
        require(Rights.FD_SEEK);
        synchronized (inode) {
            long origin = whence == Flags.WHENCE_SET ? 0 : whence == Flags.WHENCE_CUR ? position : content.size();
            long result = origin + offset;
            // Both are 64-bit: a sum that overflows comes out negative.
            if (result < 0) {
                throw failure(Errno.INVAL);
            }
            position = result;
            return result;
        }
    }

    @Override
    long tell() throws IOException {
        require(Rights.FD_TELL);
        synchronized (inode) {
            return position;
        }
    }

    @Override
    void setSize(long size) throws IOException {
        if (!has(Rights.FD_WRITE)) {
            throw failure(Errno.INVAL);
        }
        require(Rights.FD_FILESTAT_SET_SIZE);
        Inode.requireFits(0, size);
        synchronized (inode) {
            long old = content.size();
            if (size < old) {
                content.truncate(size);
            } else if (size > old) {
                grow(old, size);
            }
            if (size != old) {
                markChanged();
            }
        }
    }

    @Override
    void allocate(long offset, long length) throws IOException {
        require(Rights.FD_WRITE);
        require(Rights.FD_ALLOCATE);
        Inode.requireFits(offset, length);
        synchronized (inode) {
            long old = content.size();
            if (offset + length > old) {
                grow(old, offset + length);
                markChanged();
            }
        }
    }

    private void grow(long from, long to) throws IOException {
        vfs.guard().beforeWrite(to - from);
        content.fill(from, to);
    }

    @Override
    void advise() throws IOException {
        require(Rights.FD_ADVISE);
    }

    @Override
    void sync() throws IOException {
        withoutChange(content::sync, true);
    }

    private void withoutChange(IoAction idle, boolean mayMoveTimes) throws IOException {
        if (mayMoveTimes && !mount.capabilities().keepsToPosix()) {
            synchronized (vfs) {
                inode.keepingTimes(mount.storage(), idle);
            }
        } else {
            synchronized (inode) {
                idle.run();
            }
        }
    }

    @Override
    void setTimes(Times times) throws IOException {
        require(Rights.FD_FILESTAT_SET_TIMES);
        vfs.setTimes(mount, inode, times);
    }

    @Override
    void close() throws IOException {
        try {
            withoutChange(() -> inode.close(content), content.storesWhenClosed());
        } finally {
            vfs.release(mount, inode);
        }
    }

    /** Cuts the file as part of opening it. */
    void truncate() throws IOException {
        synchronized (inode) {
            if (content.size() > 0) {
                content.truncate(0);
                markChanged();
            }
        }
    }
}
