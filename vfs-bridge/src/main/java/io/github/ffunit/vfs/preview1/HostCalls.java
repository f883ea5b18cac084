package io.github.ffunit.vfs.preview1;

import java.util.List;

/** The calls by their names and signatures on the wire. */
final class HostCalls {
    private HostCalls() {}

    static List<HostCall> of(Preview1 calls) {
        return List.of(
                call("fd_advise", "iIIi", (m, a) -> calls.fdAdvise((int) a[0], a[1], a[2], (int) a[3])),
                call("fd_allocate", "iII", (m, a) -> calls.fdAllocate((int) a[0], a[1], a[2])),
                call("fd_close", "i", (m, a) -> calls.fdClose((int) a[0])),
                call("fd_datasync", "i", (m, a) -> calls.fdDatasync((int) a[0])),
                call("fd_fdstat_get", "ii", (m, a) -> calls.fdFdstatGet(m, (int) a[0], (int) a[1])),
                call("fd_fdstat_set_flags", "ii", (m, a) -> calls.fdFdstatSetFlags((int) a[0], (int) a[1])),
                call("fd_fdstat_set_rights", "iII", (m, a) -> calls.fdFdstatSetRights((int) a[0], a[1], a[2])),
                call("fd_filestat_get", "ii", (m, a) -> calls.fdFilestatGet(m, (int) a[0], (int) a[1])),
                call("fd_filestat_set_size", "iI", (m, a) -> calls.fdFilestatSetSize((int) a[0], a[1])),
                call(
                        "fd_filestat_set_times",
                        "iIIi",
                        (m, a) -> calls.fdFilestatSetTimes((int) a[0], a[1], a[2], (int) a[3])),
                call(
                        "fd_pread",
                        "iiiIi",
                        (m, a) -> calls.fdPread(m, (int) a[0], (int) a[1], (int) a[2], a[3], (int) a[4])),
                call("fd_prestat_get", "ii", (m, a) -> calls.fdPrestatGet(m, (int) a[0], (int) a[1])),
                call(
                        "fd_prestat_dir_name",
                        "iii",
                        (m, a) -> calls.fdPrestatDirName(m, (int) a[0], (int) a[1], (int) a[2])),
                call(
                        "fd_pwrite",
                        "iiiIi",
                        (m, a) -> calls.fdPwrite(m, (int) a[0], (int) a[1], (int) a[2], a[3], (int) a[4])),
                call("fd_read", "iiii", (m, a) -> calls.fdRead(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3])),
                call(
                        "fd_readdir",
                        "iiiIi",
                        (m, a) -> calls.fdReaddir(m, (int) a[0], (int) a[1], (int) a[2], a[3], (int) a[4])),
                call("fd_renumber", "ii", (m, a) -> calls.fdRenumber((int) a[0], (int) a[1])),
                call("fd_seek", "iIii", (m, a) -> calls.fdSeek(m, (int) a[0], a[1], (int) a[2], (int) a[3])),
                call("fd_sync", "i", (m, a) -> calls.fdSync((int) a[0])),
                call("fd_tell", "ii", (m, a) -> calls.fdTell(m, (int) a[0], (int) a[1])),
                call("fd_write", "iiii", (m, a) -> calls.fdWrite(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3])),
                call(
                        "path_create_directory",
                        "iii",
                        (m, a) -> calls.pathCreateDirectory(m, (int) a[0], (int) a[1], (int) a[2])),
                call(
                        "path_filestat_get",
                        "iiiii",
                        (m, a) -> calls.pathFilestatGet(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], (int) a[4])),
                call(
                        "path_filestat_set_times",
                        "iiiiIIi",
                        (m, a) -> calls.pathFilestatSetTimes(
                                m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], a[4], a[5], (int) a[6])),
                call(
                        "path_link",
                        "iiiiiii",
                        (m, a) -> calls.pathLink(
                                m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], (int) a[4], (int) a[5], (int) a[6])),
                call(
                        "path_open",
                        "iiiiiIIii",
                        (m, a) -> calls.pathOpen(
                                m,
                                (int) a[0],
                                (int) a[1],
                                (int) a[2],
                                (int) a[3],
                                (int) a[4],
                                a[5],
                                a[6],
                                (int) a[7],
                                (int) a[8])),
                call(
                        "path_readlink",
                        "iiiiii",
                        (m, a) -> calls.pathReadlink(
                                m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], (int) a[4], (int) a[5])),
                call(
                        "path_remove_directory",
                        "iii",
                        (m, a) -> calls.pathRemoveDirectory(m, (int) a[0], (int) a[1], (int) a[2])),
                call(
                        "path_rename",
                        "iiiiii",
                        (m, a) -> calls.pathRename(
                                m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], (int) a[4], (int) a[5])),
                call(
                        "path_symlink",
                        "iiiii",
                        (m, a) -> calls.pathSymlink(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3], (int) a[4])),
                call("path_unlink_file", "iii", (m, a) -> calls.pathUnlinkFile(m, (int) a[0], (int) a[1], (int) a[2])),
                call("sock_accept", "iii", (m, a) -> calls.sock((int) a[0])),
                call("sock_recv", "iiiiii", (m, a) -> calls.sock((int) a[0])),
                call("sock_send", "iiiii", (m, a) -> calls.sock((int) a[0])),
                call("sock_shutdown", "ii", (m, a) -> calls.sock((int) a[0])));
    }

    private static HostCall call(String name, String parameters, HostCall.Body body) {
        return new HostCall("wasi_snapshot_preview1", name, parameters, "i", body);
    }
}
