package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guest that speaks Java. Methods that return a value fail with an {@link AssertionError} unless the call succeeds;
 * {@code try…} methods return the errno. Where no directory is given, paths start at {@link #ROOT}. Serves one thread.
 */
final class Guest {
    static final int ROOT = 3;
    static final long READ = Rights.FD_READ;
    static final long WRITE = Rights.FD_WRITE;
    static final int CREAT = Flags.OPEN_CREAT;
    static final int DIRECTORY = Flags.OPEN_DIRECTORY;
    static final int EXCL = Flags.OPEN_EXCL;
    static final int TRUNC = Flags.OPEN_TRUNC;
    static final int APPEND = Flags.FD_APPEND;
    static final int FOLLOW = Flags.LOOKUP_SYMLINK_FOLLOW;
    static final int NOFOLLOW = 0;

    private static final long ALL_RIGHTS = (1L << 30) - 1;

    private final Wasi1 wasi;
    private @Nullable Object last;

    Guest(Wasi1 wasi) {
        this.wasi = wasi;
    }

    Guest(VfsBridge bridge) {
        this(new BridgeWasi1(bridge));
    }

    Wasi1 wasi() {
        return wasi;
    }

    static Errno errno(int code) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("errno [%d] is none that file calls answer with".formatted(code)));
    }

    private static void succeed(String call, Errno errno) {
        if (errno != Errno.SUCCESS) {
            throw new AssertionError("%s failed with %s".formatted(call, errno));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Keeps the value of an answer, for those who ask after it. */
    private Errno take(Answer<?> answer) {
        last = answer.value();
        return errno(answer.errno());
    }

    private <T> T taken(Class<T> type) {
        return type.cast(Objects.requireNonNull(last, "no call has stored anything"));
    }

    // ---- opening

    Errno tryOpen(int dir, byte[] path, int lookup, int openFlags, long rights, int fdFlags) {
        return take(wasi.pathOpen(dir, lookup, path, openFlags, rights, ALL_RIGHTS, fdFlags));
    }

    Errno tryOpen(int dir, String path, int lookup, int openFlags, long rights, int fdFlags) {
        return tryOpen(dir, bytes(path), lookup, openFlags, rights, fdFlags);
    }

    Errno tryOpen(String path, int openFlags, long rights) {
        return tryOpen(ROOT, path, FOLLOW, openFlags, rights, 0);
    }

    int open(int dir, String path, int lookup, int openFlags, long rights, int fdFlags) {
        succeed("path_open of " + path, tryOpen(dir, path, lookup, openFlags, rights, fdFlags));
        return taken(Integer.class);
    }

    int openAt(int dir, String path, int openFlags, long rights) {
        return open(dir, path, FOLLOW, openFlags, rights, 0);
    }

    int open(String path, int openFlags, long rights) {
        return openAt(ROOT, path, openFlags, rights);
    }

    int open(String path, int openFlags, long rights, int fdFlags) {
        return open(ROOT, path, FOLLOW, openFlags, rights, fdFlags);
    }

    int create(String path) {
        return open(path, CREAT, READ | WRITE);
    }

    int openDirectory(String path) {
        return open(path, DIRECTORY, 0);
    }

    void createFile(String path, String content) {
        createFile(path, bytes(content));
    }

    void createFile(String path, byte[] content) {
        int fd = open(path, CREAT | TRUNC, READ | WRITE);
        int written = write(fd, content);
        if (written != content.length) {
            throw new AssertionError("%s took %d of %d bytes".formatted(path, written, content.length));
        }
        close(fd);
    }

    Errno tryClose(int fd) {
        return errno(wasi.fdClose(fd));
    }

    void close(int fd) {
        succeed("fd_close", tryClose(fd));
    }

    Errno tryRenumber(int fd, int to) {
        return errno(wasi.fdRenumber(fd, to));
    }

    // ---- transfers

    Errno tryRead(int fd, int length) {
        return take(wasi.fdRead(fd, length));
    }

    byte[] readBytes(int fd, int length) {
        succeed("fd_read", tryRead(fd, length));
        return takenBytes();
    }

    private byte[] takenBytes() {
        Wasi1.Filled filled = taken(Wasi1.Filled.class);
        return Arrays.copyOf(filled.buffers().get(0), filled.count());
    }

    /** The whole first buffer of the last read, listing or readlink, with what the call left untouched. */
    byte[] filled() {
        return taken(Wasi1.Filled.class).buffers().get(0);
    }

    String read(int fd, int length) {
        return new String(readBytes(fd, length), UTF_8);
    }

    String readAll(String path) {
        return new String(readAllBytes(path), UTF_8);
    }

    byte[] readAllBytes(String path) {
        int fd = open(path, 0, READ);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part = readBytes(fd, 8192); part.length > 0; part = readBytes(fd, 8192)) {
            all.writeBytes(part);
        }
        close(fd);
        return all.toByteArray();
    }

    Errno tryWritev(int fd, byte[]... parts) {
        return take(wasi.fdWrite(fd, parts));
    }

    int writev(int fd, byte[]... parts) {
        succeed("fd_write", tryWritev(fd, parts));
        return taken(Integer.class);
    }

    Errno tryWrite(int fd, byte[] bytes) {
        return tryWritev(fd, bytes);
    }

    Errno tryWrite(int fd, String text) {
        return tryWrite(fd, bytes(text));
    }

    int write(int fd, byte[] bytes) {
        return writev(fd, bytes);
    }

    int write(int fd, String text) {
        return write(fd, bytes(text));
    }

    Errno tryPread(int fd, int length, long offset) {
        return take(wasi.fdPread(fd, offset, length));
    }

    byte[] preadBytes(int fd, int length, long offset) {
        succeed("fd_pread", tryPread(fd, length, offset));
        return takenBytes();
    }

    String pread(int fd, int length, long offset) {
        return new String(preadBytes(fd, length, offset), UTF_8);
    }

    Errno tryPwrite(int fd, byte[] bytes, long offset) {
        return take(wasi.fdPwrite(fd, offset, bytes));
    }

    Errno tryPwrite(int fd, String text, long offset) {
        return tryPwrite(fd, bytes(text), offset);
    }

    int pwrite(int fd, byte[] bytes, long offset) {
        succeed("fd_pwrite", tryPwrite(fd, bytes, offset));
        return taken(Integer.class);
    }

    int pwrite(int fd, String text, long offset) {
        return pwrite(fd, bytes(text), offset);
    }

    /** Reads into several buffers; returns what came into each. */
    List<String> readScattered(int fd, int... lengths) {
        succeed("fd_read", take(wasi.fdRead(fd, lengths)));
        Wasi1.Filled filled = taken(Wasi1.Filled.class);
        int left = filled.count();
        List<String> parts = new ArrayList<>();
        for (byte[] buffer : filled.buffers()) {
            int here = Math.min(left, buffer.length);
            parts.add(new String(buffer, 0, here, UTF_8));
            left -= here;
        }
        return parts;
    }

    // ---- position and size

    Errno trySeek(int fd, long offset, int whence) {
        return take(wasi.fdSeek(fd, offset, whence));
    }

    long seek(int fd, long offset, int whence) {
        succeed("fd_seek", trySeek(fd, offset, whence));
        return taken(Long.class);
    }

    long seek(int fd, long offset) {
        return seek(fd, offset, Flags.WHENCE_SET);
    }

    Errno tryTell(int fd) {
        return take(wasi.fdTell(fd));
    }

    long tell(int fd) {
        succeed("fd_tell", tryTell(fd));
        return taken(Long.class);
    }

    Errno trySetSize(int fd, long size) {
        return errno(wasi.fdFilestatSetSize(fd, size));
    }

    Errno tryAllocate(int fd, long offset, long length) {
        return errno(wasi.fdAllocate(fd, offset, length));
    }

    Errno tryAdvise(int fd, long offset, long length, int advice) {
        return errno(wasi.fdAdvise(fd, offset, length, advice));
    }

    Errno trySync(int fd) {
        return errno(wasi.fdSync(fd));
    }

    Errno tryDatasync(int fd) {
        return errno(wasi.fdDatasync(fd));
    }

    // ---- attributes

    /** What {@code filestat} holds; times in ns since 1970. */
    record Stat(long device, long inode, int type, long links, long size, long accessed, long modified, long changed) {}

    private Stat takenStat() {
        WireRecord stat = new WireRecord(taken(byte[].class));
        return new Stat(
                stat.u64(0),
                stat.u64(8),
                stat.u8(16),
                stat.u64(24),
                stat.u64(32),
                stat.u64(40),
                stat.u64(48),
                stat.u64(56));
    }

    Errno tryStat(int fd) {
        return take(wasi.fdFilestatGet(fd));
    }

    Stat stat(int fd) {
        succeed("fd_filestat_get", tryStat(fd));
        return takenStat();
    }

    Errno tryStatAt(int dir, int lookup, byte[] path) {
        return take(wasi.pathFilestatGet(dir, lookup, path));
    }

    Errno tryStatAt(int dir, int lookup, String path) {
        return tryStatAt(dir, lookup, bytes(path));
    }

    Errno tryStat(String path, int lookup) {
        return tryStatAt(ROOT, lookup, path);
    }

    Errno tryStat(String path) {
        return tryStat(path, NOFOLLOW);
    }

    Stat statAt(int dir, int lookup, String path) {
        succeed("path_filestat_get of " + path, tryStatAt(dir, lookup, path));
        return takenStat();
    }

    Stat stat(String path) {
        return statAt(ROOT, NOFOLLOW, path);
    }

    Stat statFollowing(String path) {
        return statAt(ROOT, FOLLOW, path);
    }

    Errno trySetTimes(int fd, long accessed, long modified, int flags) {
        return errno(wasi.fdFilestatSetTimes(fd, accessed, modified, flags));
    }

    Errno trySetTimesAt(int dir, int lookup, byte[] path, long accessed, long modified, int flags) {
        return errno(wasi.pathFilestatSetTimes(dir, lookup, path, accessed, modified, flags));
    }

    Errno trySetTimes(String path, int lookup, long accessed, long modified, int flags) {
        return trySetTimesAt(ROOT, lookup, bytes(path), accessed, modified, flags);
    }

    record Fdstat(int type, int flags, long base, long inheriting) {}

    Errno tryFdstat(int fd) {
        return take(wasi.fdFdstatGet(fd));
    }

    Fdstat fdstat(int fd) {
        succeed("fd_fdstat_get", tryFdstat(fd));
        WireRecord fdstat = new WireRecord(taken(byte[].class));
        return new Fdstat(fdstat.u8(0), fdstat.u16(2), fdstat.u64(8), fdstat.u64(16));
    }

    Errno trySetFlags(int fd, int flags) {
        return errno(wasi.fdFdstatSetFlags(fd, flags));
    }

    Errno trySetRights(int fd, long base, long inheriting) {
        return errno(wasi.fdFdstatSetRights(fd, base, inheriting));
    }

    Errno tryPrestat(int fd) {
        return take(wasi.fdPrestatGet(fd));
    }

    Errno tryPrestatName(int fd, int room) {
        return take(wasi.fdPrestatDirName(fd, room));
    }

    // ---- names

    Errno tryMkdirAt(int dir, byte[] path) {
        return errno(wasi.pathCreateDirectory(dir, path));
    }

    Errno tryMkdirAt(int dir, String path) {
        return tryMkdirAt(dir, bytes(path));
    }

    Errno tryMkdir(String path) {
        return tryMkdirAt(ROOT, path);
    }

    void mkdir(String path) {
        succeed("path_create_directory of " + path, tryMkdir(path));
    }

    Errno tryRmdirAt(int dir, byte[] path) {
        return errno(wasi.pathRemoveDirectory(dir, path));
    }

    Errno tryRmdirAt(int dir, String path) {
        return tryRmdirAt(dir, bytes(path));
    }

    Errno tryRmdir(String path) {
        return tryRmdirAt(ROOT, path);
    }

    void rmdir(String path) {
        succeed("path_remove_directory of " + path, tryRmdir(path));
    }

    Errno tryUnlinkAt(int dir, byte[] path) {
        return errno(wasi.pathUnlinkFile(dir, path));
    }

    Errno tryUnlinkAt(int dir, String path) {
        return tryUnlinkAt(dir, bytes(path));
    }

    Errno tryUnlink(String path) {
        return tryUnlinkAt(ROOT, path);
    }

    void unlink(String path) {
        succeed("path_unlink_file of " + path, tryUnlink(path));
    }

    Errno tryRenameAt(int dir, byte[] from, int newDir, byte[] to) {
        return errno(wasi.pathRename(dir, from, newDir, to));
    }

    Errno tryRenameAt(int dir, String from, int newDir, String to) {
        return tryRenameAt(dir, bytes(from), newDir, bytes(to));
    }

    Errno tryRename(String from, String to) {
        return tryRenameAt(ROOT, from, ROOT, to);
    }

    void rename(String from, String to) {
        succeed("path_rename of " + from, tryRename(from, to));
    }

    Errno tryLinkAt(int dir, int lookup, byte[] from, int newDir, byte[] to) {
        return errno(wasi.pathLink(dir, lookup, from, newDir, to));
    }

    Errno tryLinkAt(int dir, int lookup, String from, int newDir, String to) {
        return tryLinkAt(dir, lookup, bytes(from), newDir, bytes(to));
    }

    Errno tryLink(String from, String to) {
        return tryLinkAt(ROOT, NOFOLLOW, from, ROOT, to);
    }

    void link(String from, String to) {
        succeed("path_link of " + from, tryLink(from, to));
    }

    Errno trySymlinkAt(byte[] text, int dir, byte[] path) {
        return errno(wasi.pathSymlink(text, dir, path));
    }

    Errno trySymlinkAt(String text, int dir, String path) {
        return trySymlinkAt(bytes(text), dir, bytes(path));
    }

    Errno trySymlink(String text, String path) {
        return trySymlinkAt(text, ROOT, path);
    }

    void symlink(String text, String path) {
        succeed("path_symlink of " + path, trySymlink(text, path));
    }

    Errno tryReadlinkAt(int dir, byte[] path, int room) {
        return take(wasi.pathReadlink(dir, path, room));
    }

    Errno tryReadlinkAt(int dir, String path, int room) {
        return tryReadlinkAt(dir, bytes(path), room);
    }

    Errno tryReadlink(String path, int room) {
        return tryReadlinkAt(ROOT, path, room);
    }

    String readlink(String path, int room) {
        succeed("path_readlink of " + path, tryReadlink(path, room));
        return new String(takenBytes(), UTF_8);
    }

    // ---- directories

    record Entry(long next, long inode, int type, String name) {}

    Errno tryReaddir(int fd, int room, long cookie) {
        return take(wasi.fdReaddir(fd, room, cookie));
    }

    /** How many bytes a listing from a cookie on fills. */
    int readdir(int fd, int room, long cookie) {
        succeed("fd_readdir", tryReaddir(fd, room, cookie));
        return taken(Wasi1.Filled.class).count();
    }

    /** The whole entries among the bytes filled last. */
    List<Entry> entries(int used) {
        byte[] room = filled();
        WireRecord record = new WireRecord(room);
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at + 24 <= used; ) {
            int length = record.u32(at + 16);
            if (at + 24 + length > used) {
                break;
            }
            String name = new String(room, at + 24, length, UTF_8);
            entries.add(new Entry(record.u64(at), record.u64(at + 8), record.u8(at + 20), name));
            at += 24 + length;
        }
        return entries;
    }

    /** Lists as C programs do: goes on after the last whole entry while the buffer comes back full. */
    List<Entry> list(int fd, int room) {
        List<Entry> all = new ArrayList<>();
        long cookie = 0;
        while (true) {
            int used = readdir(fd, room, cookie);
            List<Entry> part = entries(used);
            all.addAll(part);
            if (used < room) {
                return all;
            }
            if (part.isEmpty()) {
                throw new AssertionError("no entry fits into %d bytes at cookie %d".formatted(room, cookie));
            }
            cookie = part.get(part.size() - 1).next();
        }
    }

    List<String> names(String path) {
        int fd = openDirectory(path);
        List<String> names = list(fd, 4096).stream()
                .map(Entry::name)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
        close(fd);
        return names;
    }
}
