package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.around;
import static io.github.ffunit.contract.Bug.bug;
import static io.github.ffunit.contract.Bug.errno;
import static io.github.ffunit.contract.Bug.stateful;
import static io.github.ffunit.contract.FileCallBugs.asInt;
import static io.github.ffunit.contract.FileCallBugs.asLong;
import static io.github.ffunit.contract.FileCallBugs.open;
import static io.github.ffunit.contract.FileCallBugs.total;

import io.github.ffunit.contract.Bug.Search;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Bugs that one thread on a sound file system never meets: steps that others come between, and wrong ways out of a fault. */
final class ThreadAndFaultBugs {
    private ThreadAndFaultBugs() {}

    static Stream<Bug> all() {
        return Stream.concat(
                threads().map(bug -> bug.metBy(Search.HISTORIES)), faults().map(bug -> bug.metBy(Search.FAULTS)));
    }

    private static byte[] path(Object argument) {
        return (byte[]) argument;
    }

    private static byte[][] parts(Object argument) {
        return (byte[][]) argument;
    }

    /** Reads in three steps. */
    private static Answer<Wasi1.Filled> readInSteps(Wasi1 real, int fd, int... lengths) {
        Long position = real.fdTell(fd).value();
        if (position == null) {
            return real.fdRead(fd, lengths);
        }
        Answer<Wasi1.Filled> answer = real.fdPread(fd, position, lengths);
        Bug.letOthersGo();
        if (answer.value() != null) {
            real.fdSeek(fd, position + answer.value().count(), 0);
        }
        return answer;
    }

    /** Writes buffer by buffer, and longer ones in two parts. */
    private static Answer<Integer> writeInParts(Wasi1 real, int fd, byte[]... parts) {
        int done = 0;
        for (byte[] part : parts) {
            int half = part.length / 2;
            Answer<Integer> first = real.fdWrite(fd, java.util.Arrays.copyOf(part, half));
            Bug.letOthersGo();
            Answer<Integer> second = real.fdWrite(fd, java.util.Arrays.copyOfRange(part, half, part.length));
            if (first.value() == null || second.value() == null) {
                return second;
            }
            done += first.value() + second.value();
        }
        return new Answer<>(0, done);
    }

    private static Stream<Bug> threads() {
        return Stream.of(
                stateful("O01", "the table of open files is not guarded", "pathOpen", () -> {
                    AtomicReference<Answer<Integer>> last = new AtomicReference<>(Answer.failure(Errno.IO.code()));
                    return (real, a) -> {
                        last.set(open(real, a, asInt(a[1]), path(a[2]), asInt(a[3]), asLong(a[4])));
                        Bug.letOthersGo();
                        return last.get();
                    };
                }),
                bug("O02", "a write is torn", "fdWrite", (real, a) -> writeInParts(real, asInt(a[0]), parts(a[1]))),
                bug(
                        "O03",
                        "a read and its position are two steps",
                        "fdRead",
                        (real, a) -> readInSteps(real, asInt(a[0]), (int[]) a[1])),
                bug("O04 O07", "whether a name is free is asked first", "pathCreateDirectory", (real, a) -> {
                    if (real.pathFilestatGet(asInt(a[0]), 0, path(a[1])).value() != null) {
                        return Errno.EXIST.code();
                    }
                    Bug.letOthersGo();
                    int errno = real.pathCreateDirectory(asInt(a[0]), path(a[1]));
                    return errno == Errno.EXIST.code() ? 0 : errno;
                }),
                bug("O05", "fd_renumber closes first", "fdRenumber", (real, a) -> {
                    boolean both = asInt(a[0]) != asInt(a[1])
                            && real.fdFdstatGet(asInt(a[0])).value() != null
                            && real.fdFdstatGet(asInt(a[1])).value() != null;
                    if (!both) {
                        return real.fdRenumber(asInt(a[0]), asInt(a[1]));
                    }
                    real.fdClose(asInt(a[1]));
                    Bug.letOthersGo();
                    Answer<Integer> place = real.pathOpen(Guest.ROOT, 0, new byte[] {'.'}, 0, 0, 0, 0);
                    return place.value() == null ? place.errno() : real.fdRenumber(asInt(a[0]), place.value());
                }),
                around("O06", "what someone reads cannot be closed", () -> {
                    Set<Object> read = ConcurrentHashMap.newKeySet();
                    return (real, method, a) -> {
                        if (method.getName().equals("fdClose") && read.contains(a[0])) {
                            return Errno.BUSY.code();
                        }
                        boolean reads = method.getName().equals("fdRead") && read.add(a[0]);
                        try {
                            if (reads) {
                                Bug.letOthersGo();
                            }
                            return Bug.invoke(real, method, a);
                        } finally {
                            if (reads) {
                                read.remove(a[0]);
                            }
                        }
                    };
                }));
    }

    private static boolean isIo(int errno) {
        return errno == Errno.IO.code();
    }

    private static Stream<Bug> faults() {
        return Stream.of(
                around("O07", "an interrupt closes the file", () -> (real, method, a) -> {
                    Object answer = Bug.invoke(real, method, a);
                    if (Thread.currentThread().isInterrupted()
                            && method.getName().equals("fdWrite")) {
                        real.fdClose(asInt(a[0]));
                    }
                    return answer;
                }),
                bug("P01 P07", "an open that fails loses a number", "pathOpen", (real, a) -> {
                    Answer<Integer> answer = open(real, a, asInt(a[1]), path(a[2]), asInt(a[3]), asLong(a[4]));
                    if (isIo(answer.errno())) {
                        real.pathOpen(Guest.ROOT, 0, new byte[] {'.'}, 0, 0, 0, 0);
                    }
                    return answer;
                }),
                bug("P01", "a directory that cannot be made is left behind", "pathCreateDirectory", (real, a) -> {
                    int errno = real.pathCreateDirectory(asInt(a[0]), path(a[1]));
                    if (isIo(errno)) {
                        real.pathCreateDirectory(
                                asInt(a[0]),
                                (new String(path(a[1]), java.nio.charset.StandardCharsets.UTF_8) + "~")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    }
                    return errno;
                }),
                errno("P02", ".*", Errno.ACCES, Errno.IO),
                around("P03", "an exception that nobody checks gets through", () -> (real, method, a) -> {
                    Object answer = Bug.invoke(real, method, a);
                    boolean io =
                            answer instanceof Answer<?> value ? isIo(value.errno()) : answer.equals(Errno.IO.code());
                    if (io) {
                        throw new IllegalStateException("a fault below");
                    }
                    return answer;
                }),
                bug("P04 P05", "a fault of a write is swallowed", "fdWrite", (real, a) -> {
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                    return isIo(answer.errno()) ? new Answer<>(0, total(parts(a[1]))) : answer;
                }),
                bug("P05", "a write that fails moves the position", "fdWrite", (real, a) -> {
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                    if (isIo(answer.errno())) {
                        real.fdSeek(asInt(a[0]), total(parts(a[1])), Flags.WHENCE_CUR);
                    }
                    return answer;
                }),
                bug("P05 C10", "the byte after a short write is lost", "fdWrite", (real, a) -> {
                    Answer<Integer> answer = real.fdWrite(asInt(a[0]), parts(a[1]));
                    Integer count = answer.value();
                    return count != null && count < total(parts(a[1])) ? new Answer<>(0, count + 1) : answer;
                }),
                around("P06", "a number whose close has failed can be closed again", () -> {
                    Set<Object> failed = new HashSet<>();
                    return (real, method, a) -> {
                        Object answer = Bug.invoke(real, method, a);
                        if (method.getName().equals("fdClose")) {
                            if (answer.equals(Errno.BADF.code()) && failed.remove(a[0])) {
                                return 0;
                            }
                            if (answer.equals(Errno.IO.code())) {
                                failed.add(a[0]);
                            }
                        }
                        return answer;
                    };
                }),
                bug("P07 P01", "a fault leaves half a rename", "pathRename", (real, a) -> {
                    int errno = real.pathRename(asInt(a[0]), path(a[1]), asInt(a[2]), path(a[3]));
                    if (isIo(errno)) {
                        real.pathUnlinkFile(asInt(a[0]), path(a[1]));
                    }
                    return errno;
                }),
                errno("P08", "pathFilestatGet|fdReaddir", Errno.IO, Errno.NOENT),
                around("P09", "who has met a fault meets it ever after", () -> {
                    Set<String> poisoned = ConcurrentHashMap.newKeySet();
                    return (real, method, a) -> {
                        if (poisoned.contains(method.getName()) && method.getReturnType() == int.class) {
                            return Errno.IO.code();
                        }
                        Object answer = Bug.invoke(real, method, a);
                        if (answer.equals(Errno.IO.code())) {
                            poisoned.add(method.getName());
                        }
                        return answer;
                    };
                }));
    }
}
