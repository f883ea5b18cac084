package io.github.ffunit.vfs.preview1;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The error numbers of WASI preview1 that file calls answer with. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Errno {
    /** No error. */
    SUCCESS(0),
    /** Permission denied. */
    ACCES(2),
    /** No such open file, or it lacks the right for this call. */
    BADF(8),
    /** In use by the system: a mount point, or {@code .} and {@code ..} where a name is needed. */
    BUSY(10),
    /** The name exists. */
    EXIST(20),
    /** The file would become too large. */
    FBIG(22),
    /** The path is not valid UTF-8. */
    ILSEQ(25),
    /** Interrupted. */
    INTR(27),
    /** Invalid argument. */
    INVAL(28),
    /** Input or output failed. */
    IO(29),
    /** Is a directory. */
    ISDIR(31),
    /** Too many symbolic links. */
    LOOP(32),
    /** Too many open files. */
    MFILE(33),
    /** A name or a path is too long. */
    NAMETOOLONG(37),
    /** No such file or directory. */
    NOENT(44),
    /** No space left. */
    NOSPC(51),
    /** Not a directory. */
    NOTDIR(54),
    /** The directory is not empty. */
    NOTEMPTY(55),
    /** Not a socket. */
    NOTSOCK(57),
    /** Not supported. */
    NOTSUP(58),
    /** Not permitted: the path leaves the directory it starts from. */
    PERM(63),
    /** The file system is read-only. */
    ROFS(69),
    /** Cannot seek. */
    SPIPE(70),
    /** Source and target are on different mounts. */
    XDEV(75),
    /** Rights can only be dropped. */
    NOTCAPABLE(76);

    private final int code;

    Errno(int code) {
        this.code = code;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }
}
