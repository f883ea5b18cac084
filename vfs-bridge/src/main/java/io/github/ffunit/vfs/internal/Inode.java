package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory that is open, whatever its name: shared by all that have it open. Holds its identity, its largest size, its
 * times, and the lock of its content, which is its monitor. Follows the file through renames, and to another of its names when one is
 * gone; without any that is known it keeps the attributes itself.
 */
final class Inode {
    /** Some file systems break long before 2^63, and not in a way that a guest could understand. */
    static final long MAX_SIZE = 1L << 40;

    private Object key;
    private volatile Path path;
    // What else it was met as, in that order; it takes over when the first name goes.
    private final Set<Path> otherNames = new LinkedHashSet<>();
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

    /** By which the table has it. */
    Object key() {
        return key;
    }

    /** Its name in the file system; where {@link #isUnlinked}, the last one it had. */
    Path path() {
        return path;
    }

    boolean isUnlinked() {
        return afterlife != null;
    }

    /** Has this name, and perhaps others. With the namespace locked, as all that goes by names. */
    void foundAt(Path name) {
        if (isUnlinked()) {
            path = name;
            afterlife = null;
        } else if (!name.equals(path)) {
            otherNames.add(name);
        }
    }

    /** Everything at or below a path is elsewhere now. */
    void moved(Path from, Path to) {
        if (key instanceof Path name) {
            key = InodeTable.rebase(name, from, to);
        }
        if (!isUnlinked()) {
            path = InodeTable.rebase(path, from, to);
            List<Path> names = List.copyOf(otherNames);
            otherNames.clear();
            names.forEach(name -> otherNames.add(InodeTable.rebase(name, from, to)));
        }
    }

    /**
     * Takes leave of a name that it does not have any more.
     *
     * @param last the attributes it shall show from now on if it has no other name that is known
     */
    void unlinked(Path name, FileStat last, Storage storage) {
        otherNames.remove(name);
        if (name.equals(path)) {
            Optional<Path> other = otherNames.stream()
                    .filter(candidate -> isAt(candidate, storage))
                    .findFirst();
            if (other.isPresent()) {
                path = other.get();
                otherNames.remove(path);
            } else {
                afterlife = last;
            }
        }
    }

    /** Where names have several spellings, one that was met may be the one that is gone. A look that fails finds nothing. */
    private boolean isAt(Path candidate, Storage storage) {
        try {
            return key.equals(InodeTable.keyOf(candidate, storage.attributes(candidate)));
        } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
            return false;
        }
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

    /**
     * Storing and closing are no changes, whatever the file system makes of them. With the namespace locked, since it goes by the
     * name.
     *
     * @param idle changes nothing of the content
     */
    synchronized void keepingTimes(Storage storage, IoAction idle) throws IOException {
        BasicFileAttributes before = settledAttributes(storage);
        idle.run();
        BasicFileAttributes after = settledAttributes(storage);
        if (before != null && after != null && !haveSameTimes(before, after)) {
            storage.setTimes(path, before.lastModifiedTime(), before.lastAccessTime());
        }
    }

    /** Null where nobody sees them, or the file system fails: a file can close without. */
    private @Nullable BasicFileAttributes settledAttributes(Storage storage) {
        try {
            settle();
            return isUnlinked() ? null : storage.attributes(path);
        } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
            return null;
        }
    }

    private static boolean haveSameTimes(BasicFileAttributes before, BasicFileAttributes after) {
        return after.lastModifiedTime().equals(before.lastModifiedTime())
                && after.lastAccessTime().equals(before.lastAccessTime());
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
