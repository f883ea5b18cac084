package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls of a {@link Guest} on what it has open. */
abstract class GuestDescriptors {
    private final Wasi1 wasi;
    private @Nullable Object last;

    GuestDescriptors(Wasi1 wasi) {
        this.wasi = wasi;
    }

    Wasi1 wasi() {
        return wasi;
    }

    static void succeed(String call, Errno errno) {
        if (errno != Errno.SUCCESS) {
            throw new AssertionError("%s failed with %s".formatted(call, errno));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Keeps the value of an answer, for those who ask after it. */
    Errno take(Answer<?> answer) {
        last = answer.value();
        return Guest.errno(answer.errno());
    }

    <T> T taken(Class<T> type) {
        return type.cast(Objects.requireNonNull(last, "no call has stored anything"));
    }

    // ---- numbers

    Errno tryClose(int fd) {
        return Guest.errno(wasi.fdClose(fd));
    }

    void close(int fd) {
        succeed("fd_close", tryClose(fd));
    }

    Errno tryRenumber(int fd, int to) {
        return Guest.errno(wasi.fdRenumber(fd, to));
    }

    // ---- transfers

    Errno tryRead(int fd, int length) {
        return take(wasi.fdRead(fd, length));
    }

    byte[] readBytes(int fd, int length) {
        succeed("fd_read", tryRead(fd, length));
        return takenBytes();
    }

    byte[] takenBytes() {
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
        return Guest.errno(wasi.fdFilestatSetSize(fd, size));
    }

    Errno tryAllocate(int fd, long offset, long length) {
        return Guest.errno(wasi.fdAllocate(fd, offset, length));
    }

    Errno tryAdvise(int fd, long offset, long length, int advice) {
        return Guest.errno(wasi.fdAdvise(fd, offset, length, advice));
    }

    Errno trySync(int fd) {
        return Guest.errno(wasi.fdSync(fd));
    }

    Errno tryDatasync(int fd) {
        return Guest.errno(wasi.fdDatasync(fd));
    }

    // ---- attributes

    Guest.Stat takenStat() {
        WireRecord stat = new WireRecord(taken(byte[].class));
        return new Guest.Stat(
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

    Guest.Stat stat(int fd) {
        succeed("fd_filestat_get", tryStat(fd));
        return takenStat();
    }

    Errno trySetTimes(int fd, long accessed, long modified, int flags) {
        return Guest.errno(wasi.fdFilestatSetTimes(fd, accessed, modified, flags));
    }

    Errno tryFdstat(int fd) {
        return take(wasi.fdFdstatGet(fd));
    }

    Guest.Fdstat fdstat(int fd) {
        succeed("fd_fdstat_get", tryFdstat(fd));
        WireRecord fdstat = new WireRecord(taken(byte[].class));
        return new Guest.Fdstat(fdstat.u8(0), fdstat.u16(2), fdstat.u64(8), fdstat.u64(16));
    }

    Errno trySetFlags(int fd, int flags) {
        return Guest.errno(wasi.fdFdstatSetFlags(fd, flags));
    }

    Errno trySetRights(int fd, long base, long inheriting) {
        return Guest.errno(wasi.fdFdstatSetRights(fd, base, inheriting));
    }

    Errno tryPrestat(int fd) {
        return take(wasi.fdPrestatGet(fd));
    }

    Errno tryPrestatName(int fd, int room) {
        return take(wasi.fdPrestatDirName(fd, room));
    }

    // ---- directories

    Errno tryReaddir(int fd, int room, long cookie) {
        return take(wasi.fdReaddir(fd, room, cookie));
    }

    /** How many bytes a listing from a cookie on fills. */
    int readdir(int fd, int room, long cookie) {
        succeed("fd_readdir", tryReaddir(fd, room, cookie));
        return taken(Wasi1.Filled.class).count();
    }

    /** The whole entries among the bytes filled last. */
    List<Guest.Entry> entries(int used) {
        byte[] room = filled();
        WireRecord record = new WireRecord(room);
        List<Guest.Entry> entries = new ArrayList<>();
        for (int at = 0; at + 24 <= used; ) {
            int length = record.u32(at + 16);
            if (at + 24 + length > used) {
                break;
            }
            String name = new String(room, at + 24, length, UTF_8);
            entries.add(new Guest.Entry(record.u64(at), record.u64(at + 8), record.u8(at + 20), name));
            at += 24 + length;
        }
        return entries;
    }

    /** Lists as C programs do: goes on after the last whole entry while the buffer comes back full. */
    List<Guest.Entry> list(int fd, int room) {
        List<Guest.Entry> all = new ArrayList<>();
        long cookie = 0;
        while (true) {
            int used = readdir(fd, room, cookie);
            List<Guest.Entry> part = entries(used);
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
}
