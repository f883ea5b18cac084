package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a path ends.
 *
 * @param parent the directory of the last component
 * @param name the last component
 * @param node what has that name; null if nothing has
 * @param slash whether the path ended with a slash and so means a directory
 */
record Target(Node parent, String name, @Nullable Node node, boolean slash) {

    boolean isDot() {
        return name.equals(".");
    }

    boolean isDotDot() {
        return name.equals("..");
    }

    boolean exists() {
        return node != null;
    }

    Node existing() throws ErrnoException {
        if (node == null) {
            throw new ErrnoException(Errno.NOENT);
        }
        return node;
    }

    /** What is there; with a slash at the end it must be a directory. */
    Node existingAsSpelt() throws ErrnoException {
        Node found = existing();
        if (slash && !found.isDirectory()) {
            throw new ErrnoException(Errno.NOTDIR);
        }
        return found;
    }

    /** The path for a new name. */
    Path newPath() throws ErrnoException {
        return parent.childPath(name);
    }
}
