package io.github.ffunit.vfs.preview1;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What kind of file something is. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FileType {
    /** None of the others. */
    UNKNOWN(0),
    /** A device or a stream. */
    CHARACTER_DEVICE(2),
    /** A directory. */
    DIRECTORY(3),
    /** A regular file. */
    REGULAR_FILE(4),
    /** A symbolic link. */
    SYMBOLIC_LINK(7);

    private final byte code;

    FileType(int code) {
        this.code = (byte) code;
    }

    /** {@return the number on the wire} */
    public byte code() {
        return code;
    }
}
