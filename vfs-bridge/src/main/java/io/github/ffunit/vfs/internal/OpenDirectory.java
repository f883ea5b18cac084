package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An open directory: where paths start, and a listing that stays the same until it is read from its start again. */
final class OpenDirectory extends Handle {
    private final Vfs vfs;
    private final Mount mount;
    private final Inode inode;
    private final @Nullable MountPoint point;
    private final @Nullable String preopenName;
    private @Nullable Listing listing;

    OpenDirectory(
            Vfs vfs, Node node, Inode inode, long base, long inheriting, int flags, @Nullable String preopenName) {
        super(base, inheriting, flags);
        this.vfs = vfs;
        this.mount = node.mount();
        this.point = node.point();
        this.inode = inode;
        this.preopenName = preopenName;
    }

    @Override
    FileType type() {
        return FileType.DIRECTORY;
    }

    @Override
    FileStat stat() throws IOException {
        synchronized (vfs) {
            return inode.stat(mount, vfs.inodes());
        }
    }

    @Override
    Errno unfit() {
        return Errno.ISDIR;
    }

    /** The name under which the guest finds it at its start; null for all that it opened itself. */
    @Nullable
    String preopenName() {
        return preopenName;
    }

    /** Where paths start now, as cheap as can be: without attributes. */
    Node start() throws ErrnoException {
        if (inode.isUnlinked()) {
            throw failure(Errno.NOENT);
        }
        return new Node(mount, inode.path(), FileType.DIRECTORY, null, point);
    }

    /** Where it is now. */
    Node node() throws IOException {
        return Node.at(mount, inode.path(), point);
    }

    /** Stores entries from a cookie on; returns how many bytes. */
    int readEntries(GuestMemory memory, int buffer, int length, long cookie) throws IOException {
        require(Rights.FD_READDIR);
        synchronized (vfs) {
            Listing present = listing;
            if (cookie == 0 || present == null) {
                present = inode.isUnlinked() ? Listing.dots(stat().inode()) : Listing.of(node(), vfs.inodes());
                listing = present;
            }
            return present.store(memory, buffer, length, cookie);
        }
    }

    @Override
    void advise() throws IOException {
        throw failure(Errno.BADF);
    }

    @Override
    void setSize(long size) throws IOException {
        throw failure(Errno.ISDIR);
    }

    @Override
    void sync() {}

    @Override
    void setTimes(Times times) throws IOException {
        require(Rights.FD_FILESTAT_SET_TIMES);
        vfs.setTimes(mount, inode, times);
    }

    @Override
    OpenDirectory asDirectory() {
        return this;
    }

    @Override
    void close() {
        vfs.release(mount, inode);
    }
}
