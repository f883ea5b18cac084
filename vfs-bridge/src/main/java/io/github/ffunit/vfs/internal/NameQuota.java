package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;

/** How many names a mount has room for, as a disk has for inodes. Guarded by the namespace. */
final class NameQuota {
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private long left;

    private NameQuota(long names) {
        this.left = names;
    }

    static NameQuota of(int names) {
        return new NameQuota(names);
    }

    /** As many as the file system allows. */
    static NameQuota none() {
        return new NameQuota(UNLIMITED);
    }

    void take() throws ErrnoException {
        if (left == 0) {
            throw new ErrnoException(Errno.NOSPC);
        }
        left--;
    }

    void giveBack() {
        left++;
    }
}
