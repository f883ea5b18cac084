package io.github.ffunit.vfs.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.Parser;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real module on Chicory, assembled by hand, works on a file system. */
class ChicoryBindingTests {
    private static final int I32 = 0x7F;
    private static final int I64 = 0x7E;
    private static final int PATH = 0;
    private static final int TEXT = 16;
    private static final int IOVS = 32;
    private static final int FD = 48;
    private static final int COUNT = 56;
    private static final int READ_BUFFER = 64;

    private FileSystem fileSystem;
    private Path root;
    private VfsBridge bridge;

    @BeforeEach
    void open() throws IOException {
        fileSystem = Jimfs.newFileSystem(Configuration.unix());
        root = Files.createDirectory(fileSystem.getPath("/root"));
        bridge = VfsBridge.builder().root(root).open();
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        fileSystem.close();
    }

    /**
     * A module that imports path_open, fd_write and fd_pread, and exports {@code run}: it opens "made" for reading and writing,
     * writes "text!" and reads it back to another place; {@code trap} writes from outside of memory.
     */
    private static byte[] module() {
        WasmBinary types = new WasmBinary()
                .add(4)
                .add(0x60, 9, I32, I32, I32, I32, I32, I64, I64, I32, I32, 1, I32)
                .add(0x60, 4, I32, I32, I32, I32, 1, I32)
                .add(0x60, 5, I32, I32, I32, I64, I32, 1, I32)
                .add(0x60, 0, 1, I32);
        String wasi = "wasi_snapshot_preview1";
        WasmBinary imports = new WasmBinary()
                .add(3)
                .name(wasi)
                .name("path_open")
                .add(0, 0)
                .name(wasi)
                .name("fd_write")
                .add(0, 1)
                .name(wasi)
                .name("fd_pread")
                .add(0, 2);
        WasmBinary exports = new WasmBinary()
                .add(3)
                .name("run")
                .add(0, 3)
                .name("trap")
                .add(0, 4)
                .name("memory")
                .add(2, 0);
        WasmBinary run = new WasmBinary()
                .i32(3)
                .i32(1)
                .i32(PATH)
                .i32(4)
                .i32(1)
                .i64(0b1000010)
                .i64(0)
                .i32(0)
                .i32(FD)
                .add(0x10, 0)
                .i32(FD)
                .add(0x28, 2, 0)
                .i32(IOVS)
                .i32(1)
                .i32(COUNT)
                .add(0x10, 1, 0x72)
                .i32(FD)
                .add(0x28, 2, 0)
                .i32(IOVS + 8)
                .i32(1)
                .i64(0)
                .i32(COUNT)
                .add(0x10, 2, 0x72);
        WasmBinary trap = new WasmBinary().i32(1).i32(65532).i32(1).i32(COUNT).add(0x10, 1);
        WasmBinary data = new WasmBinary()
                .add(3)
                .add(0)
                .i32(PATH)
                .add(0x0B)
                .name("made")
                .add(0)
                .i32(TEXT)
                .add(0x0B)
                .name("text!")
                .add(0)
                .i32(IOVS)
                .add(0x0B, 16)
                .add(TEXT, 0, 0, 0, 5, 0, 0, 0, READ_BUFFER, 0, 0, 0, 10, 0, 0, 0);
        return WasmBinary.module()
                .section(1, types)
                .section(2, imports)
                .section(3, new WasmBinary().add(2, 3, 3))
                .section(5, new WasmBinary().add(1, 0, 1))
                .section(7, exports)
                .section(10, new WasmBinary().add(2).body(run).body(trap))
                .section(11, data)
                .toBytes();
    }

    private Instance instance() {
        return Instance.builder(Parser.parse(module()))
                .withImportValues(ImportValues.builder()
                        .addFunction(ChicoryBinding.importFunctions(bridge))
                        .build())
                .build();
    }

    @Test
    void module_thatWritesAndReads_worksOnTheFileSystem() {
        Instance instance = instance();
        assertThat(instance.export("run").apply()[0]).as("errnos, or-ed").isZero();
        assertThat(root.resolve("made")).hasContent("text!");
        assertThat(instance.memory().readString(READ_BUFFER, 5)).isEqualTo("text!");
        assertThat(instance.memory().readInt(COUNT)).isEqualTo(5);
        assertThat(bridge.changes().created()).containsExactly(root.resolve("made"));
    }

    @Test
    void addressOutsideOfMemory_isATrapOfTheRuntime() {
        assertThatThrownBy(() -> instance().export("trap").apply())
                .isInstanceOf(TrapException.class)
                .hasMessageContaining("out of bounds memory access")
                .hasCauseInstanceOf(GuestMemory.OutOfBounds.class);
    }

    @Test
    void memory_transfersAllSizes_andWindowsComeBack() {
        ChicoryMemory memory = new ChicoryMemory(instance().memory());
        memory.putLong(100, 0x0102030405060708L);
        assertThat(memory.getInt(100)).isEqualTo(0x05060708);
        assertThat(memory.getShort(100)).isEqualTo((short) 0x0708);
        assertThat(memory.getByte(107)).isEqualTo((byte) 1);
        memory.window(200, 2).put((byte) 7).put((byte) 8);
        assertThat(memory.getShort(200)).isEqualTo((short) 0x0807);
        memory.putShort(300, (short) 0x1234);
        memory.putByte(302, (byte) 0x56);
        memory.putInt(304, -1);
        assertThat(memory.getInt(300)).isEqualTo(0x00561234);
        assertThat(memory.getLong(300)).isEqualTo(0xFFFFFFFF_00561234L);
        assertThat(memory.size()).isEqualTo(65536);
        assertThatThrownBy(() -> memory.getInt(65533)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.window(-1, 1)).isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThatThrownBy(() -> memory.window(0, -1)).isInstanceOf(GuestMemory.OutOfBounds.class);
    }
}
