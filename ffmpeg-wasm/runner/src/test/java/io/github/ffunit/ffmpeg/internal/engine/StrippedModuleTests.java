package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StrippedModuleTests {

    /** Those of FFmpeg are all constants; a compiler that writes them in another way would make each start slow again. */
    @Test
    void leavesNoFunctionPointerToTheInstance() {
        CompiledModule ffmpeg = ServiceLoader.load(CompiledModule.class).stream()
                .filter(provider -> provider.type().getName().startsWith("io.github.ffunit."))
                .findFirst()
                .orElseThrow()
                .get();

        WasmModule module = StrippedModule.read(ffmpeg.getClass()).module();

        assertThat(module.elementSection().elementCount()).isZero();
        assertThat(module.functionSection().functionCount()).isGreaterThan(10_000);
        assertThat(ffmpeg.wasmModule().elementSection().elementCount()).isPositive();
    }

    @Test
    void namesTheFileAndTheArtifactThatMissesIt() {
        assertThatThrownBy(() -> StrippedModule.read(WithoutFile.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("[WithoutFile.meta]")
                .hasMessageContaining("ffunit-ffmpeg-module");
    }

    private static final class WithoutFile implements CompiledModule {

        @Override
        public WasmModule wasmModule() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Function<Instance, Machine> machineFactory() {
            throw new UnsupportedOperationException();
        }
    }
}
