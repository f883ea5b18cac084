package io.github.ffunit.examples.wasi;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.chicory.ChicoryBinding;
import io.github.ffunit.vfs.preview1.HostCall;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A WASI command: each run is an instance of its own, over the bridge that it is given. */
final class WasiProgram {
    private final WasmModule module;

    private WasiProgram(WasmModule module) {
        this.module = module;
    }

    /** One of the programs that the build makes of {@code src/main/wasm}. */
    static WasiProgram ofBuild(String name) {
        return new WasiProgram(Parser.parse(Path.of("target", "programs", name + ".wasm")));
    }

    /** Runs the program to its end; returns its exit code. */
    int run(VfsBridge bridge, String... arguments) {
        ImportValues imports = ImportValues.builder()
                .addFunction(ChicoryBinding.importFunctions(bridge))
                .addFunction(othersThan(bridge.hostCalls(), arguments))
                .build();
        try {
            // A command has done its work when its start function returns, or when it calls proc_exit.
            Instance.builder(module).withImportValues(imports).build();
            return 0;
        } catch (WasiExitException e) {
            return e.exitCode();
        }
    }

    /** The runtime's own WASI without its files: arguments, environment, clocks, random numbers, exit. */
    private static HostFunction[] othersThan(List<HostCall> files, String... arguments) {
        WasiOptions options = WasiOptions.builder()
                .withArguments(List.of(arguments))
                .withRandom(new Random(0))
                .build();
        Set<String> names = files.stream().map(HostCall::name).collect(Collectors.toSet());
        return Arrays.stream(WasiPreview1.builder().withOptions(options).build().toHostFunctions())
                .filter(function -> !names.contains(function.name()))
                .toArray(HostFunction[]::new);
    }
}
