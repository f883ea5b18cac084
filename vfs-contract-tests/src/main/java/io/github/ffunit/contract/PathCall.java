package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.List;

/** One place of a call that takes a path: rename and link have two. */
record PathCall(String name, Body body) {
    private static final byte[] OTHER = "other".getBytes(UTF_8);

    /** The places of all calls. */
    static final List<PathCall> ALL = List.of(
            new PathCall("path_open", (guest, dir, path) -> guest.tryOpen(dir, path, FOLLOW, 0, READ, 0)),
            new PathCall(
                    "path_open with CREAT",
                    (guest, dir, path) -> guest.tryOpen(dir, path, FOLLOW, Guest.CREAT, READ, 0)),
            new PathCall("path_filestat_get", (guest, dir, path) -> guest.tryStatAt(dir, NOFOLLOW, path)),
            new PathCall(
                    "path_filestat_set_times",
                    (guest, dir, path) -> guest.trySetTimesAt(dir, NOFOLLOW, path, 1, 1, Flags.TIMES_MTIM)),
            new PathCall("path_create_directory", Guest::tryMkdirAt),
            new PathCall("path_remove_directory", Guest::tryRmdirAt),
            new PathCall("path_unlink_file", Guest::tryUnlinkAt),
            new PathCall("path_rename from", (guest, dir, path) -> guest.tryRenameAt(dir, path, ROOT, OTHER)),
            new PathCall("path_rename to", (guest, dir, path) -> guest.tryRenameAt(ROOT, OTHER, dir, path)),
            new PathCall("path_link from", (guest, dir, path) -> guest.tryLinkAt(dir, NOFOLLOW, path, ROOT, OTHER)),
            new PathCall("path_link to", (guest, dir, path) -> guest.tryLinkAt(ROOT, NOFOLLOW, OTHER, dir, path)),
            new PathCall("path_symlink", (guest, dir, path) -> guest.trySymlinkAt(OTHER, dir, path)),
            new PathCall("path_readlink", (guest, dir, path) -> guest.tryReadlinkAt(dir, path, 100)));

    /** The call, with everything else in order. */
    @FunctionalInterface
    interface Body {
        Errno call(Guest guest, int dir, byte[] path);
    }

    Errno call(Guest guest, int dir, byte[] path) {
        return body.call(guest, dir, path);
    }

    Errno call(Guest guest, byte[] path) {
        return call(guest, ROOT, path);
    }
}
