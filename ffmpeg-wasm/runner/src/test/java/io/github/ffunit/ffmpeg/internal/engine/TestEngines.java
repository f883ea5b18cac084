package io.github.ffunit.ffmpeg.internal.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.nio.file.Path;
import java.util.function.Function;

/** Engines for the small guests that the recipe builds beside FFmpeg. */
final class TestEngines {

    private TestEngines() {}

    /** Of a module that is compiled now. */
    static Engine jvm(Path wasm) {
        WasmModule module = Parser.parse(wasm);
        Function<Instance, Machine> machines = MachineFactoryCompiler.compile(module);
        return JvmEngine.of(new CompiledModule() {
            @Override
            public WasmModule wasmModule() {
                return module;
            }

            @Override
            public Function<Instance, Machine> machineFactory() {
                return machines;
            }
        });
    }

    /** Of the library in the folder of this name. */
    static Engine nativeCode(String name) throws EngineUnavailableException {
        return NativeEngine.of(NativeFiles.in(nativeFolder().resolve(name)));
    }

    /** What the recipe made for the native engine; aborts the test where it made nothing. */
    static Path nativeFolder() {
        String folder = System.getProperty("ffunit.test.native", "");
        assumeTrue(!folder.isEmpty(), "the native engine is left out of this build");
        return Path.of(folder);
    }
}
