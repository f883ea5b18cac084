package io.github.ffunit.contract.model;

import static io.github.ffunit.vfs.preview1.Flags.FD_APPEND;
import static io.github.ffunit.vfs.preview1.Flags.FD_NONBLOCK;
import static io.github.ffunit.vfs.preview1.Flags.LOOKUP_SYMLINK_FOLLOW;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_CREAT;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_DIRECTORY;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_EXCL;
import static io.github.ffunit.vfs.preview1.Flags.OPEN_TRUNC;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM_NOW;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM_NOW;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.contract.Answer;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A disk that is nothing but the contract: plain, in memory, one call at a time. To every call it gives the strict answer, and
 * names the property that demands it.
 *
 * <p>A call goes through an open file ({@link OpenFile}) or along a path ({@link Walk}) to an inode, which lies on a disk. Whoever
 * finds a fault on that way refuses the call ({@link Refusal}) with an errno and a property; the order of these checks is rule 2 of
 * the contract. What a third party may answer instead is written in one table, {@link Leniency}.
 *
 * <p>Thread-safe: calls wait for each other.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Model implements Wasi1 {
    /** No file is larger, in bytes. */
    public static final long MAX_SIZE = 1L << 40;

    private static final long START = 1_000_000_000_000_000_000L;
    private static final int FDSTAT_BYTES = 24;
    private static final int FILESTAT_BYTES = 64;
    private static final int PRESTAT_BYTES = 8;
    private static final int DIRENT_BYTES = 24;
    private static final int MAX_OPEN = 1024;
    private static final int MAX_ADVICE = 5;
    private static final long ALL_RIGHTS = (1L << 30) - 1;
    private static final byte[] PREOPEN_NAME = {'/'};
    private static final long FILE_ALWAYS = Rights.FILE & ~Rights.FD_READ & ~Rights.FILE_CHANGE;
    private static final long STREAM = Rights.FD_SEEK
            | Rights.FD_TELL
            | Rights.FD_FDSTAT_SET_FLAGS
            | Rights.FD_FILESTAT_GET
            | Rights.POLL_FD_READWRITE;

    private final Namespace names;
    private final SortedMap<Integer, OpenFile> table = new TreeMap<>();
    private final SplittableRandom random = new SplittableRandom(0);
    private long now = START;
    private String rule = "";
    private @Nullable Inode shown;

    private Model(ModelOptions options) {
        names = new Namespace(options, () -> now);
        table.put(0, new OpenFile(FdKind.INPUT, null, false, STREAM | Rights.FD_READ, 0, 0));
        table.put(1, new OpenFile(FdKind.OUTPUT, null, false, STREAM | Rights.FD_WRITE, 0, 0));
        table.put(2, new OpenFile(FdKind.OUTPUT, null, false, STREAM | Rights.FD_WRITE, 0, 0));
        table.put(3, new OpenFile(FdKind.DIRECTORY, names.root(), true, Rights.DIRECTORY, ALL_RIGHTS, 0));
    }

    /**
     * Makes a disk that can do what a subject says it can.
     *
     * @param subject whose capabilities to take
     * @return an empty disk
     */
    public static Model like(Subject subject) {
        return new Model(ModelOptions.of(subject));
    }

    // ---- what an oracle is asked besides

    /** {@return the id of the property that decided the last answer; empty before the first} */
    public synchronized String rule() {
        return rule;
    }

    /** {@return the numbers that are open, ascending} */
    public synchronized List<Integer> openNumbers() {
        return List.copyOf(table.keySet());
    }

    /**
     * Tells what a number stands for.
     *
     * @param fd any number
     * @return its kind
     */
    public synchronized FdKind kindOf(int fd) {
        OpenFile file = table.get(fd);
        return file == null ? FdKind.CLOSED : file.kind();
    }

    /**
     * Tells the size of an open file.
     *
     * @param fd any number
     * @return in bytes; 0 if it is no regular file
     */
    public synchronized long sizeOf(int fd) {
        OpenFile file = table.get(fd);
        return file != null && file.inode() instanceof FileInode inode ? inode.size() : 0;
    }

    /**
     * Tells where the next {@code fd_write} would begin.
     *
     * @param fd any number
     * @return in bytes from the start; 0 if it is no regular file
     */
    public synchronized long writePosition(int fd) {
        OpenFile file = table.get(fd);
        if (file == null || !(file.inode() instanceof FileInode inode)) {
            return 0;
        }
        return (file.flags() & FD_APPEND) != 0 ? inode.size() : file.position();
    }

    /**
     * What is known of the access time of the file that the last call on attributes was about.
     *
     * @return a stamp; any if it was a device
     */
    public synchronized Stamp accessed() {
        return shown == null ? Stamp.FIRST : shown.accessed();
    }

    /**
     * What is known of the modification time of the file that the last call on attributes was about.
     *
     * @return a stamp; any if it was a device
     */
    public synchronized Stamp modified() {
        return shown == null ? Stamp.FIRST : shown.modified();
    }

    /** {@return whether the file that the last call on attributes was about is there still} */
    public synchronized Supplier<Boolean> life() {
        Inode inode = shown;
        return () -> inode == null || inode.isAlive();
    }

    // ---- what the host does

    /**
     * Sets the real-time clock, which stands at 10^18 ns since 1970 at first.
     *
     * @param nanos since 1970
     */
    public synchronized void setClock(long nanos) {
        now = nanos;
    }

    /**
     * The host removes a file that no guest has open from the root directory.
     *
     * @param name of the file
     * @return whether there was such a file
     */
    public synchronized boolean hostUnlink(String name) {
        Inode inode = names.root().child(name);
        boolean closed = inode != null && table.values().stream().noneMatch(file -> file.inode() == inode);
        if (!closed || inode instanceof DirectoryInode) {
            return false;
        }
        names.root().remove(name);
        return true;
    }

    /**
     * The host puts a symbolic link into the root directory.
     *
     * @param name of the link
     * @param text of the link, as it is stored
     * @return whether the name was free
     */
    public synchronized boolean hostLink(String name, String text) {
        if (names.root().child(name) != null) {
            return false;
        }
        names.hostLink(name, text);
        return true;
    }

    // ---- the frame of a call

    private int answer(String usualRule, Runnable call) {
        return value(usualRule, () -> {
                    call.run();
                    return true;
                })
                .errno();
    }

    private synchronized <T> Answer<T> value(String usualRule, Supplier<T> call) {
        rule = usualRule;
        try {
            return new Answer<>(0, call.get());
        } catch (Refusal refusal) {
            rule = refusal.rule();
            return Answer.failure(refusal.errno().code());
        }
    }

    private void cite(String decidingRule) {
        rule = decidingRule;
    }

    private OpenFile open(int fd) {
        OpenFile file = table.get(fd);
        if (file == null) {
            throw new Refusal(Errno.BADF, "N01");
        }
        return file;
    }

    private static void demand(boolean condition, String decidingRule) {
        Refusal.unless(condition, Errno.INVAL, decidingRule);
    }

    /** Runs a call on a path: the start, then its kind and rights, then the path. */
    private static DirectoryInode start(OpenFile start, long rights) {
        DirectoryInode directory = start.directory("A14");
        start.require(rights, "G13");
        return directory;
    }

    // ---- transfers

    private static long total(int... lengths) {
        return Arrays.stream(lengths).asLongStream().sum();
    }

    private static int[] lengthsOf(byte[][] parts) {
        return Arrays.stream(parts).mapToInt(part -> part.length).toArray();
    }

    private static List<byte[]> untouched(int... lengths) {
        List<byte[]> buffers = new ArrayList<>();
        for (int length : lengths) {
            byte[] buffer = new byte[length];
            Arrays.fill(buffer, UNTOUCHED);
            buffers.add(buffer);
        }
        return buffers;
    }

    @Override
    public Answer<Filled> fdRead(int fd, int... lengths) {
        return value("B02", () -> {
            OpenFile file = open(fd);
            demand(total(lengths) <= Integer.MAX_VALUE, "B08");
            file.directoryIs(Errno.ISDIR, "B05");
            List<byte[]> buffers = untouched(lengths);
            int count = (int) fill(file, file.position(), buffers);
            file.position(file.kind() == FdKind.FILE ? file.position() + count : 0);
            return new Filled(count, buffers);
        });
    }

    @Override
    public Answer<Filled> fdPread(int fd, long offset, int... lengths) {
        return value("E01", () -> {
            OpenFile file = open(fd);
            demand(total(lengths) <= Integer.MAX_VALUE, "B08");
            demand(offset >= 0, "E03");
            file.directoryIs(Errno.ISDIR, "E03").streamIs(Errno.SPIPE, "E03");
            List<byte[]> buffers = untouched(lengths);
            return new Filled((int) fill(file, offset, buffers), buffers);
        });
    }

    /** Fills buffers one after the other until one comes out short. */
    private long fill(OpenFile file, long offset, List<byte[]> buffers) {
        file.require(Rights.FD_READ, file.isStream() ? "B05" : "A08");
        if (file.inode() instanceof DeviceInode device) {
            cite(device.isRandom() ? "M05" : "M03");
            if (device.isRandom()) {
                buffers.forEach(random::nextBytes);
            }
            return device.isRandom()
                    ? buffers.stream().mapToInt(buffer -> buffer.length).sum()
                    : 0;
        }
        if (file.isStream()) {
            cite("B05");
            return 0;
        }
        FileInode inode = file.file();
        if (offset >= inode.size()) {
            cite("B01");
        }
        long done = 0;
        for (byte[] buffer : buffers) {
            done += inode.content().read(offset + done, buffer);
        }
        inode.accessed(inode.accessed().perhapsMoved());
        return done;
    }

    @Override
    public Answer<Integer> fdReadRepeatedly(int fd, int length, int times) {
        if ((long) length * times > Integer.MAX_VALUE) {
            return value("B08", () -> {
                open(fd);
                throw new Refusal(Errno.INVAL, "B08");
            });
        }
        int[] lengths = new int[times];
        Arrays.fill(lengths, length);
        Answer<Filled> answer = fdRead(fd, lengths);
        Filled filled = answer.value();
        return filled == null ? Answer.failure(answer.errno()) : new Answer<>(0, filled.count());
    }

    @Override
    public Answer<Integer> fdWrite(int fd, byte[]... parts) {
        return value("C01", () -> {
            OpenFile file = open(fd);
            long total = total(lengthsOf(parts));
            demand(total <= Integer.MAX_VALUE, "B08");
            file.directoryIs(Errno.ISDIR, "C11");
            file.require(Rights.FD_WRITE, file.isStream() ? "C11" : "A08");
            if (file.kind() != FdKind.FILE) {
                cite(file.isStream() ? "C01" : "M03");
                return (int) total;
            }
            boolean appends = (file.flags() & FD_APPEND) != 0 && total > 0;
            long start = appends ? file.file().size() : file.position();
            cite(total == 0 ? "C03" : appends ? "C05" : start > file.file().size() ? "C04" : "C01");
            int done = write(file.file(), start, parts, total);
            file.position(start + done);
            return done;
        });
    }

    @Override
    public Answer<Integer> fdPwrite(int fd, long offset, byte[]... parts) {
        return value("E02", () -> {
            OpenFile file = open(fd);
            long total = total(lengthsOf(parts));
            demand(total <= Integer.MAX_VALUE, "B08");
            demand(offset >= 0, "E03");
            file.directoryIs(Errno.ISDIR, "E03").streamIs(Errno.SPIPE, "E03");
            file.require(Rights.FD_WRITE, "E05");
            if (file.kind() != FdKind.FILE) {
                cite("M03");
                return (int) total;
            }
            boolean appends = (file.flags() & FD_APPEND) != 0;
            cite(total == 0 ? "E06" : appends ? "E04" : "E02");
            return write(file.file(), appends ? file.file().size() : offset, parts, total);
        });
    }

    /** Writes what fits; fails if nothing does. */
    private static int write(FileInode file, long start, byte[][] parts, long total) {
        if (total == 0) {
            return 0;
        }
        Refusal.unless(start <= MAX_SIZE - total, Errno.FBIG, "C11");
        long gap = Math.max(0, start - file.size());
        long room = Math.max(0, file.size() - start) + Math.max(0, file.disk().free() - gap);
        Refusal.unless(room > 0, Errno.NOSPC, "C09");
        long before = file.size();
        int done = 0;
        for (byte[] part : parts) {
            int count = (int) Math.min(part.length, room - done);
            file.content().write(start + done, part, count);
            done += count;
        }
        file.disk().use(file.size() - before);
        file.touch();
        return done;
    }

    @Override
    public Answer<Integer> fdWriteRepeatedly(int fd, int length, int times) {
        if ((long) length * times > Integer.MAX_VALUE) {
            return value("B08", () -> {
                open(fd);
                throw new Refusal(Errno.INVAL, "B08");
            });
        }
        byte[][] parts = Collections.nCopies(times, untouched(length).get(0)).toArray(new byte[0][]);
        return fdWrite(fd, parts);
    }

    /** Out of bounds is a matter of the guest's memory, and here is none. */
    @Override
    public boolean trapsOnOutOfBounds(int fd) {
        return true;
    }

    // ---- position and size

    @Override
    public Answer<Long> fdSeek(int fd, long offset, int whence) {
        return value("D01", () -> {
            OpenFile file = open(fd);
            demand(whence >= Flags.WHENCE_SET && whence <= Flags.WHENCE_END, "A13");
            file.directoryIs(Errno.ISDIR, "D05").streamIs(Errno.SPIPE, "D04");
            file.require(Rights.FD_SEEK, "G13");
            if (file.kind() == FdKind.DEVICE) {
                cite("M03");
                return 0L;
            }
            long size = file.file().size();
            long origin = whence == Flags.WHENCE_SET ? 0 : whence == Flags.WHENCE_CUR ? file.position() : size;
            long target = origin + offset;
            // Two 63-bit numbers: a sum that is too large comes out negative.
            demand(target >= 0, "D03");
            cite(target > size ? "D02" : "D01");
            file.position(target);
            return target;
        });
    }

    @Override
    public Answer<Long> fdTell(int fd) {
        return value("D01", () -> {
            OpenFile file = open(fd);
            file.directoryIs(Errno.ISDIR, "D05").streamIs(Errno.SPIPE, "D04");
            file.require(Rights.FD_TELL, "G13");
            return file.position();
        });
    }

    @Override
    public int fdAdvise(int fd, long offset, long length, int advice) {
        return answer("F10", () -> {
            OpenFile file = open(fd);
            demand(advice >= 0 && advice <= MAX_ADVICE && offset >= 0 && length >= 0, "F10");
            file.directoryIs(Errno.BADF, "F10").streamIs(Errno.SPIPE, "F10");
            if (file.kind() == FdKind.FILE) {
                file.require(Rights.FD_ADVISE, "G13");
            }
        });
    }

    @Override
    public int fdAllocate(int fd, long offset, long length) {
        return answer("F07", () -> {
            OpenFile file = open(fd);
            demand(offset >= 0 && length > 0, "F08");
            file.directoryIs(Errno.ISDIR, "F08").streamIs(Errno.SPIPE, "F08").deviceIs(Errno.NOTSUP, "M04");
            file.require(Rights.FD_WRITE | Rights.FD_ALLOCATE, "F08");
            Refusal.unless(offset <= MAX_SIZE - length, Errno.FBIG, "F08");
            if (offset + length > file.file().size()) {
                resize(file.file(), offset + length, "F08");
            }
        });
    }

    @Override
    public int fdFilestatSetSize(int fd, long size) {
        return answer("F01", () -> {
            OpenFile file = open(fd);
            demand(size >= 0, "F04");
            file.directoryIs(Errno.ISDIR, "F06").streamIs(Errno.INVAL, "F06").deviceIs(Errno.INVAL, "M04");
            demand(file.has(Rights.FD_WRITE), "F03");
            file.require(Rights.FD_FILESTAT_SET_SIZE, "G13");
            Refusal.unless(size <= MAX_SIZE, Errno.FBIG, "F04");
            cite(size > file.file().size() ? "F02" : "F01");
            if (size != file.file().size()) {
                resize(file.file(), size, "F02");
            }
        });
    }

    private static void resize(FileInode file, long size, String decidingRule) {
        long growth = size - file.size();
        Refusal.unless(growth <= file.disk().free(), Errno.NOSPC, decidingRule);
        file.disk().use(growth);
        file.content().resize(size);
        file.touch();
    }

    @Override
    public int fdSync(int fd) {
        return answer("F09", () -> open(fd).streamIs(Errno.INVAL, "F09"));
    }

    @Override
    public int fdDatasync(int fd) {
        return fdSync(fd);
    }

    // ---- the table

    @Override
    public int fdClose(int fd) {
        return answer("N03", () -> {
            open(fd).close();
            table.remove(fd);
        });
    }

    @Override
    public int fdRenumber(int fd, int to) {
        return answer("N04", () -> {
            OpenFile moved = open(fd);
            OpenFile displaced = open(to);
            if (fd == to) {
                cite("N05");
                return;
            }
            table.put(to, moved);
            table.remove(fd);
            displaced.close();
        });
    }

    private int lowestFree() {
        int fd = 0;
        while (table.containsKey(fd)) {
            fd++;
        }
        return fd;
    }

    // ---- attributes

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Answer<byte[]> fdFdstatGet(int fd) {
        return value("G13", () -> {
            OpenFile file = open(fd);
            return record(FDSTAT_BYTES)
                    .put(0, file.type().code())
                    .putShort(2, (short) file.flags())
                    .putLong(8, file.base())
                    .putLong(16, file.inheriting())
                    .array();
        });
    }

    @Override
    public int fdFdstatSetFlags(int fd, int fdFlags) {
        return answer("C08", () -> {
            OpenFile file = open(fd);
            demand(((file.flags() ^ fdFlags) & ~(FD_APPEND | FD_NONBLOCK)) == 0, "C08");
            file.require(Rights.FD_FDSTAT_SET_FLAGS, "G13");
            file.flags(fdFlags);
        });
    }

    @Override
    public int fdFdstatSetRights(int fd, long base, long inheriting) {
        return answer("G13", () -> {
            OpenFile file = open(fd);
            boolean fewer = (base & ~file.base()) == 0 && (inheriting & ~file.inheriting()) == 0;
            Refusal.unless(fewer, Errno.NOTCAPABLE, "G13");
            file.rights(base, inheriting);
        });
    }

    @Override
    public Answer<byte[]> fdFilestatGet(int fd) {
        return value("G01", () -> {
            OpenFile file = open(fd);
            file.require(Rights.FD_FILESTAT_GET, "G13");
            cite(file.inode() != null && file.inode().names() == 0 ? "G05" : "G01");
            return file.inode() == null ? streamStat(fd) : stat(file.inode());
        });
    }

    private byte[] streamStat(int fd) {
        shown = null;
        return record(FILESTAT_BYTES)
                .putLong(8, fd + 1L)
                .put(16, FileType.CHARACTER_DEVICE.code())
                .putLong(24, 1)
                .array();
    }

    private byte[] stat(Inode inode) {
        boolean timeless = inode instanceof DeviceInode;
        shown = timeless ? null : inode;
        return record(FILESTAT_BYTES)
                .putLong(0, inode.disk().device())
                .putLong(8, inode.number())
                .put(16, inode.type().code())
                .putLong(24, inode.names())
                .putLong(32, inode.size())
                .putLong(40, timeless ? 0 : nanos(inode.accessed()))
                .putLong(48, timeless ? 0 : nanos(inode.modified()))
                .putLong(56, timeless ? 0 : nanos(inode.modified()))
                .array();
    }

    private long nanos(Stamp stamp) {
        return stamp.known() == null ? now : stamp.known();
    }

    @Override
    public int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags) {
        return answer("G07", () -> {
            OpenFile file = open(fd);
            demandTimeFlags(timeFlags);
            Inode inode = file.inode();
            if (inode == null) {
                throw new Refusal(Errno.INVAL, "G07");
            }
            file.deviceIs(Errno.ROFS, "M06");
            file.require(Rights.FD_FILESTAT_SET_TIMES, "G13");
            inode.disk().requireWritable("I09");
            setTimes(inode, accessed, modified, timeFlags);
        });
    }

    private static void demandTimeFlags(int flags) {
        demand((flags & ~(TIMES_ATIM | TIMES_ATIM_NOW | TIMES_MTIM | TIMES_MTIM_NOW)) == 0, "A13");
        boolean both = has(flags, TIMES_ATIM | TIMES_ATIM_NOW) || has(flags, TIMES_MTIM | TIMES_MTIM_NOW);
        demand(!both, "G08");
    }

    private static boolean has(int flags, int all) {
        return (flags & all) == all;
    }

    private void setTimes(Inode inode, long accessed, long modified, int flags) {
        if (inode instanceof LinkInode && flags != 0) {
            // The JDK writes both times of a link, to the microsecond, even if one is to stay.
            inode.accessed(inode.accessed().perhapsMoved());
            inode.modified(inode.modified().perhapsMoved());
        }
        if ((flags & (TIMES_ATIM | TIMES_ATIM_NOW)) != 0) {
            inode.accessed(inode.accessed().set(has(flags, TIMES_ATIM) ? saturated(accessed) : now));
        }
        if ((flags & (TIMES_MTIM | TIMES_MTIM_NOW)) != 0) {
            inode.modified(inode.modified().set(has(flags, TIMES_MTIM) ? saturated(modified) : now));
        }
    }

    private static long saturated(long nanos) {
        return nanos < 0 ? Long.MAX_VALUE : nanos;
    }

    @Override
    public Answer<byte[]> fdPrestatGet(int fd) {
        return value("N07", () -> {
            Refusal.unless(open(fd).isPreopen(), Errno.BADF, "N07");
            return record(PRESTAT_BYTES).putInt(4, PREOPEN_NAME.length).array();
        });
    }

    @Override
    public Answer<byte[]> fdPrestatDirName(int fd, int length) {
        return value("G13", () -> {
            Refusal.unless(open(fd).isPreopen(), Errno.BADF, "G13");
            Refusal.unless(length >= PREOPEN_NAME.length, Errno.NAMETOOLONG, "G13");
            byte[] room = untouched(length).get(0);
            System.arraycopy(PREOPEN_NAME, 0, room, 0, PREOPEN_NAME.length);
            return room;
        });
    }

    @Override
    public Answer<Filled> fdReaddir(int fd, int length, long cookie) {
        return value("H01", () -> {
            OpenFile file = open(fd);
            demand(cookie >= 0, "H07");
            DirectoryInode directory = file.directory("H09");
            file.require(Rights.FD_READDIR, "G13");
            List<DirectoryInode.Entry> entries = file.listing(directory, cookie == 0);
            cite(cookie >= entries.size() ? "H07" : directory.names() == 0 ? "H11" : "H01");
            ByteBuffer all = ByteBuffer.wrap(untouched(length).get(0));
            for (long i = cookie; i < entries.size(); i++) {
                put(all, dirent(entries.get((int) i), i + 1));
            }
            return new Filled(all.position(), List.of(all.array()));
        });
    }

    private static byte[] dirent(DirectoryInode.Entry entry, long next) {
        byte[] name = entry.name().getBytes(UTF_8);
        return record(DIRENT_BYTES + name.length)
                .putLong(next)
                .putLong(entry.inode().number())
                .putInt(name.length)
                .putInt(entry.inode().type().code())
                .put(name)
                .array();
    }

    /** As much as fits. */
    private static void put(ByteBuffer target, byte[] bytes) {
        target.put(bytes, 0, Math.min(bytes.length, target.remaining()));
    }

    // ---- paths

    private static Walk.Last last(int lookup) {
        return (lookup & LOOKUP_SYMLINK_FOLLOW) != 0 ? Walk.Last.FOLLOW : Walk.Last.NOFOLLOW;
    }

    private static void demandLookup(int lookup) {
        demand((lookup & ~LOOKUP_SYMLINK_FOLLOW) == 0, "A13");
    }

    @Override
    public Answer<Integer> pathOpen(
            int dir, int lookup, byte[] path, int openFlags, long rights, long inheriting, int fdFlags) {
        return value("A02", () -> {
            OpenFile from = open(dir);
            demandLookup(lookup);
            demand((openFlags & ~(OPEN_CREAT | OPEN_DIRECTORY | OPEN_EXCL | OPEN_TRUNC)) == 0, "A13");
            demand((fdFlags & ~31) == 0, "A13");
            demand(!has(openFlags, OPEN_CREAT | OPEN_DIRECTORY), "A04");
            boolean creates = has(openFlags, OPEN_CREAT);
            boolean truncates = has(openFlags, OPEN_TRUNC);
            long needed = Rights.PATH_OPEN
                    | (creates ? Rights.PATH_CREATE_FILE : 0)
                    | (truncates ? Rights.PATH_FILESTAT_SET_SIZE : 0);
            DirectoryInode start = start(from, needed);
            long limit = from.inheriting();
            boolean writes = (rights & limit & Rights.FD_WRITE) != 0;
            boolean exclusive = has(openFlags, OPEN_CREAT | OPEN_EXCL);
            Place place = Walk.of(start, GuestText.path(path), exclusive ? Walk.Last.KEEP : last(lookup));
            Inode inode = place.inode();
            if (inode == null) {
                Refusal.unless(creates, Errno.NOENT, "A01");
                Refusal.unless(!place.slash(), Errno.ISDIR, "A11");
                place.parent().disk().requireWritable("I09");
            } else {
                requireFit(place, inode, openFlags, writes);
                if (inode.type() != FileType.CHARACTER_DEVICE && (writes || truncates)) {
                    inode.disk().requireWritable("I09");
                }
            }
            int fd = lowestFree();
            Refusal.unless(fd < MAX_OPEN, Errno.MFILE, "A15");
            Inode opened = inode == null ? names.createFile(place) : inode;
            if (truncates && opened instanceof FileInode file) {
                cite("A07");
                truncate(file);
            }
            table.put(fd, openFile(opened, limit, rights, inheriting & limit, fdFlags));
            return fd;
        });
    }

    private static void requireFit(Place place, Inode inode, int openFlags, boolean writes) {
        boolean wantsDirectory = has(openFlags, OPEN_DIRECTORY);
        Refusal.unless(!has(openFlags, OPEN_CREAT | OPEN_EXCL), Errno.EXIST, "A03");
        Refusal.unless(!(inode instanceof LinkInode), wantsDirectory ? Errno.NOTDIR : Errno.LOOP, "A09");
        if (inode instanceof DirectoryInode) {
            boolean changes = writes || (openFlags & (OPEN_CREAT | OPEN_TRUNC)) != 0;
            Refusal.unless(!changes, Errno.ISDIR, "A06");
        } else {
            Refusal.unless(!wantsDirectory, Errno.NOTDIR, "A05");
            Refusal.unless(!place.slash(), Errno.NOTDIR, "A11");
        }
    }

    private static void truncate(FileInode file) {
        if (file.size() > 0) {
            resize(file, 0, "A07");
        } else {
            // Linux moves the time of an empty file too, others do not.
            file.modified(file.modified().perhapsMoved());
        }
    }

    private static OpenFile openFile(Inode inode, long limit, long rights, long inheriting, int fdFlags) {
        if (inode instanceof DirectoryInode) {
            return new OpenFile(FdKind.DIRECTORY, inode, false, limit & Rights.DIRECTORY, inheriting, fdFlags);
        }
        long asked = rights & limit;
        long base = limit
                & (FILE_ALWAYS | (asked & Rights.FD_READ) | ((asked & Rights.FD_WRITE) != 0 ? Rights.FILE_CHANGE : 0));
        boolean device = inode instanceof DeviceInode;
        return new OpenFile(device ? FdKind.DEVICE : FdKind.FILE, inode, false, base, device ? 0 : inheriting, fdFlags);
    }

    @Override
    public Answer<byte[]> pathFilestatGet(int dir, int lookup, byte[] path) {
        return value("G06", () -> {
            OpenFile from = open(dir);
            demandLookup(lookup);
            DirectoryInode start = start(from, Rights.PATH_FILESTAT_GET);
            return stat(Walk.of(start, GuestText.path(path), last(lookup)).asSpelt("G06"));
        });
    }

    @Override
    public int pathFilestatSetTimes(int dir, int lookup, byte[] path, long accessed, long modified, int timeFlags) {
        return answer("G10", () -> {
            OpenFile from = open(dir);
            demandLookup(lookup);
            demandTimeFlags(timeFlags);
            DirectoryInode start = start(from, Rights.PATH_FILESTAT_SET_TIMES);
            Inode inode = Walk.of(start, GuestText.path(path), last(lookup)).asSpelt("G06");
            inode.disk().requireWritable(inode.disk() == names.root().disk() ? "I09" : "M06");
            setTimes(inode, accessed, modified, timeFlags);
        });
    }

    @Override
    public int pathCreateDirectory(int dir, byte[] path) {
        return answer("I01", () -> {
            DirectoryInode start = start(open(dir), Rights.PATH_CREATE_DIRECTORY);
            names.makeDirectory(start, GuestText.path(path));
        });
    }

    @Override
    public int pathRemoveDirectory(int dir, byte[] path) {
        return answer("I03", () -> {
            DirectoryInode start = start(open(dir), Rights.PATH_REMOVE_DIRECTORY);
            names.removeDirectory(start, GuestText.path(path));
        });
    }

    @Override
    public int pathUnlinkFile(int dir, byte[] path) {
        return answer("I06", () -> {
            DirectoryInode start = start(open(dir), Rights.PATH_UNLINK_FILE);
            names.unlink(start, GuestText.path(path));
        });
    }

    /** What a call on two paths does with them. */
    private interface OnPaths {
        void run(DirectoryInode start, String path, DirectoryInode newStart, String newPath);
    }

    private void onPaths(
            OpenFile from, long rights, byte[] path, OpenFile to, long newRights, byte[] newPath, OnPaths call) {
        from.directory("A14");
        to.directory("A14");
        DirectoryInode start = start(from, rights);
        DirectoryInode newStart = start(to, newRights);
        String text = GuestText.path(path);
        call.run(start, text, newStart, GuestText.path(newPath));
    }

    @Override
    public int pathRename(int dir, byte[] path, int newDir, byte[] newPath) {
        return answer("J01", () -> {
            OpenFile from = open(dir);
            OpenFile to = open(newDir);
            long source = Rights.PATH_RENAME_SOURCE;
            onPaths(from, source, path, to, Rights.PATH_RENAME_TARGET, newPath, names::rename);
        });
    }

    @Override
    public int pathLink(int dir, int lookup, byte[] path, int newDir, byte[] newPath) {
        return answer("K01", () -> {
            OpenFile from = open(dir);
            OpenFile to = open(newDir);
            demand(lookup == 0, (lookup & ~LOOKUP_SYMLINK_FOLLOW) == 0 ? "K04" : "A13");
            long source = Rights.PATH_LINK_SOURCE;
            onPaths(from, source, path, to, Rights.PATH_LINK_TARGET, newPath, names::link);
        });
    }

    @Override
    public int pathSymlink(byte[] text, int dir, byte[] path) {
        return answer("K06", () -> {
            DirectoryInode start = start(open(dir), Rights.PATH_SYMLINK);
            String name = GuestText.path(path);
            names.makeLink(start, name, GuestText.link(text));
        });
    }

    @Override
    public Answer<Filled> pathReadlink(int dir, byte[] path, int length) {
        return value("K09", () -> {
            DirectoryInode start = start(open(dir), Rights.PATH_READLINK);
            Inode inode = Walk.of(start, GuestText.path(path), Walk.Last.KEEP).asSpelt("K09");
            if (!(inode instanceof LinkInode link)) {
                throw new Refusal(Errno.INVAL, "K09");
            }
            ByteBuffer room = ByteBuffer.wrap(untouched(length).get(0));
            put(room, link.text().getBytes(UTF_8));
            return new Filled(room.position(), List.of(room.array()));
        });
    }

    // ---- the guest

    @Override
    public Wasi1 forThread() {
        return this;
    }

    @Override
    public void close() {}

    /**
     * Lists all names, for a comparison of everything.
     *
     * @return paths from the root with what type they are, parents first; without what is mounted at {@code /dev}
     */
    public synchronized SortedMap<String, FileType> tree() {
        SortedMap<String, FileType> tree = new TreeMap<>();
        collect(names.root(), "", tree);
        return tree;
    }

    private static void collect(DirectoryInode directory, String prefix, SortedMap<String, FileType> tree) {
        for (DirectoryInode.Entry entry : directory.entries()) {
            String path = prefix + entry.name();
            if (!path.equals("dev")) {
                tree.put(path, entry.inode().type());
                if (entry.inode() instanceof DirectoryInode below) {
                    collect(below, path + "/", tree);
                }
            }
        }
    }

    /**
     * What a third party may answer where {@link #rule} demands an errno.
     *
     * @param errno the strict answer
     * @return it and what else passes, as numbers on the wire
     */
    public Set<Integer> lenient(int errno) {
        return Leniency.of(rule(), errno);
    }
}
