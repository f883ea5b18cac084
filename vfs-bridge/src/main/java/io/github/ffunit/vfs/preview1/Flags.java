package io.github.ffunit.vfs.preview1;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The bits and small numbers that the calls take as arguments, in groups that name the argument. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Flags {
    /** {@code lookupflags}: follow a symbolic link in the last component. */
    public static final int LOOKUP_SYMLINK_FOLLOW = 1;

    /** {@code oflags}: create the file if it is missing. */
    public static final int OPEN_CREAT = 1;
    /** {@code oflags}: fail unless it is a directory. */
    public static final int OPEN_DIRECTORY = 2;
    /** {@code oflags}: with {@link #OPEN_CREAT}, fail if the name exists. */
    public static final int OPEN_EXCL = 4;
    /** {@code oflags}: cut the file to no bytes. */
    public static final int OPEN_TRUNC = 8;

    /** {@code fdflags}: every write goes to the end. */
    public static final int FD_APPEND = 1;
    /** {@code fdflags}: writes reach the disk before they return; remembered, without effect. */
    public static final int FD_DSYNC = 2;
    /** {@code fdflags}: do not block; without effect on files. */
    public static final int FD_NONBLOCK = 4;
    /** {@code fdflags}: reads wait for pending writes; remembered, without effect. */
    public static final int FD_RSYNC = 8;
    /** {@code fdflags}: as {@link #FD_DSYNC}, with metadata. */
    public static final int FD_SYNC = 16;

    /** {@code fstflags}: set the access time to the stamp given. */
    public static final int TIMES_ATIM = 1;
    /** {@code fstflags}: set the access time to now. */
    public static final int TIMES_ATIM_NOW = 2;
    /** {@code fstflags}: set the modification time to the stamp given. */
    public static final int TIMES_MTIM = 4;
    /** {@code fstflags}: set the modification time to now. */
    public static final int TIMES_MTIM_NOW = 8;

    /** {@code whence}: from the start. */
    public static final int WHENCE_SET = 0;
    /** {@code whence}: from the position. */
    public static final int WHENCE_CUR = 1;
    /** {@code whence}: from the end. */
    public static final int WHENCE_END = 2;

    private Flags() {}
}
