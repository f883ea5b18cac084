package io.github.ffunit.examples.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.ChicoryException;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that never ends by itself. */
class SpinTests {
    private static final WasiProgram SPIN = WasiProgram.ofBuild("spin");

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void interrupt_endsTheProgram() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
                VfsBridge bridge =
                        VfsBridge.builder().root(memory.getPath("/work")).open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> SPIN.run(bridge))
                    .isInstanceOf(ChicoryException.class)
                    .hasMessageContaining("interrupt");
        } finally {
            assertThat(Thread.interrupted())
                    .as("whether the thread still knows of it")
                    .isTrue();
        }
    }
}
