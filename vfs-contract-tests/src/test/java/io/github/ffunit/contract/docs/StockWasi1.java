package io.github.ffunit.contract.docs;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.contract.Answer;
import io.github.ffunit.contract.Wasi1;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file calls of Chicory's own WASI, made as a guest makes them: through its host functions, with arguments in its memory. */
final class StockWasi1 implements Wasi1 {
    private static final int START = 64;

    // Nothing but a memory, of one page at first
    private static final WasmModule MODULE = Parser.parse(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 5, 3, 1, 0, 1});

    private final AutoCloseable guest;
    private final Map<String, HostFunction> functions;
    private final Instance instance = Instance.builder(MODULE).build();
    private final Memory memory = instance.memory();
    private int end = START;

    private StockWasi1(AutoCloseable guest, Map<String, HostFunction> functions) {
        this.guest = guest;
        this.functions = functions;
    }

    static Wasi1 newGuest() {
        Configuration unix =
                Configuration.unix().toBuilder().setAttributeViews("unix").build();
        FileSystem files = Jimfs.newFileSystem(unix);
        try {
            WasiPreview1 wasi = WasiPreview1.builder()
                    .withOptions(WasiOptions.builder()
                            .withStdin(InputStream.nullInputStream())
                            .withStdout(OutputStream.nullOutputStream())
                            .withStderr(OutputStream.nullOutputStream())
                            .withClock(Clock.fixed(Instant.ofEpochSecond(1_000_000_000), ZoneOffset.UTC))
                            .withDirectory("/", Files.createDirectory(files.getPath("/root")))
                            .build())
                    .build();
            Map<String, HostFunction> functions = Stream.of(wasi.toHostFunctions())
                    .collect(Collectors.toMap(HostFunction::name, Function.identity()));
            return new StockWasi1(wasi, functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Wasi1 forThread() {
        return new StockWasi1(guest, functions);
    }

    @Override
    public void close() {
        try {
            guest.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a call; what is laid out from then on is for the next one. */
    private int call(String name, long... arguments) {
        end = START;
        HostFunction function = Objects.requireNonNull(functions.get(name), name);
        return (int) function.handle().apply(instance, arguments)[0];
    }

    private int store(byte... content) {
        int address = end;
        end += (content.length + 7) & ~7;
        int missing = end - memory.pages() * Memory.PAGE_SIZE;
        if (missing > 0) {
            memory.grow((missing + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE);
        }
        memory.write(address, content);
        return address;
    }

    private int room(int length) {
        byte[] content = new byte[length];
        Arrays.fill(content, UNTOUCHED);
        return store(content);
    }

    /** A list of addresses and lengths. */
    private int repeated(int length, int times) {
        int list = room(times * 8);
        int shared = room(length);
        for (int i = 0; i < times; i++) {
            putVector(list, i, shared, length);
        }
        return list;
    }

    private int vector(byte[]... parts) {
        int list = room(parts.length * 8);
        for (int i = 0; i < parts.length; i++) {
            putVector(list, i, store(parts[i]), parts[i].length);
        }
        return list;
    }

    private int vector(int... lengths) {
        int list = room(lengths.length * 8);
        for (int i = 0; i < lengths.length; i++) {
            putVector(list, i, room(lengths[i]), lengths[i]);
        }
        return list;
    }

    private void putVector(int list, int index, int address, int length) {
        memory.writeI32(list + index * 8, address);
        memory.writeI32(list + index * 8 + 4, length);
    }

    private Answer<byte[]> bytes(int errno, int address, int length) {
        return errno == 0 ? new Answer<>(0, memory.readBytes(address, length)) : Answer.failure(errno);
    }

    private Answer<Integer> number(int errno, int address) {
        return errno == 0 ? new Answer<>(0, memory.readInt(address)) : Answer.failure(errno);
    }

    private Answer<Long> position(int errno, int address) {
        return errno == 0 ? new Answer<>(0, memory.readLong(address)) : Answer.failure(errno);
    }

    private Answer<Filled> filled(int errno, int count, int list, int... lengths) {
        if (errno != 0) {
            return Answer.failure(errno);
        }
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            buffers.add(memory.readBytes(memory.readInt(list + i * 8), lengths[i]));
        }
        return new Answer<>(0, new Filled(memory.readInt(count), buffers));
    }

    @Override
    public boolean trapsOnOutOfBounds(int fd) {
        int size = memory.pages() * Memory.PAGE_SIZE;
        int good = room(8);
        int count = room(4);
        int list = room(16);
        putVector(list, 0, good, 8);
        int[][] bad = {{size, 1}, {size - 4, 8}, {good, Integer.MIN_VALUE}, {good, -1}, {-8, 4}, {good, size}};
        for (int[] buffer : bad) {
            putVector(list, 1, buffer[0], buffer[1]);
            if (!traps(fd, list, 2, count) || !traps(fd, list + 8, 1, count)) {
                return false;
            }
        }
        return traps(fd, size - 4, 1, count) && traps(fd, -8, 1, count) && traps(fd, good, 1 << 29, count);
    }

    private boolean traps(int fd, int list, int length, int count) {
        return traps("fd_read", fd, list, length, count)
                && traps("fd_write", fd, list, length, count)
                && traps("fd_pread", fd, list, length, 0, count)
                && traps("fd_pwrite", fd, list, length, 0, count);
    }

    private boolean traps(String name, long... arguments) {
        try {
            call(name, arguments);
            return false;
        } catch (ChicoryException e) {
            return true;
        }
    }

    @Override
    public int fdAdvise(int fd, long offset, long length, int advice) {
        return call("fd_advise", fd, offset, length, advice);
    }

    @Override
    public int fdAllocate(int fd, long offset, long length) {
        return call("fd_allocate", fd, offset, length);
    }

    @Override
    public int fdClose(int fd) {
        return call("fd_close", fd);
    }

    @Override
    public int fdDatasync(int fd) {
        return call("fd_datasync", fd);
    }

    @Override
    public Answer<byte[]> fdFdstatGet(int fd) {
        int stored = room(24);
        return bytes(call("fd_fdstat_get", fd, stored), stored, 24);
    }

    @Override
    public int fdFdstatSetFlags(int fd, int fdFlags) {
        return call("fd_fdstat_set_flags", fd, fdFlags);
    }

    @Override
    public int fdFdstatSetRights(int fd, long base, long inheriting) {
        return call("fd_fdstat_set_rights", fd, base, inheriting);
    }

    @Override
    public Answer<byte[]> fdFilestatGet(int fd) {
        int stored = room(64);
        return bytes(call("fd_filestat_get", fd, stored), stored, 64);
    }

    @Override
    public int fdFilestatSetSize(int fd, long size) {
        return call("fd_filestat_set_size", fd, size);
    }

    @Override
    public int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags) {
        return call("fd_filestat_set_times", fd, accessed, modified, timeFlags);
    }

    @Override
    public Answer<Filled> fdPread(int fd, long offset, int... lengths) {
        int list = vector(lengths);
        int count = room(4);
        return filled(call("fd_pread", fd, list, lengths.length, offset, count), count, list, lengths);
    }

    @Override
    public Answer<byte[]> fdPrestatGet(int fd) {
        int stored = room(8);
        return bytes(call("fd_prestat_get", fd, stored), stored, 8);
    }

    @Override
    public Answer<byte[]> fdPrestatDirName(int fd, int length) {
        int stored = room(length);
        return bytes(call("fd_prestat_dir_name", fd, stored, length), stored, length);
    }

    @Override
    public Answer<Integer> fdPwrite(int fd, long offset, byte[]... parts) {
        int list = vector(parts);
        int count = room(4);
        return number(call("fd_pwrite", fd, list, parts.length, offset, count), count);
    }

    @Override
    public Answer<Filled> fdRead(int fd, int... lengths) {
        int list = vector(lengths);
        int count = room(4);
        return filled(call("fd_read", fd, list, lengths.length, count), count, list, lengths);
    }

    @Override
    public Answer<Integer> fdReadRepeatedly(int fd, int length, int times) {
        int list = repeated(length, times);
        int count = room(4);
        return number(call("fd_read", fd, list, times, count), count);
    }

    @Override
    public Answer<Filled> fdReaddir(int fd, int length, long cookie) {
        int list = vector(length);
        int count = room(4);
        int errno = call("fd_readdir", fd, memory.readInt(list), length, cookie, count);
        return filled(errno, count, list, length);
    }

    @Override
    public int fdRenumber(int fd, int to) {
        return call("fd_renumber", fd, to);
    }

    @Override
    public Answer<Long> fdSeek(int fd, long offset, int whence) {
        int stored = room(8);
        return position(call("fd_seek", fd, offset, whence, stored), stored);
    }

    @Override
    public int fdSync(int fd) {
        return call("fd_sync", fd);
    }

    @Override
    public Answer<Long> fdTell(int fd) {
        int stored = room(8);
        return position(call("fd_tell", fd, stored), stored);
    }

    @Override
    public Answer<Integer> fdWrite(int fd, byte[]... parts) {
        int list = vector(parts);
        int count = room(4);
        return number(call("fd_write", fd, list, parts.length, count), count);
    }

    @Override
    public Answer<Integer> fdWriteRepeatedly(int fd, int length, int times) {
        int list = repeated(length, times);
        int count = room(4);
        return number(call("fd_write", fd, list, times, count), count);
    }

    @Override
    public int pathCreateDirectory(int dir, byte[] path) {
        return call("path_create_directory", dir, store(path), path.length);
    }

    @Override
    public Answer<byte[]> pathFilestatGet(int dir, int lookup, byte[] path) {
        int name = store(path);
        int stored = room(64);
        return bytes(call("path_filestat_get", dir, lookup, name, path.length, stored), stored, 64);
    }

    @Override
    public int pathFilestatSetTimes(int dir, int lookup, byte[] path, long accessed, long modified, int timeFlags) {
        int name = store(path);
        return call("path_filestat_set_times", dir, lookup, name, path.length, accessed, modified, timeFlags);
    }

    @Override
    public int pathLink(int dir, int lookup, byte[] path, int newDir, byte[] newPath) {
        int name = store(path);
        return call("path_link", dir, lookup, name, path.length, newDir, store(newPath), newPath.length);
    }

    @Override
    public Answer<Integer> pathOpen(
            int dir, int lookup, byte[] path, int openFlags, long rights, long inheriting, int fdFlags) {
        int name = store(path);
        int fd = room(4);
        return number(
                call("path_open", dir, lookup, name, path.length, openFlags, rights, inheriting, fdFlags, fd), fd);
    }

    @Override
    public Answer<Filled> pathReadlink(int dir, byte[] path, int length) {
        int name = store(path);
        int list = vector(length);
        int count = room(4);
        int errno = call("path_readlink", dir, name, path.length, memory.readInt(list), length, count);
        return filled(errno, count, list, length);
    }

    @Override
    public int pathRemoveDirectory(int dir, byte[] path) {
        return call("path_remove_directory", dir, store(path), path.length);
    }

    @Override
    public int pathRename(int dir, byte[] path, int newDir, byte[] newPath) {
        int name = store(path);
        return call("path_rename", dir, name, path.length, newDir, store(newPath), newPath.length);
    }

    @Override
    public int pathSymlink(byte[] text, int dir, byte[] path) {
        int content = store(text);
        return call("path_symlink", content, text.length, dir, store(path), path.length);
    }

    @Override
    public int pathUnlinkFile(int dir, byte[] path) {
        return call("path_unlink_file", dir, store(path), path.length);
    }
}
