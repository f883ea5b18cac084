package io.github.ffunit.vfs.internal;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inodes that are open, and the numbers of all that the guest has seen. Thread-safe. */
final class InodeTable {
    private final Map<Object, Inode> open = new HashMap<>();
    private final Map<Object, Long> numbers = new HashMap<>();
    private long lastNumber;

    /** The inode of a file or directory, for one more user. */
    synchronized Inode acquire(Path path, BasicFileAttributes attributes) {
        Inode inode = open.computeIfAbsent(keyOf(path, attributes), key -> new Inode(key, path));
        inode.foundAt(path);
        inode.addUser();
        return inode;
    }

    /** True if this was the last user. */
    synchronized boolean release(Inode inode) {
        boolean last = inode.removeUser();
        if (last) {
            open.remove(inode.key(), inode);
        }
        return last;
    }

    /** Gone for good: a file system may give its key to another file, which must not get its number too. */
    synchronized void forget(Inode inode, boolean numberToo) {
        open.remove(inode.key(), inode);
        if (numberToo) {
            numbers.remove(inode.key());
        }
    }

    /** The inode of what is open, which may be found by a new name; null if it is not open. */
    synchronized @Nullable Inode find(Path path, BasicFileAttributes attributes) {
        Inode inode = open.get(keyOf(path, attributes));
        if (inode != null) {
            inode.foundAt(path);
        }
        return inode;
    }

    /** Whether a file that is open has a name that nobody sees. */
    synchronized boolean isHidden(Path path, BasicFileAttributes attributes) {
        Inode inode = open.get(keyOf(path, attributes));
        return inode != null && inode.hidingPlace() != null;
    }

    /**
     * The number of a file on its mount. File systems that number their files are believed; others, whose keys are opaque, are
     * numbered in the order in which the guest meets the files.
     */
    synchronized long numberOf(Path path, BasicFileAttributes attributes) {
        if (attributes.fileKey() instanceof Number number) {
            // Zero means "none" to a guest.
            return number.longValue() + 1;
        }
        return numbers.computeIfAbsent(keyOf(path, attributes), key -> ++lastNumber);
    }

    /** Everything at or below a path is elsewhere now. */
    synchronized void moved(Path from, Path to) {
        open.values().forEach(inode -> inode.moved(from, to));
        rekey(open, from, to);
        rekey(numbers, from, to);
    }

    private static boolean isBelow(Path path, Path ancestor) {
        return path.getFileSystem().equals(ancestor.getFileSystem()) && path.startsWith(ancestor);
    }

    /** What a path is called once everything at or below another has moved. */
    static Path rebase(Path path, Path from, Path to) {
        if (!isBelow(path, from)) {
            return path;
        }
        return path.equals(from) ? to : to.resolve(from.relativize(path));
    }

    /** Where there are no file keys, paths are the keys, and change with a rename. */
    private static <V> void rekey(Map<Object, V> map, Path from, Path to) {
        List<Path> stale = new ArrayList<>();
        for (Object key : map.keySet()) {
            if (key instanceof Path path && isBelow(path, from)) {
                stale.add(path);
            }
        }
        for (Path key : stale) {
            V value = map.remove(key);
            if (value != null) {
                map.put(rebase(key, from, to), value);
            }
        }
    }

    static Object keyOf(Path path, BasicFileAttributes attributes) {
        Object fileKey = attributes.fileKey();
        return fileKey == null ? path : new Key(path.getFileSystem(), fileKey);
    }

    private record Key(FileSystem fileSystem, Object fileKey) {}
}
