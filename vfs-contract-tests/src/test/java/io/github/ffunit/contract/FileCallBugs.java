package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.bug;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.contract.Bug.Search;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Bugs in the calls on open files: opening, data, sizes and attributes. */
final class FileCallBugs {
    private FileCallBugs() {}

    static Stream<Bug> all() {
        return Stream.of(openingAndPaths(), data(), sizesAndAttributes()).flatMap(bugs -> bugs);
    }

    // ---- arguments, by the places they have in the calls

    static int asInt(Object argument) {
        return (Integer) argument;
    }

    static long asLong(Object argument) {
        return (Long) argument;
    }

    static Answer<Integer> open(Wasi1 real, Object[] a, int lookup, byte[] path, int flags, long rights) {
        return real.pathOpen(asInt(a[0]), lookup, path, flags, rights, asLong(a[5]), asInt(a[6]));
    }

    static byte[] patched(byte[] record, int offset, long value) {
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
        return record;
    }

    static long size(Wasi1 real, int fd) {
        byte[] stat = real.fdFilestatGet(fd).value();
        return stat == null ? 0 : new WireRecord(stat).u64(32);
    }

    static int total(byte[][] parts) {
        return Arrays.stream(parts).mapToInt(part -> part.length).sum();
    }

    private static Stream<Bug> openingAndPaths() {
        return Stream.of(
                bug(
                        "A03",
                        "EXCL is ignored",
                        "pathOpen",
                        (real, a) -> open(
                                real, a, asInt(a[1]), (byte[]) a[2], asInt(a[3]) & ~Flags.OPEN_EXCL, asLong(a[4]))),
                bug("A04", "CREAT with DIRECTORY creates", "pathOpen", (real, a) -> {
                    boolean both = (asInt(a[3]) & 3) == 3;
                    int flags = both ? asInt(a[3]) & ~Flags.OPEN_DIRECTORY : asInt(a[3]);
                    return open(real, a, asInt(a[1]), (byte[]) a[2], flags, asLong(a[4]));
                }),
                bug("A08", "CREAT adds the right to write", "pathOpen", (real, a) -> {
                    long more = (asInt(a[3]) & Flags.OPEN_CREAT) != 0 ? Rights.FD_WRITE : 0;
                    return open(real, a, asInt(a[1]), (byte[]) a[2], asInt(a[3]), asLong(a[4]) | more);
                }),
                bug(
                        "A09",
                        "links are always followed",
                        "pathOpen",
                        (real, a) -> open(real, a, 1, (byte[]) a[2], asInt(a[3]), asLong(a[4]))),
                bug("A11", "the last slash is dropped", "pathOpen", (real, a) -> {
                    byte[] path = new String((byte[]) a[2], UTF_8)
                            .replaceAll("/+$", "")
                            .getBytes(UTF_8);
                    return open(real, a, asInt(a[1]), path, asInt(a[3]), asLong(a[4]));
                }),
                bug("A12", "an empty path is the directory itself", "pathFilestatGet", (real, a) -> {
                    byte[] path = (byte[]) a[2];
                    return real.pathFilestatGet(asInt(a[0]), asInt(a[1]), path.length == 0 ? new byte[] {'.'} : path);
                }),
                bug(
                        "A13",
                        "unknown look-up flags are ignored",
                        "pathFilestatGet",
                        (real, a) -> real.pathFilestatGet(asInt(a[0]), asInt(a[1]) & 1, (byte[]) a[2])),
                bug("A14", "a file as directory is BADF", "pathUnlinkFile", (real, a) -> {
                    int errno = real.pathUnlinkFile(asInt(a[0]), (byte[]) a[1]);
                    return errno == Errno.NOTDIR.code() ? Errno.BADF.code() : errno;
                }));
    }

    private static Stream<Bug> data() {
        return Stream.of(
                bug("B02", "reads come in small pieces", "fdRead", (real, a) -> {
                    int[] lengths = ((int[]) a[1]).clone();
                    Arrays.setAll(lengths, i -> Math.min(lengths[i], 7));
                    return real.fdRead(asInt(a[0]), lengths);
                }),
                bug(
                        "B03",
                        "a read of nothing never fails",
                        "fdRead",
                        (real, a) -> Arrays.stream((int[]) a[1]).sum() == 0
                                ? new Answer<>(0, new Wasi1.Filled(0, List.of(new byte[0])))
                                : real.fdRead(asInt(a[0]), (int[]) a[1])),
                bug("B05", "reading a directory is BADF", "fdRead", (real, a) -> {
                    Answer<Wasi1.Filled> answer = real.fdRead(asInt(a[0]), (int[]) a[1]);
                    return answer.errno() == Errno.ISDIR.code() ? Answer.failure(Errno.BADF.code()) : answer;
                }),
                bug("B06", "a bad pointer is an error", "trapsOnOutOfBounds", (real, a) -> false)
                        .metBy(Search.NONE),
                bug("C01", "only the first buffer is written", "fdWrite", (real, a) -> {
                    byte[][] parts = (byte[][]) a[1];
                    return real.fdWrite(asInt(a[0]), parts.length == 0 ? parts : new byte[][] {parts[0]});
                }),
                bug("C03", "a write of nothing grows the file", "fdWrite", (real, a) -> {
                    Long position = real.fdTell(asInt(a[0])).value();
                    if (total((byte[][]) a[1]) == 0 && position != null && position < 1000) {
                        real.fdFilestatSetSize(asInt(a[0]), Math.max(position, size(real, asInt(a[0]))));
                    }
                    return real.fdWrite(asInt(a[0]), (byte[][]) a[1]);
                }),
                bug("C08", "flags are not switched", "fdFdstatSetFlags", (real, a) -> 0),
                bug("C11", "too large is INVAL", "fdPwrite", (real, a) -> {
                    Answer<Integer> answer = real.fdPwrite(asInt(a[0]), asLong(a[1]), (byte[][]) a[2]);
                    return answer.errno() == Errno.FBIG.code() ? Answer.failure(Errno.INVAL.code()) : answer;
                }),
                bug("D03", "a negative position becomes 0", "fdSeek", (real, a) -> {
                    Answer<Long> answer = real.fdSeek(asInt(a[0]), asLong(a[1]), asInt(a[2]));
                    return answer.errno() == Errno.INVAL.code() ? real.fdSeek(asInt(a[0]), 0, 0) : answer;
                }),
                bug("E01", "fd_pread moves the position", "fdPread", (real, a) -> {
                    real.fdSeek(asInt(a[0]), asLong(a[1]), 0);
                    return real.fdRead(asInt(a[0]), (int[]) a[2]);
                }),
                bug("E02", "fd_pwrite moves the position", "fdPwrite", (real, a) -> {
                    real.fdSeek(asInt(a[0]), asLong(a[1]), 0);
                    return real.fdWrite(asInt(a[0]), (byte[][]) a[2]);
                }));
    }

    private static Stream<Bug> sizesAndAttributes() {
        return Stream.of(
                bug("F01", "a smaller size pulls the position back", "fdFilestatSetSize", (real, a) -> {
                    Long position = real.fdTell(asInt(a[0])).value();
                    if (position != null && position > asLong(a[1]) && asLong(a[1]) >= 0) {
                        real.fdSeek(asInt(a[0]), asLong(a[1]), 0);
                    }
                    return real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                }),
                bug("F02", "growth shows old bytes", "fdFilestatSetSize", (real, a) -> {
                    long old = size(real, asInt(a[0]));
                    int errno = real.fdFilestatSetSize(asInt(a[0]), asLong(a[1]));
                    if (errno == 0 && asLong(a[1]) > old) {
                        real.fdPwrite(asInt(a[0]), old, new byte[] {'S'});
                    }
                    return errno;
                }),
                bug("F07", "there is no fd_allocate", "fdAllocate", (real, a) -> Errno.NOTSUP.code()),
                bug(
                        "F10",
                        "unknown advice is taken",
                        "fdAdvise",
                        (real, a) -> real.fdAdvise(asInt(a[0]), asLong(a[1]), asLong(a[2]), 0)),
                bug("G04", "links have no size", "pathFilestatGet", (real, a) -> {
                    byte[] stat = real.pathFilestatGet(asInt(a[0]), asInt(a[1]), (byte[]) a[2])
                            .value();
                    return stat != null && stat[16] == FileType.SYMBOLIC_LINK.code()
                            ? new Answer<>(0, patched(stat, 32, 0))
                            : real.pathFilestatGet(asInt(a[0]), asInt(a[1]), (byte[]) a[2]);
                }),
                bug("G05", "every file has one link", "fdFilestatGet", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    return stat == null ? real.fdFilestatGet(asInt(a[0])) : new Answer<>(0, patched(stat, 24, 1));
                }),
                bug(
                        "G06",
                        "stat always follows",
                        "pathFilestatGet",
                        (real, a) -> real.pathFilestatGet(asInt(a[0]), 1, (byte[]) a[2])),
                bug("G07", "both stamps are set at once", "fdFilestatSetTimes", (real, a) -> {
                    int flags = asInt(a[3]) == Flags.TIMES_MTIM ? Stamps.BOTH : asInt(a[3]);
                    return real.fdFilestatSetTimes(asInt(a[0]), asLong(a[1]), asLong(a[2]), flags);
                }),
                bug("G08", "now wins over a stamp", "fdFilestatSetTimes", (real, a) -> {
                    int flags = asInt(a[3]);
                    flags = (flags & 2) != 0 ? flags & ~1 : flags;
                    flags = (flags & 8) != 0 ? flags & ~4 : flags;
                    return real.fdFilestatSetTimes(asInt(a[0]), asLong(a[1]), asLong(a[2]), flags);
                }),
                bug("G12", "writing moves no time", "fdWrite", (real, a) -> {
                    byte[] stat = real.fdFilestatGet(asInt(a[0])).value();
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), (byte[][]) a[1]);
                    if (stat != null) {
                        long modified = new WireRecord(stat).u64(48);
                        real.fdFilestatSetTimes(asInt(a[0]), 0, modified, Flags.TIMES_MTIM);
                    }
                    return answer;
                }),
                bug("G13", "fdstat has noise between its fields", "fdFdstatGet", (real, a) -> {
                    byte[] fdstat = real.fdFdstatGet(asInt(a[0])).value();
                    if (fdstat == null) {
                        return real.fdFdstatGet(asInt(a[0]));
                    }
                    fdstat[1] = Wasi1.UNTOUCHED;
                    return new Answer<>(0, fdstat);
                }));
    }
}
