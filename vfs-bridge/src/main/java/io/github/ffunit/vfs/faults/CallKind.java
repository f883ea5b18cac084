package io.github.ffunit.vfs.faults;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The kinds of calls to a file system that a {@link FaultyFileSystem} can fail. Moving or asking the position of a channel is none. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum CallKind {
    /** Opening a channel, a stream or a file to be created. */
    OPEN,
    /** Any transfer out of a channel. */
    READ,
    /** Any transfer into a channel. */
    WRITE,
    /** Cutting a file through a channel. */
    TRUNCATE,
    /** Asking a channel for the size of its file. */
    SIZE,
    /** Writing a channel through to its device. */
    FORCE,
    /** Mapping a file into memory. */
    MAP,
    /** Locking a part of a file. */
    LOCK,
    /** Closing a channel or a directory stream. */
    CLOSE,
    /** Opening a directory stream. */
    LIST,
    /** Asking a directory stream whether there is a next entry. */
    LIST_NEXT,
    /** Making a directory. */
    CREATE_DIRECTORY,
    /** Deleting a file, link or directory. */
    DELETE,
    /** Moving or renaming. */
    MOVE,
    /** Copying within the file system. */
    COPY,
    /** Making a hard link. */
    CREATE_LINK,
    /** Making a symbolic link. */
    CREATE_SYMBOLIC_LINK,
    /** Reading the text of a symbolic link. */
    READ_SYMBOLIC_LINK,
    /** Reading attributes, also through a view. */
    READ_ATTRIBUTES,
    /** Setting attributes, also through a view. */
    SET_ATTRIBUTES,
    /** Checking that a file exists or may be used. */
    CHECK_ACCESS,
    /** Finding the real path of a file. */
    TO_REAL_PATH,
    /** Comparing two files. */
    IS_SAME_FILE,
    /** Asking whether a file is hidden. */
    IS_HIDDEN,
    /** Asking for the store of a file. */
    GET_FILE_STORE;

    /** {@return the name in words, for instance {@code create directory}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
