package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.bug;
import static io.github.ffunit.contract.FileCallBugs.asInt;
import static io.github.ffunit.contract.FileCallBugs.asLong;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Bugs in the calls on names: listings, names, links, the sandbox, devices and numbers. */
final class NameCallBugs {
    private static final int HEADER_BYTES = 24;

    private NameCallBugs() {}

    static Stream<Bug> all() {
        return Stream.of(listings(), names(), linksAndSandbox(), devicesAndNumbers())
                .flatMap(bugs -> bugs);
    }

    private static byte[] withoutSlashes(Object path) {
        String text = new String((byte[]) path, UTF_8);
        return text.length() > 1 ? text.replaceAll("/+$", "").getBytes(UTF_8) : text.getBytes(UTF_8);
    }

    private static byte[] relative(Object path) {
        return new String((byte[]) path, UTF_8).replaceAll("^/+", "").getBytes(UTF_8);
    }

    private static int instead(int errno, Errno right, Errno wrong) {
        return errno == right.code() ? wrong.code() : errno;
    }

    /** The first entry is that of the directory itself. */
    private static Answer<Wasi1.Filled> withoutDot(Answer<Wasi1.Filled> answer) {
        Wasi1.Filled filled = answer.value();
        if (filled == null || filled.count() < HEADER_BYTES + 1) {
            return answer;
        }
        byte[] room = filled.buffers().get(0).clone();
        int rest = room.length - HEADER_BYTES - 1;
        System.arraycopy(room, HEADER_BYTES + 1, room, 0, rest);
        return new Answer<>(0, new Wasi1.Filled(filled.count() - HEADER_BYTES - 1, List.of(room)));
    }

    private static Stream<Bug> listings() {
        return Stream.of(
                bug("H01", "there is no dot", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]));
                    return asLong(a[2]) == 0 ? withoutDot(answer) : answer;
                }),
                bug("H02", "no entry has a type", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]));
                    if (answer.value() != null && answer.value().count() > 20) {
                        answer.value().buffers().get(0)[20] = 0;
                    }
                    return answer;
                }),
                bug(
                        "H05",
                        "little room is INVAL",
                        "fdReaddir",
                        (real, a) -> asInt(a[1]) < HEADER_BYTES
                                ? Answer.failure(Errno.INVAL.code())
                                : real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]))),
                bug(
                        "H06",
                        "every listing starts at the start",
                        "fdReaddir",
                        (real, a) ->
                                // Past the end stays there, or a guest would list for ever.
                                real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]) > 20 ? asLong(a[2]) : 0)),
                bug("H07", "past the end is NOENT", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]));
                    boolean end = answer.value() != null && answer.value().count() == 0 && asInt(a[1]) > 0;
                    return end ? Answer.failure(Errno.NOENT.code()) : answer;
                }),
                bug("H09", "a file is BADF", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdReaddir(asInt(a[0]), asInt(a[1]), asLong(a[2]));
                    return answer.value() == null ? Answer.failure(Errno.BADF.code()) : answer;
                }));
    }

    private static Stream<Bug> names() {
        return Stream.of(
                bug("I01", "making what exists succeeds", "pathCreateDirectory", (real, a) -> {
                    int errno = real.pathCreateDirectory(asInt(a[0]), (byte[]) a[1]);
                    return instead(errno, Errno.EXIST, Errno.SUCCESS);
                }),
                bug("I02", "a file on the way is NOENT", "pathUnlinkFile", (real, a) -> {
                    int errno = real.pathUnlinkFile(asInt(a[0]), (byte[]) a[1]);
                    return instead(errno, Errno.NOTDIR, Errno.NOENT);
                }),
                bug("I04", "rmdir removes files too", "pathRemoveDirectory", (real, a) -> {
                    int errno = real.pathRemoveDirectory(asInt(a[0]), (byte[]) a[1]);
                    return errno == Errno.NOTDIR.code() ? real.pathUnlinkFile(asInt(a[0]), (byte[]) a[1]) : errno;
                }),
                bug(
                        "I06",
                        "unlink forgets slashes",
                        "pathUnlinkFile",
                        (real, a) -> real.pathUnlinkFile(asInt(a[0]), withoutSlashes(a[1]))),
                bug("I07", "unlink of a directory is PERM", "pathUnlinkFile", (real, a) -> {
                    int errno = real.pathUnlinkFile(asInt(a[0]), (byte[]) a[1]);
                    return instead(errno, Errno.ISDIR, Errno.PERM);
                }),
                bug("J04", "a rename replaces anything", "pathRename", (real, a) -> {
                    int errno = real.pathRename(asInt(a[0]), (byte[]) a[1], asInt(a[2]), (byte[]) a[3]);
                    if (errno != Errno.ISDIR.code()) {
                        return errno;
                    }
                    real.pathRemoveDirectory(asInt(a[2]), (byte[]) a[3]);
                    return real.pathRename(asInt(a[0]), (byte[]) a[1], asInt(a[2]), (byte[]) a[3]);
                }),
                bug("J06", "of two names of a file one is dropped", "pathRename", (real, a) -> {
                    int errno = real.pathRename(asInt(a[0]), (byte[]) a[1], asInt(a[2]), (byte[]) a[3]);
                    if (errno == 0 && !Arrays.equals((byte[]) a[1], (byte[]) a[3])) {
                        real.pathUnlinkFile(asInt(a[0]), (byte[]) a[1]);
                    }
                    return errno;
                }),
                bug(
                        "J09",
                        "rename forgets slashes",
                        "pathRename",
                        (real, a) ->
                                real.pathRename(asInt(a[0]), withoutSlashes(a[1]), asInt(a[2]), withoutSlashes(a[3]))));
    }

    private static Stream<Bug> linksAndSandbox() {
        return Stream.of(
                bug("K02", "link replaces", "pathLink", (real, a) -> {
                    int errno = real.pathLink(asInt(a[0]), asInt(a[1]), (byte[]) a[2], asInt(a[3]), (byte[]) a[4]);
                    if (errno != Errno.EXIST.code()) {
                        return errno;
                    }
                    real.pathUnlinkFile(asInt(a[3]), (byte[]) a[4]);
                    return real.pathLink(asInt(a[0]), asInt(a[1]), (byte[]) a[2], asInt(a[3]), (byte[]) a[4]);
                }),
                bug("K03", "link to a directory is ISDIR", "pathLink", (real, a) -> {
                    int errno = real.pathLink(asInt(a[0]), asInt(a[1]), (byte[]) a[2], asInt(a[3]), (byte[]) a[4]);
                    return instead(errno, Errno.PERM, Errno.ISDIR);
                }),
                bug(
                        "K07",
                        "an absolute text is made relative",
                        "pathSymlink",
                        (real, a) -> real.pathSymlink(relative(a[0]), asInt(a[1]), (byte[]) a[2])),
                bug("K09", "readlink tells the whole length", "pathReadlink", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.pathReadlink(asInt(a[0]), (byte[]) a[1], asInt(a[2]));
                    return answer.value() != null && asInt(a[2]) < 6 ? Answer.failure(Errno.INVAL.code()) : answer;
                }),
                bug(
                        "L01",
                        "a path may be absolute",
                        "pathFilestatGet",
                        (real, a) -> real.pathFilestatGet(asInt(a[0]), asInt(a[1]), relative(a[2]))),
                bug("L02", "'..' stays at the root", "pathCreateDirectory", (real, a) -> {
                    String path = new String((byte[]) a[1], UTF_8).replaceAll("^(\\.\\./)+", "");
                    return real.pathCreateDirectory(asInt(a[0]), path.getBytes(UTF_8));
                }));
    }

    private static Stream<Bug> devicesAndNumbers() {
        return Stream.of(
                bug("M04", "any file has a size that can be set", "fdFilestatSetSize", (real, a) -> {
                    int errno = real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                    return instead(errno, Errno.INVAL, Errno.SUCCESS);
                }),
                bug(
                        "M05",
                        "pread of random bytes is empty",
                        "fdPread",
                        (real, a) -> new Answer<>(0, new Wasi1.Filled(0, List.of(new byte[0])))),
                bug("N01", "closing what is not open succeeds", "fdClose", (real, a) -> {
                    int errno = real.fdClose(asInt(a[0]));
                    return instead(errno, Errno.BADF, Errno.SUCCESS);
                }),
                bug(
                        "N02",
                        "streams' numbers are not used again",
                        "fdClose",
                        (real, a) -> asInt(a[0]) < 3 ? Errno.SUCCESS.code() : real.fdClose(asInt(a[0]))),
                bug(
                        "N05",
                        "a number that is moved onto itself is closed",
                        "fdRenumber",
                        (real, a) -> asInt(a[0]) == asInt(a[1])
                                ? real.fdClose(asInt(a[0]))
                                : real.fdRenumber(asInt(a[0]), asInt(a[1]))),
                bug("N07", "every directory is preopened", "fdPrestatGet", (real, a) -> {
                    Answer<byte[]> answer = real.fdPrestatGet(asInt(a[0]));
                    boolean directory = real.fdReaddir(asInt(a[0]), 0, 0).value() != null;
                    return directory && answer.value() == null ? real.fdPrestatGet(Guest.ROOT) : answer;
                }));
    }
}
