package io.github.ffunit.contract;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The calls of a {@link VfsBridge}, over an array as the guest's memory. */
final class BridgeWasi1 implements Wasi1 {
    private static final int INT_BYTES = Integer.BYTES;
    private static final int IOVEC_BYTES = 8;
    private static final int FDSTAT_BYTES = 24;
    private static final int FILESTAT_BYTES = 64;
    private static final int PRESTAT_BYTES = 8;

    private final VfsBridge bridge;
    private final Supplier<Preview1> source;
    private final Preview1 calls;
    private final Arena arena = new Arena();
    private final ArrayMemory memory = arena.memory();

    BridgeWasi1(VfsBridge bridge) {
        this(bridge, bridge::preview1);
    }

    /**
     * @param source gives each thread the calls of the bridge, by whatever way they get there
     */
    BridgeWasi1(VfsBridge bridge, Supplier<Preview1> source) {
        this.bridge = bridge;
        this.source = source;
        this.calls = source.get();
    }

    @Override
    public Wasi1 forThread() {
        return new BridgeWasi1(bridge, source);
    }

    @Override
    public void close() {
        bridge.close();
    }

    // ---- layout

    private int room(int length) {
        return arena.room(length, UNTOUCHED);
    }

    /** Stores one argument of bytes, as the first of a call. */
    private int first(byte[] argument) {
        arena.clear();
        return arena.store(argument);
    }

    private Answer<byte[]> bytes(int errno, int address, int length) {
        return errno == 0 ? new Answer<>(0, arena.copy(address, length)) : Answer.failure(errno);
    }

    private Answer<Integer> number(int errno, int address) {
        return errno == 0 ? new Answer<>(0, memory.getInt(address)) : Answer.failure(errno);
    }

    private Answer<Long> position(int errno, int address) {
        return errno == 0 ? new Answer<>(0, memory.getLong(address)) : Answer.failure(errno);
    }

    private Answer<Filled> filled(int errno, int result, int address, int length) {
        return errno == 0
                ? new Answer<>(0, new Filled(memory.getInt(result), List.of(arena.copy(address, length))))
                : Answer.failure(errno);
    }

    /** Lays out a list of buffers that follow each other with a gap between them. */
    private int iovs(int... lengths) {
        arena.clear();
        int list = room(lengths.length * IOVEC_BYTES);
        for (int i = 0; i < lengths.length; i++) {
            putIovec(list, i, room(lengths[i]), lengths[i]);
            room(1);
        }
        return list;
    }

    private int iovs(byte[]... parts) {
        arena.clear();
        int list = room(parts.length * IOVEC_BYTES);
        for (int i = 0; i < parts.length; i++) {
            putIovec(list, i, arena.store(parts[i]), parts[i].length);
        }
        return list;
    }

    private int repeatedIovs(int length, int times) {
        arena.clear();
        int list = room(times * IOVEC_BYTES);
        int shared = room(length);
        for (int i = 0; i < times; i++) {
            putIovec(list, i, shared, length);
        }
        return list;
    }

    private void putIovec(int list, int index, int address, int length) {
        memory.putInt(list + index * IOVEC_BYTES, address);
        memory.putInt(list + index * IOVEC_BYTES + INT_BYTES, length);
    }

    private Answer<Filled> buffers(int errno, int result, int list, int[] lengths) {
        if (errno != 0) {
            return Answer.failure(errno);
        }
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            buffers.add(arena.copy(memory.getInt(list + i * IOVEC_BYTES), lengths[i]));
        }
        return new Answer<>(0, new Filled(memory.getInt(result), buffers));
    }

    // ---- transfers

    @Override
    public Answer<Filled> fdRead(int fd, int... lengths) {
        int list = iovs(lengths);
        int result = room(INT_BYTES);
        return buffers(calls.fdRead(memory, fd, list, lengths.length, result), result, list, lengths);
    }

    @Override
    public Answer<Filled> fdPread(int fd, long offset, int... lengths) {
        int list = iovs(lengths);
        int result = room(INT_BYTES);
        return buffers(calls.fdPread(memory, fd, list, lengths.length, offset, result), result, list, lengths);
    }

    @Override
    public Answer<Integer> fdReadRepeatedly(int fd, int length, int times) {
        int list = repeatedIovs(length, times);
        int result = room(INT_BYTES);
        return number(calls.fdRead(memory, fd, list, times, result), result);
    }

    @Override
    public Answer<Integer> fdWrite(int fd, byte[]... parts) {
        int list = iovs(parts);
        int result = room(INT_BYTES);
        return number(calls.fdWrite(memory, fd, list, parts.length, result), result);
    }

    @Override
    public Answer<Integer> fdPwrite(int fd, long offset, byte[]... parts) {
        int list = iovs(parts);
        int result = room(INT_BYTES);
        return number(calls.fdPwrite(memory, fd, list, parts.length, offset, result), result);
    }

    @Override
    public Answer<Integer> fdWriteRepeatedly(int fd, int length, int times) {
        int list = repeatedIovs(length, times);
        int result = room(INT_BYTES);
        return number(calls.fdWrite(memory, fd, list, times, result), result);
    }

    @Override
    public boolean trapsOnOutOfBounds(int fd) {
        arena.clear();
        int size = (int) memory.size();
        int good = room(8);
        int result = room(INT_BYTES);
        int list = room(2 * IOVEC_BYTES);
        putIovec(list, 0, good, 8);
        int[][] bad = {{size, 1}, {size - 4, 8}, {good, Integer.MIN_VALUE}, {good, -1}, {-8, 4}, {good, size}};
        for (int[] buffer : bad) {
            putIovec(list, 1, buffer[0], buffer[1]);
            if (!allTrap(fd, list, 2, result) || !allTrap(fd, list + IOVEC_BYTES, 1, result)) {
                return false;
            }
        }
        putIovec(list, 1, good, 8);
        return allTrap(fd, size - 4, 1, result)
                && allTrap(fd, -8, 1, result)
                && allTrap(fd, good, 1 << 29, result)
                && allTrap(fd, list, 2, size - 2);
    }

    private boolean allTrap(int fd, int list, int count, int result) {
        return traps(() -> calls.fdRead(memory, fd, list, count, result))
                && traps(() -> calls.fdWrite(memory, fd, list, count, result))
                && traps(() -> calls.fdPread(memory, fd, list, count, 0, result))
                && traps(() -> calls.fdPwrite(memory, fd, list, count, 0, result));
    }

    private static boolean traps(Runnable call) {
        try {
            call.run();
            return false;
        } catch (GuestMemory.OutOfBounds e) {
            return true;
        }
    }

    // ---- open files

    @Override
    public int fdAdvise(int fd, long offset, long length, int advice) {
        return calls.fdAdvise(fd, offset, length, advice);
    }

    @Override
    public int fdAllocate(int fd, long offset, long length) {
        return calls.fdAllocate(fd, offset, length);
    }

    @Override
    public int fdClose(int fd) {
        return calls.fdClose(fd);
    }

    @Override
    public int fdDatasync(int fd) {
        return calls.fdDatasync(fd);
    }

    @Override
    public Answer<byte[]> fdFdstatGet(int fd) {
        arena.clear();
        int result = room(FDSTAT_BYTES);
        return bytes(calls.fdFdstatGet(memory, fd, result), result, FDSTAT_BYTES);
    }

    @Override
    public int fdFdstatSetFlags(int fd, int fdFlags) {
        return calls.fdFdstatSetFlags(fd, fdFlags);
    }

    @Override
    public int fdFdstatSetRights(int fd, long base, long inheriting) {
        return calls.fdFdstatSetRights(fd, base, inheriting);
    }

    @Override
    public Answer<byte[]> fdFilestatGet(int fd) {
        arena.clear();
        int result = room(FILESTAT_BYTES);
        return bytes(calls.fdFilestatGet(memory, fd, result), result, FILESTAT_BYTES);
    }

    @Override
    public int fdFilestatSetSize(int fd, long size) {
        return calls.fdFilestatSetSize(fd, size);
    }

    @Override
    public int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags) {
        return calls.fdFilestatSetTimes(fd, accessed, modified, timeFlags);
    }

    @Override
    public Answer<byte[]> fdPrestatGet(int fd) {
        arena.clear();
        int result = room(PRESTAT_BYTES);
        return bytes(calls.fdPrestatGet(memory, fd, result), result, PRESTAT_BYTES);
    }

    @Override
    public Answer<byte[]> fdPrestatDirName(int fd, int length) {
        arena.clear();
        int result = room(length);
        return bytes(calls.fdPrestatDirName(memory, fd, result, length), result, length);
    }

    @Override
    public Answer<Filled> fdReaddir(int fd, int length, long cookie) {
        arena.clear();
        int buffer = room(length);
        int result = room(INT_BYTES);
        return filled(calls.fdReaddir(memory, fd, buffer, length, cookie, result), result, buffer, length);
    }

    @Override
    public int fdRenumber(int fd, int to) {
        return calls.fdRenumber(fd, to);
    }

    @Override
    public Answer<Long> fdSeek(int fd, long offset, int whence) {
        arena.clear();
        int result = room(Long.BYTES);
        return position(calls.fdSeek(memory, fd, offset, whence, result), result);
    }

    @Override
    public int fdSync(int fd) {
        return calls.fdSync(fd);
    }

    @Override
    public Answer<Long> fdTell(int fd) {
        arena.clear();
        int result = room(Long.BYTES);
        return position(calls.fdTell(memory, fd, result), result);
    }

    // ---- names

    @Override
    public int pathCreateDirectory(int dir, byte[] path) {
        return calls.pathCreateDirectory(memory, dir, first(path), path.length);
    }

    @Override
    public Answer<byte[]> pathFilestatGet(int dir, int lookup, byte[] path) {
        int name = first(path);
        int result = room(FILESTAT_BYTES);
        int errno = calls.pathFilestatGet(memory, dir, lookup, name, path.length, result);
        return bytes(errno, result, FILESTAT_BYTES);
    }

    @Override
    public int pathFilestatSetTimes(int dir, int lookup, byte[] path, long accessed, long modified, int timeFlags) {
        return calls.pathFilestatSetTimes(memory, dir, lookup, first(path), path.length, accessed, modified, timeFlags);
    }

    @Override
    public int pathLink(int dir, int lookup, byte[] path, int newDir, byte[] newPath) {
        int name = first(path);
        int newName = arena.store(newPath);
        return calls.pathLink(memory, dir, lookup, name, path.length, newDir, newName, newPath.length);
    }

    @Override
    public Answer<Integer> pathOpen(
            int dir, int lookup, byte[] path, int openFlags, long rights, long inheriting, int fdFlags) {
        int name = first(path);
        int result = room(INT_BYTES);
        int errno =
                calls.pathOpen(memory, dir, lookup, name, path.length, openFlags, rights, inheriting, fdFlags, result);
        return number(errno, result);
    }

    @Override
    public Answer<Filled> pathReadlink(int dir, byte[] path, int length) {
        int name = first(path);
        int buffer = room(length);
        int result = room(INT_BYTES);
        int errno = calls.pathReadlink(memory, dir, name, path.length, buffer, length, result);
        return filled(errno, result, buffer, length);
    }

    @Override
    public int pathRemoveDirectory(int dir, byte[] path) {
        return calls.pathRemoveDirectory(memory, dir, first(path), path.length);
    }

    @Override
    public int pathRename(int dir, byte[] path, int newDir, byte[] newPath) {
        int name = first(path);
        int newName = arena.store(newPath);
        return calls.pathRename(memory, dir, name, path.length, newDir, newName, newPath.length);
    }

    @Override
    public int pathSymlink(byte[] text, int dir, byte[] path) {
        int content = first(text);
        int name = arena.store(path);
        return calls.pathSymlink(memory, content, text.length, dir, name, path.length);
    }

    @Override
    public int pathUnlinkFile(int dir, byte[] path) {
        return calls.pathUnlinkFile(memory, dir, first(path), path.length);
    }
}
