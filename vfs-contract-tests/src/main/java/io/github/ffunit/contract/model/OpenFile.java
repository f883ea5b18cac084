package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Rights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one {@code path_open} has made: a position, flags and rights over an inode. Streams have no inode. */
final class OpenFile {
    private final FdKind kind;
    private final @Nullable Inode inode;
    private final boolean preopen;
    private long base;
    private long inheriting;
    private int flags;
    private long position;
    private List<DirectoryInode.Entry> listing = List.of();
    private final boolean mayWrite;
    private boolean listed;

    OpenFile(FdKind kind, @Nullable Inode inode, boolean preopen, long base, long inheriting, int flags) {
        this.kind = kind;
        this.inode = inode;
        this.preopen = preopen;
        this.base = base;
        this.mayWrite = (base & Rights.FD_WRITE) != 0;
        this.inheriting = inheriting;
        this.flags = flags;
        if (inode != null) {
            inode.used();
        }
    }

    void close() {
        if (inode != null) {
            if (!mayWrite) {
                // Some note only now that it was used, whether it was read or not.
                inode.accessed(inode.accessed().perhapsMoved());
            }
            inode.unused();
        }
    }

    FdKind kind() {
        return kind;
    }

    boolean isStream() {
        return kind == FdKind.INPUT || kind == FdKind.OUTPUT;
    }

    FileType type() {
        return inode == null ? FileType.CHARACTER_DEVICE : inode.type();
    }

    @Nullable
    Inode inode() {
        return inode;
    }

    FileInode file() {
        if (inode instanceof FileInode file) {
            return file;
        }
        throw new IllegalStateException("a call on a [%s] was not told apart before".formatted(kind));
    }

    DirectoryInode directory(String rule) {
        if (inode instanceof DirectoryInode directory) {
            return directory;
        }
        throw new Refusal(Errno.NOTDIR, rule);
    }

    boolean isPreopen() {
        return preopen;
    }

    /** Refuses a call that does not fit the kind. */
    OpenFile directoryIs(Errno errno, String rule) {
        Refusal.unless(kind != FdKind.DIRECTORY, errno, rule);
        return this;
    }

    /** Refuses a call that does not fit the kind. */
    OpenFile streamIs(Errno errno, String rule) {
        Refusal.unless(!isStream(), errno, rule);
        return this;
    }

    /** Refuses a call that does not fit the kind. */
    OpenFile deviceIs(Errno errno, String rule) {
        Refusal.unless(kind != FdKind.DEVICE, errno, rule);
        return this;
    }

    void require(long rights, String rule) {
        Refusal.unless((base & rights) == rights, Errno.BADF, rule);
    }

    boolean has(long right) {
        return (base & right) == right;
    }

    long base() {
        return base;
    }

    long inheriting() {
        return inheriting;
    }

    void rights(long newBase, long newInheriting) {
        base = newBase;
        inheriting = newInheriting;
    }

    int flags() {
        return flags;
    }

    void flags(int newFlags) {
        flags = newFlags;
    }

    long position() {
        return position;
    }

    void position(long newPosition) {
        position = newPosition;
    }

    /** The listing stays as it is until it is read from its start again. */
    List<DirectoryInode.Entry> listing(DirectoryInode directory, boolean fromStart) {
        if (fromStart || !listed) {
            listed = true;
            listing = new ArrayList<>();
            listing.add(new DirectoryInode.Entry(".", directory));
            listing.add(new DirectoryInode.Entry("..", directory));
            directory.entries().forEach(listing::add);
        }
        return listing;
    }
}
