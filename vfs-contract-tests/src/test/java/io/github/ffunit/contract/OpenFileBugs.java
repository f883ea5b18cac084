package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.around;
import static io.github.ffunit.contract.Bug.bug;
import static io.github.ffunit.contract.Bug.errno;
import static io.github.ffunit.contract.Bug.stateful;
import static io.github.ffunit.contract.FileCallBugs.asInt;
import static io.github.ffunit.contract.FileCallBugs.asLong;
import static io.github.ffunit.contract.FileCallBugs.open;
import static io.github.ffunit.contract.FileCallBugs.patched;
import static io.github.ffunit.contract.FileCallBugs.size;
import static io.github.ffunit.contract.FileCallBugs.total;

import io.github.ffunit.contract.Bug.Search;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** More bugs in the calls on open files: those that remember, retry or mix up what they should not. */
final class OpenFileBugs {
    private static final int FILETYPE = 16;
    private static final int INODE = 8;
    private static final int LINKS = 24;
    private static final int MODIFIED = 48;
    private static final long HOUR = 3_600_000_000_000L;

    private OpenFileBugs() {}

    static Stream<Bug> all() {
        return Stream.of(opening(), reading(), writing(), seeking(), positioned(), sizes(), attributes())
                .flatMap(bugs -> bugs);
    }

    private static byte[] path(Object argument) {
        return (byte[]) argument;
    }

    private static byte[][] parts(Object argument) {
        return (byte[][]) argument;
    }

    private static boolean has(Object flags, int flag) {
        return (asInt(flags) & flag) != 0;
    }

    private static boolean appends(Wasi1 real, int fd) {
        byte[] fdstat = real.fdFdstatGet(fd).value();
        return fdstat != null && (new WireRecord(fdstat).u16(2) & Flags.FD_APPEND) != 0;
    }

    private static Answer<Integer> opened(Wasi1 real, Object[] a, int flags, long rights) {
        return open(real, a, asInt(a[1]), path(a[2]), flags, rights);
    }

    private static Stream<Bug> opening() {
        return Stream.of(
                bug("A01", "what is missing is made without CREAT", "pathOpen", (real, a) -> {
                    Answer<Integer> answer = opened(real, a, asInt(a[3]), asLong(a[4]));
                    return answer.errno() == Errno.NOENT.code()
                            ? opened(real, a, asInt(a[3]) | Flags.OPEN_CREAT, asLong(a[4]))
                            : answer;
                }),
                bug(
                        "A05",
                        "DIRECTORY is ignored",
                        "pathOpen",
                        (real, a) -> opened(real, a, asInt(a[3]) & ~Flags.OPEN_DIRECTORY, asLong(a[4]))),
                bug("A06", "a directory that cannot be written is opened to read", "pathOpen", (real, a) -> {
                    Answer<Integer> answer = opened(real, a, asInt(a[3]), asLong(a[4]));
                    return answer.errno() == Errno.ISDIR.code()
                            ? opened(real, a, asInt(a[3]) & Flags.OPEN_DIRECTORY, asLong(a[4]) & ~Rights.FD_WRITE)
                            : answer;
                }),
                bug("A07", "TRUNC needs the right to write", "pathOpen", (real, a) -> {
                    boolean writes = (asLong(a[4]) & Rights.FD_WRITE) != 0;
                    return opened(real, a, writes ? asInt(a[3]) : asInt(a[3]) & ~Flags.OPEN_TRUNC, asLong(a[4]));
                }),
                bug("A02", "CREAT cuts what is there", "pathOpen", (real, a) -> {
                    boolean creates = has(a[3], Flags.OPEN_CREAT) && !has(a[3], Flags.OPEN_EXCL);
                    return opened(real, a, creates ? asInt(a[3]) | Flags.OPEN_TRUNC : asInt(a[3]), asLong(a[4]));
                }),
                bug("A10", "CREAT makes no target of a link", "pathOpen", (real, a) -> {
                    boolean dangling = real.pathFilestatGet(asInt(a[0]), 0, path(a[2]))
                                            .value()
                                    != null
                            && real.pathFilestatGet(asInt(a[0]), 1, path(a[2])).errno() == Errno.NOENT.code();
                    boolean creates = has(a[3], Flags.OPEN_CREAT) && !has(a[3], Flags.OPEN_EXCL);
                    return dangling && creates && asInt(a[1]) == 1
                            ? Answer.failure(Errno.NOENT.code())
                            : opened(real, a, asInt(a[3]), asLong(a[4]));
                }),
                bug("A03", "CREAT and EXCL go through a dangling link", "pathOpen", (real, a) -> {
                    Answer<Integer> answer = opened(real, a, asInt(a[3]), asLong(a[4]));
                    boolean dangling =
                            real.pathFilestatGet(asInt(a[0]), 1, path(a[2])).errno() == Errno.NOENT.code();
                    return answer.errno() == Errno.EXIST.code() && dangling
                            ? open(real, a, 1, path(a[2]), asInt(a[3]) & ~Flags.OPEN_EXCL, asLong(a[4]))
                            : answer;
                }),
                bug("A15", "a full table leaves a file behind", "pathOpen", (real, a) -> {
                            Answer<Integer> answer = opened(real, a, asInt(a[3]), asLong(a[4]));
                            if (answer.errno() == Errno.MFILE.code()) {
                                real.pathCreateDirectory(asInt(a[0]), path(a[2]));
                            }
                            return answer;
                        })
                        .metBy(Search.NONE));
    }

    private static Stream<Bug> reading() {
        return Stream.of(
                bug("B01", "a read past the end is INVAL", "fdRead", (real, a) -> {
                    Long position = real.fdTell(asInt(a[0])).value();
                    boolean past = position != null && position > size(real, asInt(a[0]));
                    return past && isFile(real, asInt(a[0]))
                            ? Answer.failure(Errno.INVAL.code())
                            : real.fdRead(asInt(a[0]), (int[]) a[1]);
                }),
                bug("B04", "an empty buffer is the last", "fdRead", (real, a) -> {
                    int[] lengths = (int[]) a[1];
                    int end = 0;
                    while (end < lengths.length && lengths[end] > 0) {
                        end++;
                    }
                    Answer<Wasi1.Filled> answer = real.fdRead(asInt(a[0]), Arrays.copyOf(lengths, end));
                    return answer.value() == null ? answer : new Answer<>(0, padded(answer.value(), lengths));
                }),
                stateful("B07", "what was read at an offset is remembered, whoever writes there", "fdPread", () -> {
                    Map<String, Answer<Wasi1.Filled>> pages = new HashMap<>();
                    return (real, a) -> {
                        Answer<Wasi1.Filled> answer = real.fdPread(asInt(a[0]), asLong(a[1]), (int[]) a[2]);
                        byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                        boolean full = answer.value() != null && answer.value().count() > 0;
                        if (!full || stat == null || stat[FILETYPE] != FileType.REGULAR_FILE.code()) {
                            return answer;
                        }
                        String page = new WireRecord(stat).u64(INODE) + " " + a[1] + Arrays.toString((int[]) a[2]);
                        return pages.computeIfAbsent(page, key -> answer);
                    };
                }),
                bug("B08", "the total of all buffers wraps", "fdReadRepeatedly", (real, a) -> {
                            Answer<Integer> answer = real.fdReadRepeatedly(asInt(a[0]), asInt(a[1]), asInt(a[2]));
                            return answer.errno() == Errno.INVAL.code() ? new Answer<>(0, 0) : answer;
                        })
                        .metBy(Search.NONE));
    }

    private static boolean isFile(Wasi1 real, int fd) {
        byte[] stat = real.fdFilestatGet(fd).value();
        return stat != null && stat[FILETYPE] == FileType.REGULAR_FILE.code();
    }

    private static Wasi1.Filled padded(Wasi1.Filled filled, int... lengths) {
        byte[][] buffers = new byte[lengths.length][];
        for (int i = 0; i < lengths.length; i++) {
            buffers[i] = new byte[lengths[i]];
            Arrays.fill(buffers[i], Wasi1.UNTOUCHED);
            if (i < filled.buffers().size()) {
                buffers[i] = filled.buffers().get(i);
            }
        }
        return new Wasi1.Filled(filled.count(), List.of(buffers));
    }

    private static Stream<Bug> writing() {
        return Stream.of(
                bug("C04", "a write beyond the end begins at the end", "fdWrite", (real, a) -> {
                    Long position = real.fdTell(asInt(a[0])).value();
                    long end = size(real, asInt(a[0]));
                    if (position != null && position > end && isFile(real, asInt(a[0])) && total(parts(a[1])) > 0) {
                        real.fdSeek(asInt(a[0]), end, 0);
                    }
                    return real.fdWrite(asInt(a[0]), parts(a[1]));
                }),
                bug("C05", "an append leaves the position", "fdWrite", (real, a) -> {
                    Long position = real.fdTell(asInt(a[0])).value();
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                    if (position != null && appends(real, asInt(a[0]))) {
                        real.fdSeek(asInt(a[0]), position, 0);
                    }
                    return answer;
                }),
                bug("C05 O02", "an append is forgotten", "fdWrite", (real, a) -> {
                    boolean appends = appends(real, asInt(a[0]));
                    if (appends) {
                        real.fdFdstatSetFlags(asInt(a[0]), 0);
                    }
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                    if (appends) {
                        real.fdFdstatSetFlags(asInt(a[0]), Flags.FD_APPEND);
                    }
                    return answer;
                }),
                bug("C06", "a file open to append cannot be read", "pathOpen", (real, a) -> {
                    long rights = has(a[6], Flags.FD_APPEND) ? asLong(a[4]) & ~Rights.FD_READ : asLong(a[4]);
                    return opened(real, a, asInt(a[3]), rights);
                }),
                bug("C07", "a file open to append is not cut", "pathOpen", (real, a) -> {
                    int flags = has(a[6], Flags.FD_APPEND) ? asInt(a[3]) & ~Flags.OPEN_TRUNC : asInt(a[3]);
                    return opened(real, a, flags, asLong(a[4]));
                }),
                bug("C10", "a short write is reported as whole", "fdWrite", (real, a) -> {
                            Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                            return answer.errno() == 0 ? new Answer<>(0, total(parts(a[1]))) : answer;
                        })
                        .metBy(Search.FAULTS),
                errno("C09 F08", "fd_?(Write|Allocate|Pwrite)|fdWrite|fdPwrite|fdAllocate", Errno.NOSPC, Errno.IO)
                        .metBy(Search.FAULTS));
    }

    private static Stream<Bug> seeking() {
        return Stream.of(
                bug(
                        "D01",
                        "the end is the last byte",
                        "fdSeek",
                        (real, a) -> real.fdSeek(
                                asInt(a[0]), asInt(a[2]) == 2 ? asLong(a[1]) - 1 : asLong(a[1]), asInt(a[2]))),
                bug("D02", "seeking past the end grows the file", "fdSeek", (real, a) -> {
                    Answer<Long> answer = real.fdSeek(asInt(a[0]), asLong(a[1]), asInt(a[2]));
                    Long position = answer.value();
                    if (position != null && position > size(real, asInt(a[0])) && position < 1000) {
                        real.fdFilestatSetSize(asInt(a[0]), position);
                    }
                    return answer;
                }),
                bug("D04", "a stream is at 0", "fdSeek", (real, a) -> {
                    Answer<Long> answer = real.fdSeek(asInt(a[0]), asLong(a[1]), asInt(a[2]));
                    return answer.errno() == Errno.SPIPE.code() ? new Answer<>(0, 0L) : answer;
                }),
                bug("D05", "a directory can be rewound", "fdSeek", (real, a) -> {
                    Answer<Long> answer = real.fdSeek(asInt(a[0]), asLong(a[1]), asInt(a[2]));
                    return answer.errno() == Errno.ISDIR.code() ? new Answer<>(0, 0L) : answer;
                }),
                bug("D06 N04", "a new number starts at 0", "fdRenumber", (real, a) -> {
                    int errno = real.fdRenumber(asInt(a[0]), asInt(a[1]));
                    if (errno == 0) {
                        real.fdSeek(asInt(a[1]), 0, 0);
                    }
                    return errno;
                }));
    }

    private static Stream<Bug> positioned() {
        return Stream.of(
                bug(
                        "E03",
                        "the sign of an offset is dropped",
                        "fdPread",
                        (real, a) -> real.fdPread(asInt(a[0]), asLong(a[1]) & Long.MAX_VALUE, (int[]) a[2])),
                bug("E04", "fd_pwrite on a file open to append goes to its offset", "fdPwrite", (real, a) -> {
                    boolean appends = appends(real, asInt(a[0]));
                    if (appends) {
                        real.fdFdstatSetFlags(asInt(a[0]), 0);
                    }
                    Answer<Integer> answer = real.fdPwrite(asInt(a[0]), asLong(a[1]), parts(a[2]));
                    if (appends) {
                        real.fdFdstatSetFlags(asInt(a[0]), Flags.FD_APPEND);
                    }
                    return answer;
                }),
                errno("E05", "fdPread|fdPwrite", Errno.BADF, Errno.NOTCAPABLE),
                bug("E06", "fd_pwrite of nothing grows the file", "fdPwrite", (real, a) -> {
                    Answer<Integer> answer = real.fdPwrite(asInt(a[0]), asLong(a[1]), parts(a[2]));
                    boolean grows = answer.errno() == 0 && total(parts(a[2])) == 0 && asLong(a[1]) < 1 << 20;
                    if (grows && asLong(a[1]) > size(real, asInt(a[0]))) {
                        real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                    }
                    return answer;
                }));
    }

    private static Stream<Bug> sizes() {
        return Stream.of(
                bug("F03", "a size can be set without the right to write", "fdFilestatSetSize", (real, a) -> {
                    int errno = real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                    return errno == Errno.INVAL.code() && isFile(real, asInt(a[0])) && asLong(a[1]) >= 0 ? 0 : errno;
                }),
                bug(
                        "F04",
                        "a size of 2^63 and more is nothing",
                        "fdFilestatSetSize",
                        (real, a) -> real.fdFilestatSetSize(asInt(a[0]), Math.max(0, asLong(a[1])))),
                bug("F05", "a file open to append grows by the size", "fdFilestatSetSize", (real, a) -> {
                    boolean grows = appends(real, asInt(a[0])) && asLong(a[1]) >= 0 && asLong(a[1]) < 1 << 20;
                    long more = grows ? size(real, asInt(a[0])) : 0;
                    return real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]) + more);
                }),
                bug("F06", "a file without a name has no size", "fdFilestatSetSize", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    return stat != null && stat[FILETYPE] == 4 && new WireRecord(stat).u64(LINKS) == 0
                            ? Errno.NOENT.code()
                            : real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                }),
                bug("F08", "no bytes can be allocated", "fdAllocate", (real, a) -> {
                    int errno = real.fdAllocate(asInt(a[0]), asLong(a[1]), asLong(a[2]));
                    return asLong(a[2]) == 0 && errno == Errno.INVAL.code() ? 0 : errno;
                }),
                bug("F07", "fd_allocate cuts", "fdAllocate", (real, a) -> {
                    int errno = real.fdAllocate(asInt(a[0]), asLong(a[1]), asLong(a[2]));
                    return errno == 0 ? real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]) + asLong(a[2])) : errno;
                }),
                bug(
                        "F09",
                        "a directory cannot be synced",
                        "fdSync",
                        (real, a) -> real.fdReaddir(asInt(a[0]), 0, 0).errno() == 0
                                ? Errno.INVAL.code()
                                : real.fdSync(asInt(a[0]))));
    }

    private static Stream<Bug> attributes() {
        return Stream.of(
                bug("G01 M03", "a device is a file", "fdFilestatGet", (real, a) -> {
                    Answer<byte[]> answer = real.fdFilestatGet(asInt(a[0]));
                    byte[] stat = answer.value();
                    if (stat != null && stat[FILETYPE] == FileType.CHARACTER_DEVICE.code()) {
                        stat[FILETYPE] = FileType.REGULAR_FILE.code();
                    }
                    return answer;
                }),
                stateful("G02", "an open file keeps the attributes that it had first", "fdFilestatGet", () -> {
                    Map<Object, byte[]> cache = new HashMap<>();
                    return (real, a) -> {
                        byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                        return stat == null
                                ? real.fdFilestatGet(asInt(a[0]))
                                : new Answer<>(
                                        0,
                                        cache.computeIfAbsent(a[0] + " " + new WireRecord(stat).u64(8), key -> stat)
                                                .clone());
                    };
                }),
                bug("G05", "a file without a name has one link", "fdFilestatGet", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    return stat == null || new WireRecord(stat).u64(LINKS) > 0
                            ? real.fdFilestatGet(asInt(a[0]))
                            : new Answer<>(0, patched(stat, LINKS, 1));
                }),
                bug("G12", "reading moves the time of modification", "fdRead", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdRead(asInt(a[0]), (int[]) a[1]);
                    if (answer.value() != null && answer.value().count() > 0) {
                        real.fdFilestatSetTimes(asInt(a[0]), 0, 0, Flags.TIMES_MTIM_NOW);
                    }
                    return answer;
                }),
                bug("G09", "now is an hour ago", "fdFilestatSetTimes", (real, a) -> {
                    int errno = real.fdFilestatSetTimes(asInt(a[0]), asLong(a[1]), asLong(a[2]), asInt(a[3]));
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    if (errno == 0 && has(a[3], Flags.TIMES_MTIM_NOW) && stat != null) {
                        long now = new WireRecord(stat).u64(MODIFIED);
                        real.fdFilestatSetTimes(asInt(a[0]), 0, now - HOUR, Flags.TIMES_MTIM);
                    }
                    return errno;
                }),
                bug(
                        "G10",
                        "path_filestat_set_times always follows",
                        "pathFilestatSetTimes",
                        (real, a) -> real.pathFilestatSetTimes(
                                asInt(a[0]), 1, path(a[2]), asLong(a[3]), asLong(a[4]), asInt(a[5]))),
                bug(
                        "G11",
                        "a stamp of 2^63 ns and more is refused",
                        "fdFilestatSetTimes",
                        (real, a) -> asLong(a[1]) < 0 || asLong(a[2]) < 0
                                ? Errno.INVAL.code()
                                : real.fdFilestatSetTimes(asInt(a[0]), asLong(a[1]), asLong(a[2]), asInt(a[3]))),
                around("G03", "the device is that of the root", () -> (real, method, a) -> {
                    Object answer = Bug.invoke(real, method, a);
                    boolean stats = method.getName().endsWith("FilestatGet");
                    if (stats && answer instanceof Answer<?> value && value.value() instanceof byte[] stat) {
                        boolean lies = new WireRecord(stat).u64(0) != 0;
                        byte[] root = Objects.requireNonNull(
                                real.pathFilestatGet(Guest.ROOT, 0, new byte[] {'.'})
                                        .value(),
                                "the root is open");
                        return lies ? new Answer<>(0, patched(stat, 0, new WireRecord(root).u64(0))) : answer;
                    }
                    return answer;
                }));
    }
}
