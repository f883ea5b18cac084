package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The paths of names in the directories of a mount. File systems take longer to make a path of two strings than to look at the file
 * there, and guests come back to the same few names: the last ones are kept. Guarded by the namespace.
 */
final class ChildPaths {
    private static final int KEPT = 256;

    private record Child(Path directory, String name, Path path) {}

    private final FileSystem fileSystem;
    private final @Nullable Child[] last = new @Nullable Child[KEPT];

    ChildPaths(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Resolves one name, and makes sure that the file system takes it for one name too. */
    Path of(Path directory, String name) throws ErrnoException {
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & (KEPT - 1);
        Child kept = last[slot];
        // The same object: a walk comes to a directory by the path that was kept.
        if (kept != null && kept.directory == directory && kept.name.equals(name)) {
            return kept.path;
        }
        GuestPath.requireLength(name);
        Path path = directory.resolve(single(name));
        last[slot] = new Child(directory, name, path);
        return path;
    }

    private Path single(String name) throws ErrnoException {
        Path one = fileSystem.getPath(name);
        boolean single = one.getRoot() == null
                && one.getNameCount() == 1
                && one.toString().equals(name);
        if (!single || name.contains(fileSystem.getSeparator())) {
            throw new ErrnoException(Errno.INVAL);
        }
        return one;
    }
}
