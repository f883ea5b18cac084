package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.List;

/**
 * One way to pass a path to a call.
 *
 * @param name of the call
 * @param followsLast whether it follows a link at the end of the path
 */
record CallOnPath(String name, boolean followsLast, Body body) {
    private static final byte[] FRESH = "fresh".getBytes(UTF_8);

    /** Makes the call with a path that starts at a directory. */
    interface Body {
        Errno run(Guest guest, int dir, byte[] path);
    }

    Errno run(Guest guest, int dir, byte[] path) {
        return body.run(guest, dir, path);
    }

    Errno run(Guest guest, int dir, String path) {
        return run(guest, dir, path.getBytes(UTF_8));
    }

    /**
     * All calls that take a path.
     *
     * @param other a file from the root, which gets a second name or a new one; no call shall get so far
     */
    static List<CallOnPath> all(String other) {
        byte[] otherPath = other.getBytes(UTF_8);
        return List.of(
                new CallOnPath("path_open", true, (g, dir, path) -> g.tryOpen(dir, path, FOLLOW, 0, READ, 0)),
                new CallOnPath(
                        "path_open CREAT", true, (g, dir, path) -> g.tryOpen(dir, path, FOLLOW, CREAT, WRITE, 0)),
                new CallOnPath("path_filestat_get", true, (g, dir, path) -> g.tryStatAt(dir, FOLLOW, path)),
                new CallOnPath("path_filestat_get NOFOLLOW", false, (g, dir, path) -> g.tryStatAt(dir, NOFOLLOW, path)),
                new CallOnPath(
                        "path_filestat_set_times",
                        true,
                        (g, dir, path) -> g.trySetTimesAt(dir, FOLLOW, path, 1, 1, Flags.TIMES_MTIM)),
                new CallOnPath("path_create_directory", false, (g, dir, path) -> g.tryMkdirAt(dir, path)),
                new CallOnPath("path_remove_directory", false, (g, dir, path) -> g.tryRmdirAt(dir, path)),
                new CallOnPath("path_unlink_file", false, (g, dir, path) -> g.tryUnlinkAt(dir, path)),
                new CallOnPath("path_rename from", false, (g, dir, path) -> g.tryRenameAt(dir, path, ROOT, FRESH)),
                new CallOnPath("path_rename to", false, (g, dir, path) -> g.tryRenameAt(ROOT, otherPath, dir, path)),
                new CallOnPath(
                        "path_link from", false, (g, dir, path) -> g.tryLinkAt(dir, NOFOLLOW, path, ROOT, FRESH)),
                new CallOnPath(
                        "path_link to", false, (g, dir, path) -> g.tryLinkAt(ROOT, NOFOLLOW, otherPath, dir, path)),
                new CallOnPath("path_symlink", false, (g, dir, path) -> g.trySymlinkAt(FRESH, dir, path)),
                new CallOnPath("path_readlink", false, (g, dir, path) -> g.tryReadlinkAt(dir, path, 100)));
    }
}
