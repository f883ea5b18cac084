package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;

/**
 * Something that the guest has open. A kind of file answers a call by overriding it; what it does not override fails with the
 * errno that fits the kind, so that the kind is always judged before the rights.
 */
abstract class Handle {
    static final int FDSTAT_BYTES = 24;

    private volatile long base;
    private volatile long inheriting;
    private volatile int flags;

    Handle(long base, long inheriting, int flags) {
        this.base = base;
        this.inheriting = inheriting;
        this.flags = flags;
    }

    abstract FileType type();

    abstract FileStat stat() throws IOException;

    /** What a call answers that this kind of file does not have. */
    abstract Errno unfit();

    /** The same for calls that need a position. */
    Errno unfitToSeek() {
        return unfit();
    }

    long read(GuestMemory memory, int iovs, int count) throws IOException {
        throw failure(unfit());
    }

    long write(GuestMemory memory, int iovs, int count, long total) throws IOException {
        throw failure(unfit());
    }

    long readAt(GuestMemory memory, int iovs, int count, long offset) throws IOException {
        throw failure(unfitToSeek());
    }

    long writeAt(GuestMemory memory, int iovs, int count, long total, long offset) throws IOException {
        throw failure(unfitToSeek());
    }

    long seek(long offset, int whence) throws IOException {
        throw failure(unfitToSeek());
    }

    long tell() throws IOException {
        throw failure(unfitToSeek());
    }

    void advise() throws IOException {
        throw failure(unfitToSeek());
    }

    void allocate(long offset, long length) throws IOException {
        throw failure(unfitToSeek());
    }

    void setSize(long size) throws IOException {
        throw failure(Errno.INVAL);
    }

    void setTimes(Times times) throws IOException {
        throw failure(Errno.INVAL);
    }

    void sync() throws IOException {
        throw failure(Errno.INVAL);
    }

    boolean isReadable() {
        return true;
    }

    OpenDirectory asDirectory() throws IOException {
        throw failure(Errno.NOTDIR);
    }

    void close() throws IOException {}

    final void require(long rights) throws ErrnoException {
        if ((base & rights) != rights) {
            throw new ErrnoException(Errno.BADF);
        }
    }

    final boolean has(long right) {
        return (base & right) != 0;
    }

    final long inheriting() {
        return inheriting;
    }

    final boolean appends() {
        return (flags & Flags.FD_APPEND) != 0;
    }

    final void setFlags(int newFlags) throws ErrnoException {
        int switchable = Flags.FD_APPEND | Flags.FD_NONBLOCK;
        if (((flags ^ newFlags) & ~switchable) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        require(Rights.FD_FDSTAT_SET_FLAGS);
        flags = newFlags;
    }

    final synchronized void dropRights(long newBase, long newInheriting) throws ErrnoException {
        if ((newBase & ~base) != 0 || (newInheriting & ~inheriting) != 0) {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
        base = newBase;
        inheriting = newInheriting;
    }

    final void storeFdstat(GuestMemory memory, int address) {
        memory.putLong(address, type().code() | ((long) flags << 16));
        memory.putLong(address + 8, base);
        memory.putLong(address + 16, inheriting);
    }

    static ErrnoException failure(Errno errno) {
        return new ErrnoException(errno);
    }
}
