package io.github.ffunit.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Preview1;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A guest that speaks Java: each method makes one call with arguments laid out in memory. Methods that return a value fail
 * unless the call succeeds; {@code try…} methods return the errno.
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

    static final int MEMORY_BYTES = 1 << 18;
    static final int RESULT = 64;
    private static final int IOVS = 256;
    private static final int PATH = 4096;
    private static final int OTHER_PATH = 16384;
    static final int DATA = 65536;

    private final Preview1 calls;
    final ArrayMemory memory;

    Guest(VfsBridge bridge) {
        this(bridge, new ArrayMemory(MEMORY_BYTES));
    }

    /** With the memory of an earlier guest. */
    Guest(VfsBridge bridge, ArrayMemory memory) {
        this.calls = bridge.preview1();
        this.memory = memory;
    }

    Preview1 calls() {
        return calls;
    }

    static Errno errno(int code) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("errno " + code));
    }

    private static void succeed(Errno errno) {
        if (errno != Errno.SUCCESS) {
            throw new AssertionError("call failed with " + errno);
        }
    }

    // ---- memory

    int put(int address, byte[] bytes) {
        memory.window(address, bytes.length).put(bytes);
        return bytes.length;
    }

    byte[] get(int address, int length) {
        byte[] bytes = new byte[length];
        memory.window(address, length).get(bytes);
        return bytes;
    }

    int putPath(String path) {
        return put(PATH, path.getBytes(UTF_8));
    }

    /** One buffer at {@link #DATA}. */
    private int iov(int length) {
        memory.putInt(IOVS, DATA);
        memory.putInt(IOVS + 4, length);
        return 1;
    }

    // ---- opening

    Errno tryOpen(int dir, String path, int lookup, int openFlags, long rights, int fdFlags) {
        int length = putPath(path);
        return errno(
                calls.pathOpen(memory, dir, lookup, PATH, length, openFlags, rights, (1L << 30) - 1, fdFlags, RESULT));
    }

    Errno tryOpen(String path, int openFlags, long rights) {
        return tryOpen(ROOT, path, Flags.LOOKUP_SYMLINK_FOLLOW, openFlags, rights, 0);
    }

    int openAt(int dir, String path, int openFlags, long rights) {
        succeed(tryOpen(dir, path, Flags.LOOKUP_SYMLINK_FOLLOW, openFlags, rights, 0));
        return memory.getInt(RESULT);
    }

    int open(String path, int openFlags, long rights) {
        return openAt(ROOT, path, openFlags, rights);
    }

    int open(String path, int openFlags, long rights, int fdFlags) {
        succeed(tryOpen(ROOT, path, Flags.LOOKUP_SYMLINK_FOLLOW, openFlags, rights, fdFlags));
        return memory.getInt(RESULT);
    }

    int create(String path) {
        return open(path, CREAT, READ | WRITE);
    }

    int openDirectory(String path) {
        return open(path, DIRECTORY, 0);
    }

    void createFile(String path, String content) {
        int fd = open(path, CREAT | TRUNC, READ | WRITE);
        write(fd, content);
        close(fd);
    }

    Errno tryClose(int fd) {
        return errno(calls.fdClose(fd));
    }

    void close(int fd) {
        succeed(tryClose(fd));
    }

    // ---- transfers

    Errno tryRead(int fd, int length) {
        return errno(calls.fdRead(memory, fd, IOVS, iov(length), RESULT));
    }

    byte[] readBytes(int fd, int length) {
        succeed(tryRead(fd, length));
        return get(DATA, memory.getInt(RESULT));
    }

    String read(int fd, int length) {
        return new String(readBytes(fd, length), UTF_8);
    }

    String readAll(String path) {
        int fd = open(path, 0, READ);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part = readBytes(fd, 8192); part.length > 0; part = readBytes(fd, 8192)) {
            all.writeBytes(part);
        }
        close(fd);
        return all.toString(UTF_8);
    }

    Errno tryWrite(int fd, byte[] bytes) {
        put(DATA, bytes);
        return errno(calls.fdWrite(memory, fd, IOVS, iov(bytes.length), RESULT));
    }

    Errno tryWrite(int fd, String text) {
        return tryWrite(fd, text.getBytes(UTF_8));
    }

    int write(int fd, byte[] bytes) {
        succeed(tryWrite(fd, bytes));
        return memory.getInt(RESULT);
    }

    int write(int fd, String text) {
        return write(fd, text.getBytes(UTF_8));
    }

    Errno tryPread(int fd, int length, long offset) {
        return errno(calls.fdPread(memory, fd, IOVS, iov(length), offset, RESULT));
    }

    String pread(int fd, int length, long offset) {
        succeed(tryPread(fd, length, offset));
        return new String(get(DATA, memory.getInt(RESULT)), UTF_8);
    }

    Errno tryPwrite(int fd, String text, long offset) {
        int length = put(DATA, text.getBytes(UTF_8));
        return errno(calls.fdPwrite(memory, fd, IOVS, iov(length), offset, RESULT));
    }

    int pwrite(int fd, String text, long offset) {
        succeed(tryPwrite(fd, text, offset));
        return memory.getInt(RESULT);
    }

    /** Reads into several buffers that lie one after the other with a gap of one byte. */
    List<String> readScattered(int fd, int... lengths) {
        int at = DATA;
        for (int i = 0; i < lengths.length; i++) {
            memory.putInt(IOVS + 8 * i, at);
            memory.putInt(IOVS + 8 * i + 4, lengths[i]);
            at += lengths[i] + 1;
        }
        succeed(errno(calls.fdRead(memory, fd, IOVS, lengths.length, RESULT)));
        int left = memory.getInt(RESULT);
        List<String> parts = new ArrayList<>();
        at = DATA;
        for (int length : lengths) {
            parts.add(new String(get(at, Math.min(left, length)), UTF_8));
            left -= Math.min(left, length);
            at += length + 1;
        }
        return parts;
    }

    // ---- position and size

    Errno trySeek(int fd, long offset, int whence) {
        return errno(calls.fdSeek(memory, fd, offset, whence, RESULT));
    }

    long seek(int fd, long offset, int whence) {
        succeed(trySeek(fd, offset, whence));
        return memory.getLong(RESULT);
    }

    long seek(int fd, long offset) {
        return seek(fd, offset, Flags.WHENCE_SET);
    }

    Errno tryTell(int fd) {
        return errno(calls.fdTell(memory, fd, RESULT));
    }

    long tell(int fd) {
        succeed(tryTell(fd));
        return memory.getLong(RESULT);
    }

    Errno trySetSize(int fd, long size) {
        return errno(calls.fdFilestatSetSize(fd, size));
    }

    Errno tryAllocate(int fd, long offset, long length) {
        return errno(calls.fdAllocate(fd, offset, length));
    }

    // ---- attributes

    record Stat(long device, long inode, int type, long links, long size, long accessed, long modified) {}

    private Stat stat() {
        return new Stat(
                memory.getLong(RESULT),
                memory.getLong(RESULT + 8),
                memory.getByte(RESULT + 16),
                memory.getLong(RESULT + 24),
                memory.getLong(RESULT + 32),
                memory.getLong(RESULT + 40),
                memory.getLong(RESULT + 48));
    }

    Errno tryStat(int fd) {
        return errno(calls.fdFilestatGet(memory, fd, RESULT));
    }

    Stat stat(int fd) {
        succeed(tryStat(fd));
        return stat();
    }

    Errno tryStat(String path, int lookup) {
        int length = putPath(path);
        return errno(calls.pathFilestatGet(memory, ROOT, lookup, PATH, length, RESULT));
    }

    Errno tryStat(String path) {
        return tryStat(path, 0);
    }

    Stat stat(String path) {
        succeed(tryStat(path));
        return stat();
    }

    Stat statFollowing(String path) {
        succeed(tryStat(path, Flags.LOOKUP_SYMLINK_FOLLOW));
        return stat();
    }

    Errno trySetTimes(int fd, long accessed, long modified, int flags) {
        return errno(calls.fdFilestatSetTimes(fd, accessed, modified, flags));
    }

    Errno trySetTimes(String path, int lookup, long accessed, long modified, int flags) {
        int length = putPath(path);
        return errno(calls.pathFilestatSetTimes(memory, ROOT, lookup, PATH, length, accessed, modified, flags));
    }

    record Fdstat(int type, int flags, long base, long inheriting) {}

    Fdstat fdstat(int fd) {
        succeed(errno(calls.fdFdstatGet(memory, fd, RESULT)));
        return new Fdstat(
                memory.getByte(RESULT),
                memory.getShort(RESULT + 2),
                memory.getLong(RESULT + 8),
                memory.getLong(RESULT + 16));
    }

    Errno trySetFlags(int fd, int flags) {
        return errno(calls.fdFdstatSetFlags(fd, flags));
    }

    // ---- names

    Errno tryMkdir(String path) {
        return errno(calls.pathCreateDirectory(memory, ROOT, PATH, putPath(path)));
    }

    void mkdir(String path) {
        succeed(tryMkdir(path));
    }

    Errno tryRmdir(String path) {
        return errno(calls.pathRemoveDirectory(memory, ROOT, PATH, putPath(path)));
    }

    Errno tryUnlink(String path) {
        return tryUnlinkAt(ROOT, path);
    }

    Errno tryUnlinkAt(int dir, String path) {
        return errno(calls.pathUnlinkFile(memory, dir, PATH, putPath(path)));
    }

    void unlink(String path) {
        succeed(tryUnlink(path));
    }

    Errno tryRename(String from, String to) {
        int length = putPath(from);
        int otherLength = put(OTHER_PATH, to.getBytes(UTF_8));
        return errno(calls.pathRename(memory, ROOT, PATH, length, ROOT, OTHER_PATH, otherLength));
    }

    void rename(String from, String to) {
        succeed(tryRename(from, to));
    }

    Errno tryLink(String from, String to) {
        int length = putPath(from);
        int otherLength = put(OTHER_PATH, to.getBytes(UTF_8));
        return errno(calls.pathLink(memory, ROOT, 0, PATH, length, ROOT, OTHER_PATH, otherLength));
    }

    Errno trySymlink(String text, String path) {
        int textLength = put(OTHER_PATH, text.getBytes(UTF_8));
        return errno(calls.pathSymlink(memory, OTHER_PATH, textLength, ROOT, PATH, putPath(path)));
    }

    void symlink(String text, String path) {
        succeed(trySymlink(text, path));
    }

    Errno tryReadlink(String path, int room) {
        return errno(calls.pathReadlink(memory, ROOT, PATH, putPath(path), DATA, room, RESULT));
    }

    String readlink(String path, int room) {
        succeed(tryReadlink(path, room));
        return new String(get(DATA, memory.getInt(RESULT)), UTF_8);
    }

    // ---- directories

    record Entry(long next, long inode, int type, String name) {}

    Errno tryReaddir(int fd, int room, long cookie) {
        return errno(calls.fdReaddir(memory, fd, DATA, room, cookie, RESULT));
    }

    /** How many bytes a listing from a cookie on fills. */
    int readdir(int fd, int room, long cookie) {
        succeed(tryReaddir(fd, room, cookie));
        return memory.getInt(RESULT);
    }

    /** The whole entries among the bytes filled last. */
    List<Entry> entries(int used) {
        List<Entry> entries = new ArrayList<>();
        for (int at = DATA; at + 24 <= DATA + used; ) {
            int length = memory.getInt(at + 16);
            if (at + 24 + length > DATA + used) {
                break;
            }
            String name = new String(get(at + 24, length), UTF_8);
            entries.add(new Entry(memory.getLong(at), memory.getLong(at + 8), memory.getByte(at + 20), name));
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
