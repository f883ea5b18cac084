package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.around;
import static io.github.ffunit.contract.Bug.bug;
import static io.github.ffunit.contract.Bug.errno;
import static io.github.ffunit.contract.Bug.stateful;
import static io.github.ffunit.contract.FileCallBugs.asInt;
import static io.github.ffunit.contract.FileCallBugs.asLong;
import static io.github.ffunit.contract.FileCallBugs.open;
import static io.github.ffunit.contract.FileCallBugs.patched;
import static io.github.ffunit.contract.FileCallBugs.total;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.contract.Bug.Search;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** More bugs in the calls on names: those that do a thing in two steps, by its text, or only half. */
final class NamespaceBugs {
    private static final int HEADER_BYTES = 24;
    private static final int NAME_LENGTH = 16;
    private static final int MOST_LINKS = 8;
    private static final int WHOLE_LISTING = 1 << 16;
    // A first page has the dots at least.
    private static final long SECOND_PAGE = 2;

    private NamespaceBugs() {}

    static Stream<Bug> all() {
        return Stream.of(listings(), directories(), renames(), links(), sandbox(), overlay(), numbers())
                .flatMap(bugs -> bugs);
    }

    private static byte[] path(Object argument) {
        return (byte[]) argument;
    }

    private static Answer<Wasi1.Filled> readdir(Wasi1 real, Object[] a, long cookie) {
        return real.fdReaddir(asInt(a[0]), asInt(a[1]), cookie);
    }

    /** Where whole entries of a listing begin, and the end of the last. */
    private static List<Integer> bounds(Wasi1.Filled filled) {
        WireRecord record = new WireRecord(filled.buffers().get(0));
        List<Integer> bounds = new ArrayList<>(List.of(0));
        int end = 0;
        while (end + HEADER_BYTES <= filled.count()) {
            end += HEADER_BYTES + record.u32(end + NAME_LENGTH);
            if (end > filled.count()) {
                break;
            }
            bounds.add(end);
        }
        return bounds;
    }

    /** Bytes of whole entries in a listing. */
    private static int whole(Wasi1.Filled filled) {
        List<Integer> bounds = bounds(filled);
        return bounds.get(bounds.size() - 1);
    }

    /** The same if there is no room. */
    private static Wasi1.Filled withLastAgain(Wasi1.Filled filled) {
        List<Integer> bounds = bounds(filled);
        byte[] room = filled.buffers().get(0).clone();
        int last = bounds.get(Math.max(0, bounds.size() - 2));
        int length = whole(filled) - last;
        if (whole(filled) != filled.count() || filled.count() + length > room.length) {
            return filled;
        }
        System.arraycopy(room, last, room, filled.count(), length);
        return new Wasi1.Filled(filled.count() + length, List.of(room));
    }

    /** The part of a listing behind a cookie that fits. */
    private static Wasi1.Filled after(Wasi1.Filled all, long cookie, int room) {
        byte[] bytes = all.buffers().get(0);
        WireRecord record = new WireRecord(bytes);
        int at = 0;
        long reached = 0;
        while (reached != cookie && at < all.count()) {
            reached = record.u64(at);
            at += HEADER_BYTES + record.u32(at + NAME_LENGTH);
        }
        int count = Math.min(room, all.count() - at);
        byte[] rest = new byte[room];
        Arrays.fill(rest, Wasi1.UNTOUCHED);
        System.arraycopy(bytes, at, rest, 0, count);
        return new Wasi1.Filled(count, List.of(rest));
    }

    private static Stream<Bug> listings() {
        return Stream.of(
                bug("H04 H03", "an entry that does not fit is left out", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = readdir(real, a, asLong(a[2]));
                    Wasi1.Filled filled = answer.value();
                    return filled == null ? answer : new Answer<>(0, new Wasi1.Filled(whole(filled), filled.buffers()));
                }),
                bug("H01", "the last entry is listed twice", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = readdir(real, a, asLong(a[2]));
                    Wasi1.Filled filled = answer.value();
                    return filled == null ? answer : new Answer<>(0, withLastAgain(filled));
                }),
                around("H08", "what is removed shifts a listing", () -> {
                            AtomicInteger removed = new AtomicInteger();
                            return (real, method, a) -> {
                                if (!method.getName().equals("fdReaddir")) {
                                    Object answer = Bug.invoke(real, method, a);
                                    boolean removes = method.getName().equals("pathUnlinkFile") && answer.equals(0);
                                    removed.addAndGet(removes ? 1 : 0);
                                    return answer;
                                }
                                if (asLong(a[2]) == 0) {
                                    removed.set(0);
                                }
                                return readdir(
                                        real,
                                        a,
                                        asLong(a[2]) > SECOND_PAGE ? asLong(a[2]) + removed.get() : asLong(a[2]));
                            };
                        })
                        .metBy(Search.NONE),
                bug("H11", "a removed directory cannot be listed", "fdReaddir", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    boolean removed = stat != null && new WireRecord(stat).u64(24) == 0;
                    Answer<Wasi1.Filled> answer = readdir(real, a, asLong(a[2]));
                    return removed && answer.errno() == 0 ? Answer.failure(Errno.NOENT.code()) : answer;
                }),
                stateful("H10 H06", "a listing is made anew for each page, in ever other order", "fdReaddir", () -> {
                    AtomicInteger pages = new AtomicInteger();
                    return (real, a) -> {
                        long cookie = asLong(a[2]);
                        boolean back = cookie > SECOND_PAGE && pages.incrementAndGet() % 20 == 0;
                        return readdir(real, a, back ? cookie - 1 : cookie);
                    };
                }));
    }

    private static String text(Object argument) {
        return new String(path(argument), UTF_8);
    }

    /** With the names that scripts and rules use: a listing would do, and be longer. */
    private static int removeAll(Wasi1 real, int dir, String path) {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "sub", "file")) {
            byte[] below = (path + "/" + name).getBytes(UTF_8);
            if (real.pathUnlinkFile(dir, below) == Errno.ISDIR.code()) {
                removeAll(real, dir, path + "/" + name);
            }
        }
        return real.pathRemoveDirectory(dir, path.getBytes(UTF_8));
    }

    private static Stream<Bug> directories() {
        return Stream.of(
                errno("I03 J03", "path(RemoveDirectory|Rename)", Errno.NOTEMPTY, Errno.EXIST),
                errno("I05", "pathRemoveDirectory", Errno.INVAL, Errno.BUSY),
                bug("I08", "a file that is open cannot be unlinked", "pathUnlinkFile", (real, a) -> {
                    byte[] stat =
                            real.pathFilestatGet(asInt(a[0]), 0, path(a[1])).value();
                    for (int fd = 4; stat != null && fd < 16; fd++) {
                        byte[] other = real.fdFilestatGet(fd).value();
                        if (other != null && other[16] == 4 && Arrays.equals(other, 0, 16, stat, 0, 16)) {
                            return Errno.BUSY.code();
                        }
                    }
                    return real.pathUnlinkFile(asInt(a[0]), path(a[1]));
                }),
                bug("I03", "rmdir removes what is in a directory too", "pathRemoveDirectory", (real, a) -> {
                    int errno = real.pathRemoveDirectory(asInt(a[0]), path(a[1]));
                    return errno == Errno.NOTEMPTY.code() ? removeAll(real, asInt(a[0]), text(a[1])) : errno;
                }),
                bug(
                        "G12",
                        "a directory that cannot be made moves the time of the one that it is not in",
                        "pathCreateDirectory",
                        (real, a) -> {
                            int errno = real.pathCreateDirectory(asInt(a[0]), path(a[1]));
                            byte[] other = (text(a[1]).replaceAll("/+$", "") + "~").getBytes(UTF_8);
                            if (errno == Errno.EXIST.code() && real.pathCreateDirectory(asInt(a[0]), other) == 0) {
                                real.pathRemoveDirectory(asInt(a[0]), other);
                            }
                            return errno;
                        }),
                bug("I02", "mkdir makes its parents", "pathCreateDirectory", (real, a) -> {
                    int errno = real.pathCreateDirectory(asInt(a[0]), path(a[1]));
                    String text = new String(path(a[1]), UTF_8);
                    int slash = text.lastIndexOf('/');
                    if (errno != Errno.NOENT.code() || slash <= 0) {
                        return errno;
                    }
                    real.pathCreateDirectory(
                            asInt(a[0]), text.substring(0, slash).getBytes(UTF_8));
                    return real.pathCreateDirectory(asInt(a[0]), path(a[1]));
                }),
                errno("I09", ".*", Errno.ROFS, Errno.PERM));
    }

    private static int rename(Wasi1 real, Object... a) {
        return real.pathRename(asInt(a[0]), path(a[1]), asInt(a[2]), path(a[3]));
    }

    private static Stream<Bug> renames() {
        return Stream.of(
                bug("J02", "what a rename replaces is removed first", "pathRename", (real, a) -> {
                    byte[] from =
                            real.pathFilestatGet(asInt(a[0]), 0, path(a[1])).value();
                    byte[] to = real.pathFilestatGet(asInt(a[2]), 0, path(a[3])).value();
                    boolean files = from != null && to != null && from[16] == 4 && to[16] == 4;
                    if (files && !Arrays.equals(from, 0, 16, to, 0, 16)) {
                        real.pathUnlinkFile(asInt(a[2]), path(a[3]));
                        Bug.letOthersGo();
                    }
                    return rename(real, a);
                }),
                bug("J05", "a directory into itself is told to have moved", "pathRename", (real, a) -> {
                    int errno = rename(real, a);
                    return errno == Errno.INVAL.code() ? 0 : errno;
                }),
                errno("J08", "pathRename", Errno.BUSY, Errno.INVAL),
                around("J10", "a directory that is open loses its way when one is renamed", () -> {
                    Set<Object> lost = new HashSet<>();
                    return (real, method, a) -> {
                        if (method.getName().equals("pathOpen") && lost.contains(a[0])) {
                            return Answer.failure(Errno.NOENT.code());
                        }
                        Object answer = Bug.invoke(real, method, a);
                        if (method.getName().equals("pathRename") && answer.equals(0)) {
                            for (int fd = 4; fd < 16; fd++) {
                                if (real.fdReaddir(fd, 0, 0).errno() == 0) {
                                    lost.add(fd);
                                }
                            }
                        } else if (method.getName().equals("fdClose")) {
                            lost.remove(a[0]);
                        }
                        return answer;
                    };
                }),
                bug("J11", "between mounts a rename makes an empty file", "pathRename", (real, a) -> {
                    int errno = rename(real, a);
                    if (errno != Errno.XDEV.code()) {
                        return errno;
                    }
                    Answer<Integer> made = real.pathOpen(asInt(a[2]), 0, path(a[3]), Flags.OPEN_CREAT, 0, 0, 0);
                    return made.value() == null ? errno : real.fdClose(made.value());
                }),
                errno("J12", "pathRename|pathLink", Errno.ROFS, Errno.XDEV));
    }

    private static Stream<Bug> links() {
        return Stream.of(
                bug(
                        "K04",
                        "path_link takes the flag to follow",
                        "pathLink",
                        (real, a) -> real.pathLink(asInt(a[0]), asInt(a[1]) & ~1, path(a[2]), asInt(a[3]), path(a[4]))),
                bug("K05", "what has no hard links makes an empty file", "pathLink", (real, a) -> {
                    int errno = real.pathLink(asInt(a[0]), asInt(a[1]), path(a[2]), asInt(a[3]), path(a[4]));
                    if (errno != Errno.NOTSUP.code()) {
                        return errno;
                    }
                    Answer<Integer> made = real.pathOpen(asInt(a[3]), 0, path(a[4]), Flags.OPEN_CREAT, 0, 0, 0);
                    return made.value() == null ? errno : real.fdClose(made.value());
                }),
                bug("K08", "a symbolic link replaces", "pathSymlink", (real, a) -> {
                    int errno = real.pathSymlink(path(a[0]), asInt(a[1]), path(a[2]));
                    if (errno != Errno.EXIST.code() || real.pathUnlinkFile(asInt(a[1]), path(a[2])) != 0) {
                        return errno;
                    }
                    return real.pathSymlink(path(a[0]), asInt(a[1]), path(a[2]));
                }),
                bug("K10", "more than eight links are a loop", "pathFilestatGet", (real, a) -> {
                            byte[] at = path(a[2]);
                            int links = 0;
                            Answer<Wasi1.Filled> text = real.pathReadlink(asInt(a[0]), at, 4096);
                            while (text.value() != null && links < MOST_LINKS && asInt(a[1]) == 1) {
                                links++;
                                at = Arrays.copyOf(
                                        text.value().buffers().get(0),
                                        text.value().count());
                                text = real.pathReadlink(asInt(a[0]), at, 4096);
                            }
                            return links == MOST_LINKS
                                    ? Answer.failure(Errno.LOOP.code())
                                    : real.pathFilestatGet(asInt(a[0]), asInt(a[1]), path(a[2]));
                        })
                        .metBy(Search.NONE),
                errno("K10", "path(Open|FilestatGet)", Errno.LOOP, Errno.NOENT));
    }

    private static Stream<Bug> sandbox() {
        return Stream.of(
                around("L03", "'..' is taken away before links are followed", () -> (real, method, a) -> {
                    Object[] changed = a.clone();
                    for (int i = 0; i < changed.length; i++) {
                        if (changed[i] instanceof byte[] bytes
                                && !method.getName().equals("pathSymlink")) {
                            changed[i] = new String(bytes, UTF_8)
                                    .replaceAll("(^|/)[a-zA-Z]+/\\.\\./", "$1")
                                    .getBytes(UTF_8);
                        }
                    }
                    return Bug.invoke(real, method, changed);
                }),
                errno("L04 L01 L02", "path(Open|FilestatGet)", Errno.PERM, Errno.NOENT),
                bug(
                        "L08",
                        "the root cannot be closed",
                        "fdClose",
                        (real, a) -> asInt(a[0]) == Guest.ROOT ? 0 : real.fdClose(asInt(a[0]))),
                bug("A12", "a zero byte ends a path", "pathFilestatGet", (real, a) -> {
                    String text = new String(path(a[2]), UTF_8);
                    int zero = text.indexOf('\0');
                    byte[] cut = zero > 0 ? text.substring(0, zero).getBytes(UTF_8) : path(a[2]);
                    return real.pathFilestatGet(asInt(a[0]), asInt(a[1]), cut);
                }),
                bug("L02", "'..' at the root stays there", "pathFilestatGet", (real, a) -> {
                    Answer<byte[]> answer = real.pathFilestatGet(asInt(a[0]), asInt(a[1]), path(a[2]));
                    boolean up = Arrays.equals(path(a[2]), new byte[] {'.', '.'});
                    return up && answer.errno() == Errno.PERM.code()
                            ? real.pathFilestatGet(asInt(a[0]), 0, new byte[] {'.'})
                            : answer;
                }));
    }

    private static Stream<Bug> overlay() {
        return Stream.of(
                around("M01", "what is put into /tmp lies in the root", () -> (real, method, a) -> {
                    Object[] changed = a.clone();
                    for (int i = 0; i < changed.length; i++) {
                        if (changed[i] instanceof byte[] bytes
                                && method.getName().startsWith("path")) {
                            changed[i] = new String(bytes, UTF_8)
                                    .replaceAll("^tmp/(?=\\w)", "")
                                    .getBytes(UTF_8);
                        }
                    }
                    return Bug.invoke(real, method, changed);
                }),
                bug("M02", "/dev has no random", "fdReaddir", (real, a) -> {
                    Answer<Wasi1.Filled> answer = readdir(real, a, asLong(a[2]));
                    Wasi1.Filled filled = answer.value();
                    if (filled == null) {
                        return answer;
                    }
                    byte[] room = new String(filled.buffers().get(0), java.nio.charset.StandardCharsets.ISO_8859_1)
                            .replace("urandom", "urandon")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                    return new Answer<>(0, new Wasi1.Filled(filled.count(), List.of(room)));
                }),
                bug("M03", "/dev/null takes one byte less", "fdWrite", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), (byte[][]) a[1]);
                    boolean device = stat != null && stat[16] == 2 && new WireRecord(stat).u64(0) != 0;
                    return device && answer.errno() == 0 && total((byte[][]) a[1]) > 1
                            ? new Answer<>(0, total((byte[][]) a[1]) - 1)
                            : answer;
                }),
                errno("M06", "path(RemoveDirectory|UnlinkFile|Rename|CreateDirectory)", Errno.BUSY, Errno.PERM),
                errno("M07", "path.*", Errno.NOSPC, Errno.MFILE).metBy(Search.FAULTS));
    }

    private static Stream<Bug> numbers() {
        return Stream.of(
                bug("N03 P06", "a close that fails is told to have succeeded", "fdClose", (real, a) -> {
                            int errno = real.fdClose(asInt(a[0]));
                            return errno == Errno.IO.code() ? 0 : errno;
                        })
                        .metBy(Search.FAULTS),
                bug("N04", "a new number loses the flags", "fdRenumber", (real, a) -> {
                    int errno = real.fdRenumber(asInt(a[0]), asInt(a[1]));
                    if (errno == 0) {
                        real.fdFdstatSetFlags(asInt(a[1]), 0);
                    }
                    return errno;
                }),
                stateful("N06", "each hundredth close is forgotten", "fdClose", () -> {
                            AtomicInteger closes = new AtomicInteger();
                            return (real, a) -> closes.incrementAndGet() % 100 == 0 ? 0 : real.fdClose(asInt(a[0]));
                        })
                        .metBy(Search.NONE),
                stateful("N08", "a listing is kept under its number", "fdReaddir", () -> {
                            Map<Object, Wasi1.Filled> kept = new HashMap<>();
                            return (real, a) -> {
                                Answer<Wasi1.Filled> answer = readdir(real, a, asLong(a[2]));
                                Wasi1.Filled all = real.fdReaddir(asInt(a[0]), WHOLE_LISTING, 0)
                                        .value();
                                if (all == null || answer.value() == null) {
                                    return answer;
                                }
                                if (asLong(a[2]) == 0) {
                                    kept.put(a[0], all);
                                }
                                return new Answer<>(0, after(kept.getOrDefault(a[0], all), asLong(a[2]), asInt(a[1])));
                            };
                        })
                        .metBy(Search.NONE),
                bug("N01", "a number is taken modulo 2^16", "fdTell", (real, a) -> real.fdTell(asInt(a[0]) & 0xFFFF))
                        .metBy(Search.NONE),
                bug("N02", "numbers only grow", "pathOpen", (real, a) -> {
                    Answer<Integer> answer = open(real, a, asInt(a[1]), path(a[2]), asInt(a[3]), asLong(a[4]));
                    if (answer.value() == null || answer.value() > 4) {
                        return answer;
                    }
                    Answer<Integer> next = real.pathOpen(Guest.ROOT, 0, new byte[] {'.'}, 0, 0, 0, 0);
                    if (next.value() != null) {
                        real.fdRenumber(answer.value(), next.value());
                    }
                    return next;
                }),
                bug(
                        "A08",
                        "inherited rights are added",
                        "pathOpen",
                        (real, a) ->
                                open(real, a, asInt(a[1]), path(a[2]), asInt(a[3]), asLong(a[4]) | Rights.FD_READ)),
                bug("G04", "an empty directory has the size -1", "pathFilestatGet", (real, a) -> {
                    byte[] stat = real.pathFilestatGet(asInt(a[0]), asInt(a[1]), path(a[2]))
                            .value();
                    return stat != null && stat[16] == 3
                            ? new Answer<>(0, patched(stat, 32, -1))
                            : real.pathFilestatGet(asInt(a[0]), asInt(a[1]), path(a[2]));
                }));
    }
}
