package io.github.ffunit.examples.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A program in WebAssembly's own instructions: what a guest asks of the bridge, with no C library between. */
class AppendTests {
    private static final WasiProgram APPEND = WasiProgram.ofBuild("append");

    @Test
    void append_twice_addsTwoLines() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = Files.createDirectory(memory.getPath("/root"));
            Journal journal = Journal.create();
            for (int run = 0; run < 2; run++) {
                try (VfsBridge bridge =
                        VfsBridge.builder().root(root).journal(journal).open()) {
                    assertThat(APPEND.run(bridge)).isZero();
                }
            }
            assertThat(root.resolve("log")).hasContent("ran\nran\n");
            assertThat(journal.text()).isEqualTo("""
                    path_open(3, "log", CREAT|NOFOLLOW, W, APPEND) = 0 fd 4
                    fd_write(4, 4) = 0 4 at 0
                    path_open(3, "log", CREAT|NOFOLLOW, W, APPEND) = 0 fd 4
                    fd_write(4, 4) = 0 4 at 4
                    """);
        }
    }

    @Test
    void append_toDirectory_exitsWithTheErrno() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = Files.createDirectories(memory.getPath("/root"));
            Files.createDirectory(root.resolve("log"));
            try (VfsBridge bridge = VfsBridge.builder().root(root).open()) {
                assertThat(APPEND.run(bridge)).isEqualTo(Errno.ISDIR.code());
            }
        }
    }
}
