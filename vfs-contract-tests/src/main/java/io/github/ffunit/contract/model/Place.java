package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Where a path ends.
 *
 * @param parent the directory of the last name
 * @param name the last name, also {@code .} and {@code ..}
 * @param inode what has it; null if nothing has
 * @param slash whether a slash at the end demands a directory
 */
record Place(DirectoryInode parent, String name, @Nullable Inode inode, boolean slash) {
    boolean isDots() {
        return name.equals(".") || name.equals("..");
    }

    Inode existing(String rule) {
        if (inode == null) {
            throw new Refusal(Errno.NOENT, rule);
        }
        return inode;
    }

    /** What is there; spelt with a slash it must be a directory. */
    Inode asSpelt(String rule) {
        Inode found = existing(rule);
        Refusal.unless(!slash || found instanceof DirectoryInode, Errno.NOTDIR, "A11");
        return found;
    }

    /** Demands that a name for something that is no directory is free. */
    void requireFree(String rule) {
        if (inode != null) {
            boolean fileAsDirectory = slash && !(inode instanceof DirectoryInode);
            throw new Refusal(fileAsDirectory ? Errno.NOTDIR : Errno.EXIST, rule);
        }
        Refusal.unless(!slash, Errno.NOENT, rule);
    }
}
