package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory that is open, whatever its name: shared by all that have it open. Holds its identity, its largest size, its
 * times, and the lock of its content, which is its monitor. Follows the file through renames; once the last known name is gone it
 * keeps the attributes itself.
 */
final class Inode {
    /** Some file systems break long before 2^63, and not in a way that a guest could understand. */
    static final long MAX_SIZE = 1L << 40;

    private final Object key;
    private volatile Path path;
    private volatile @Nullable FileStat afterlife;
    private volatile @Nullable Path hidingPlace;
    private @Nullable FileContent lastWriter;
    private boolean contentChanged;
    private long written;
    private int users;

    Inode(Object key, Path path) {
        this.key = key;
        this.path = path;
    }

    Object key() {
        return key;
    }

    /** Its name in the file system; where {@link #isUnlinked}, the last one it had. */
    Path path() {
        return path;
    }

    void movedTo(Path newPath) {
        path = newPath;
    }

    boolean isUnlinked() {
        return afterlife != null;
    }

    /** Takes leave of its name, with the attributes it shall show from now on. */
    void unlinked(FileStat last) {
        afterlife = last;
    }

    /** Found again under another of its names. */
    void relinked(Path otherPath) {
        path = otherPath;
        afterlife = null;
    }

    void hiddenAt(@Nullable Path place) {
        hidingPlace = place;
    }

    @Nullable
    Path hidingPlace() {
        return hidingPlace;
    }

    FileStat stat(Mount mount, InodeTable inodes) throws IOException {
        FileStat last = afterlife;
        return last != null ? last : Node.at(mount, path, null).stat(inodes);
    }

    /** Sets times of an unlinked inode; false if it has a name. */
    synchronized boolean keepTimes(Times times) {
        FileStat last = afterlife;
        if (last == null) {
            return false;
        }
        afterlife = last.withTimes(times.accessed(), times.modified());
        return true;
    }

    static void requireFits(long start, long length) throws ErrnoException {
        if (start > MAX_SIZE - length) {
            throw new ErrnoException(Errno.FBIG);
        }
    }

    /** Whether the file is at least so large, by what was written; if not, nobody knows. Guarded by the monitor. */
    boolean reaches(long size) {
        return size <= written;
    }

    void grownTo(long size) {
        written = Math.max(written, size);
    }

    /** The file may have become smaller. */
    void cutTo(long size) {
        written = Math.min(written, size);
    }

    /** True the first time. */
    synchronized boolean markContentChanged() {
        boolean first = !contentChanged;
        contentChanged = true;
        return first;
    }

    /** Some file systems do not show the time of a change before they are told to store it: see {@link #settle}. */
    synchronized void writtenBy(FileContent content) {
        lastWriter = content;
    }

    /** Makes the time of the last change show; returns whether there was one since it was asked last. */
    synchronized boolean settle() throws IOException {
        FileContent writer = lastWriter;
        if (writer == null) {
            return false;
        }
        lastWriter = null;
        writer.sync();
        return true;
    }

    synchronized void close(FileContent content) throws IOException {
        if (lastWriter == content) {
            // Closing stores the change.
            lastWriter = null;
        }
        content.close();
    }

    /** Closing is no change, whatever the file system makes of it. With the namespace locked, since it goes by the name. */
    synchronized void closeKeepingTime(FileContent content) throws IOException {
        FileTime before = settledTime();
        close(content);
        FileTime after = settledTime();
        if (before != null && after != null && !after.equals(before)) {
            Files.setLastModifiedTime(path, before);
        }
    }

    /** Null where nobody sees it, or the file system fails: a file can close without. */
    private @Nullable FileTime settledTime() {
        try {
            settle();
            return isUnlinked() ? null : Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Guarded by the table. */
    void addUser() {
        users++;
    }

    /** Guarded by the table; true when nobody uses it any more. */
    boolean removeUser() {
        return --users == 0;
    }
}
