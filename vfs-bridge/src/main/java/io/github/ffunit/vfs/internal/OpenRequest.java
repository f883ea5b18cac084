package io.github.ffunit.vfs.internal;

import static io.github.ffunit.vfs.preview1.Flags.FD_APPEND;
import static io.github.ffunit.vfs.preview1.Flags.FD_DSYNC;
import static io.github.ffunit.vfs.preview1.Flags.FD_NONBLOCK;
import static io.github.ffunit.vfs.preview1.Flags.FD_RSYNC;
import static io.github.ffunit.vfs.preview1.Flags.FD_SYNC;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_CREAT;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_DIRECTORY;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_EXCL;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_TRUNC;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Rights;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * What the guest asks of an open file.
 *
 * @param follow whether a link at the end is followed
 * @param base rights asked for
 * @param inheriting rights asked for what will be opened through it
 * @param passedOn rights that the directory passes on at most
 */
record OpenRequest(boolean follow, int openFlags, long base, long inheriting, int fdFlags, long passedOn) {
    // Reading and writing are granted as asked for; all else comes with every file, as on Linux.
    private static final long FILE_ALWAYS = Rights.FILE & ~Rights.FD_READ & ~Rights.FILE_CHANGE;

    void check() throws ErrnoException {
        boolean unknown = (openFlags & ~(OPEN_CREAT | OPEN_DIRECTORY | OPEN_EXCL | OPEN_TRUNC)) != 0
                || (fdFlags & ~(FD_APPEND | FD_DSYNC | FD_NONBLOCK | FD_RSYNC | FD_SYNC)) != 0;
        if (unknown || (creates() && wantsDirectory())) {
            throw new ErrnoException(Errno.INVAL);
        }
    }

    OpenRequest within(long limit) {
        return new OpenRequest(follow, openFlags, base & limit, inheriting & limit, fdFlags, limit);
    }

    boolean creates() {
        return (openFlags & OPEN_CREAT) != 0;
    }

    boolean isExclusive() {
        return creates() && (openFlags & OPEN_EXCL) != 0;
    }

    boolean wantsDirectory() {
        return (openFlags & OPEN_DIRECTORY) != 0;
    }

    boolean truncates() {
        return (openFlags & OPEN_TRUNC) != 0;
    }

    boolean reads() {
        return (base & Rights.FD_READ) != 0;
    }

    boolean writes() {
        return (base & Rights.FD_WRITE) != 0;
    }

    /** What the directory must grant for the name to be opened so. */
    long directoryRightsNeeded() {
        return Rights.PATH_OPEN
                | (creates() ? Rights.PATH_CREATE_FILE : 0)
                | (truncates() ? Rights.PATH_FILESTAT_SET_SIZE : 0);
    }

    long fileRights() {
        return passedOn & (FILE_ALWAYS | (base & Rights.FD_READ) | (writes() ? Rights.FILE_CHANGE : 0));
    }

    long directoryRights() {
        return passedOn & Rights.DIRECTORY;
    }

    /** How the file system opens it; cutting and appending are done by us, since providers differ. */
    Set<OpenOption> options() {
        Set<OpenOption> options = new HashSet<>();
        if (writes() || truncates()) {
            options.add(StandardOpenOption.WRITE);
        }
        if (reads() || options.isEmpty()) {
            options.add(StandardOpenOption.READ);
        }
        return options;
    }
}
