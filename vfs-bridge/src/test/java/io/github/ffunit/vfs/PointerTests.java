package io.github.ffunit.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pointers come first: one that leads out of the guest's memory traps, whatever else is wrong. */
class PointerTests {
    private static final int MEMORY_BYTES = 1 << 18;
    private static final int NOT_OPEN = 99;
    private static final int IOVS = 0;
    /** A list of iovecs fills the first half, what they point to is the second. */
    private static final int HALF = MEMORY_BYTES / 2;

    private final ArrayMemory memory = new ArrayMemory(MEMORY_BYTES);
    private FileSystem fileSystem;
    private VfsBridge bridge;

    @BeforeEach
    void open() throws IOException {
        fileSystem = Jimfs.newFileSystem(Configuration.unix());
        bridge = VfsBridge.builder().root(fileSystem.getPath("/")).open();
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        fileSystem.close();
    }

    /** A call with one pointer, to so many bytes, that are all it needs. */
    @FunctionalInterface
    interface OnePointer {
        int run(Preview1 calls, GuestMemory memory, int pointer);
    }

    private static Arguments call(String name, int bytes, OnePointer call) {
        return Arguments.of(name, bytes, call);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("fd_read iovs", 8, (c, m, p) -> c.fdRead(m, NOT_OPEN, p, 1, 16)),
                call("fd_read result", 4, (c, m, p) -> c.fdRead(m, NOT_OPEN, 0, 0, p)),
                call("fd_write iovs", 8, (c, m, p) -> c.fdWrite(m, NOT_OPEN, p, 1, 16)),
                call("fd_write result", 4, (c, m, p) -> c.fdWrite(m, NOT_OPEN, 0, 0, p)),
                call("fd_pread iovs", 8, (c, m, p) -> c.fdPread(m, NOT_OPEN, p, 1, 0, 16)),
                call("fd_pread result", 4, (c, m, p) -> c.fdPread(m, NOT_OPEN, 0, 0, 0, p)),
                call("fd_pwrite iovs", 8, (c, m, p) -> c.fdPwrite(m, NOT_OPEN, p, 1, 0, 16)),
                call("fd_pwrite result", 4, (c, m, p) -> c.fdPwrite(m, NOT_OPEN, 0, 0, 0, p)),
                call("fd_seek", 8, (c, m, p) -> c.fdSeek(m, NOT_OPEN, 0, 0, p)),
                call("fd_tell", 8, (c, m, p) -> c.fdTell(m, NOT_OPEN, p)),
                call("fd_fdstat_get", 24, (c, m, p) -> c.fdFdstatGet(m, NOT_OPEN, p)),
                call("fd_filestat_get", 64, (c, m, p) -> c.fdFilestatGet(m, NOT_OPEN, p)),
                call("fd_prestat_get", 8, (c, m, p) -> c.fdPrestatGet(m, NOT_OPEN, p)),
                call("fd_prestat_dir_name", 10, (c, m, p) -> c.fdPrestatDirName(m, NOT_OPEN, p, 10)),
                call("fd_readdir buffer", 10, (c, m, p) -> c.fdReaddir(m, NOT_OPEN, p, 10, 0, 16)),
                call("fd_readdir result", 4, (c, m, p) -> c.fdReaddir(m, NOT_OPEN, 0, 0, 0, p)),
                call("path_open path", 3, (c, m, p) -> c.pathOpen(m, NOT_OPEN, 0, p, 3, 0, 0, 0, 0, 16)),
                call("path_open result", 4, (c, m, p) -> c.pathOpen(m, NOT_OPEN, 0, 0, 3, 0, 0, 0, 0, p)),
                call("path_filestat_get path", 3, (c, m, p) -> c.pathFilestatGet(m, NOT_OPEN, 0, p, 3, 16)),
                call("path_filestat_get result", 64, (c, m, p) -> c.pathFilestatGet(m, NOT_OPEN, 0, 0, 3, p)),
                call("path_filestat_set_times", 3, (c, m, p) -> c.pathFilestatSetTimes(m, NOT_OPEN, 0, p, 3, 0, 0, 0)),
                call("path_create_directory", 3, (c, m, p) -> c.pathCreateDirectory(m, NOT_OPEN, p, 3)),
                call("path_remove_directory", 3, (c, m, p) -> c.pathRemoveDirectory(m, NOT_OPEN, p, 3)),
                call("path_unlink_file", 3, (c, m, p) -> c.pathUnlinkFile(m, NOT_OPEN, p, 3)),
                call("path_rename from", 3, (c, m, p) -> c.pathRename(m, NOT_OPEN, p, 3, NOT_OPEN, 0, 3)),
                call("path_rename to", 3, (c, m, p) -> c.pathRename(m, NOT_OPEN, 0, 3, NOT_OPEN, p, 3)),
                call("path_link from", 3, (c, m, p) -> c.pathLink(m, NOT_OPEN, 0, p, 3, NOT_OPEN, 0, 3)),
                call("path_link to", 3, (c, m, p) -> c.pathLink(m, NOT_OPEN, 0, 0, 3, NOT_OPEN, p, 3)),
                call("path_symlink text", 3, (c, m, p) -> c.pathSymlink(m, p, 3, NOT_OPEN, 0, 3)),
                call("path_symlink path", 3, (c, m, p) -> c.pathSymlink(m, 0, 3, NOT_OPEN, p, 3)),
                call("path_readlink path", 3, (c, m, p) -> c.pathReadlink(m, NOT_OPEN, p, 3, 0, 10, 16)),
                call("path_readlink buffer", 10, (c, m, p) -> c.pathReadlink(m, NOT_OPEN, 0, 3, p, 10, 16)),
                call("path_readlink result", 4, (c, m, p) -> c.pathReadlink(m, NOT_OPEN, 0, 3, 0, 10, p)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void pointerOutOfMemory_traps_evenIfNothingIsOpen(String name, int bytes, OnePointer call) {
        Preview1 calls = bridge.preview1();
        assertThat(call.run(calls, memory, MEMORY_BYTES - bytes))
                .as("it just fits")
                .isEqualTo(Errno.BADF.code());
        for (int outside : new int[] {MEMORY_BYTES - bytes + 1, MEMORY_BYTES, Integer.MAX_VALUE, -1, -bytes}) {
            assertThatThrownBy(() -> call.run(calls, memory, outside))
                    .as("at %d", outside)
                    .isInstanceOf(GuestMemory.OutOfBounds.class);
        }
    }

    @Test
    void transfers_ofTwoGigabytes_areInvalid_andOneByteLessIsNot() {
        Guest guest = new Guest(bridge, memory);
        int fd = guest.open("dev/null", 0, Guest.READ | Guest.WRITE);
        // All of them share the second half of the memory, so that together they are larger than it.
        int count = HALF / 8;
        for (int i = 0; i < count; i++) {
            memory.putInt(IOVS + i * 8, HALF);
            memory.putInt(IOVS + i * 8 + 4, HALF);
        }
        assertThat(transfers(guest.calls(), fd, count)).containsOnly(Errno.INVAL.code());
        memory.putInt(IOVS + 4, HALF - 1);
        assertThat(transfers(guest.calls(), fd, count)).containsOnly(Errno.SUCCESS.code());
    }

    private int[] transfers(Preview1 calls, int fd, int count) {
        int result = HALF;
        return new int[] {
            calls.fdRead(memory, fd, IOVS, count, result),
            calls.fdWrite(memory, fd, IOVS, count, result),
            calls.fdPread(memory, fd, IOVS, count, 0, result),
            calls.fdPwrite(memory, fd, IOVS, count, 0, result)
        };
    }
}
