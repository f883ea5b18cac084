package io.github.ffunit.compiler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCompilerTests {

    private static final String MACHINE = "io/github/ffunit/ffmpeg/module/FFmpegModuleMachine.class";

    /** Times 81 pairs: well above the 10,000 or so calls after which HotSpot's second compiler takes over. */
    private static final int ROUNDS_UNTIL_COMPILED = 1_000;

    private final Path folder;

    ModuleCompilerTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void compile_validModule_isFoundByServiceLoaderAndRuns() throws IOException {
        Path classes = compile(TestModule.comparisonAndCopy());

        try (URLClassLoader loader = loader(classes)) {
            Instance instance = instantiate(loader);
            instance.memory().write(0, new byte[] {1, 2, 3});
            instance.export("copy").apply(100, 0, 3);

            assertThat(instance.memory().readBytes(100, 3)).containsExactly(1, 2, 3);
            assertThat(instance.export("ge").apply(5, 4)).containsExactly(1);
            assertThat(instance.export("ge").apply(4, 5)).containsExactly(0);
        }
    }

    @Test
    void unsignedComparison_compiledByTheJit_agreesWithLongArithmetic() throws IOException {
        int[] edges = {
            0, 1, 2, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -2, -1
        };

        try (URLClassLoader loader = loader(compile(TestModule.comparisonAndCopy()))) {
            ExportFunction greaterOrEqual = instantiate(loader).export("ge");
            for (int round = 0; round < ROUNDS_UNTIL_COMPILED; round++) {
                for (int a : edges) {
                    for (int b : edges) {
                        boolean expected = Integer.toUnsignedLong(a) >= Integer.toUnsignedLong(b);
                        assertThat(greaterOrEqual.apply(a, b)[0] == 1)
                                .as("%d >= %d as unsigned, round %d", a, b, round)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void compilerClasses_decideTheKey_areAllThatThereAre() throws Exception {
        Path compiled = Path.of(ModuleCompiler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        try (Stream<Path> files = Files.list(compiled.resolve("io/github/ffunit/compiler"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".class", ""))
                            .filter(name -> !name.equals("package-info")))
                    .containsExactlyInAnyOrderElementsOf(ModuleCompiler.COMPILER_CLASSES);
        }
    }

    @Test
    void compile_functionTooBigForHotSpot_isListed() throws IOException {
        Path classes = compile(TestModule.withLargeFunction());

        assertThat(classes.resolve("META-INF/ffunit/large-functions.txt"))
                .content()
                .matches("ge \\d{5}\n");
    }

    @Test
    void compile_smallFunctionsOnly_listsNone() throws IOException {
        Path classes = compile(TestModule.comparisonAndCopy());

        assertThat(classes.resolve("META-INF/ffunit/large-functions.txt")).isEmptyFile();
    }

    @Test
    void compile_moduleWithNames_keepsThemForCrashes() throws IOException {
        Path classes = compile(TestModule.comparisonAndCopy());

        assertThat(classes.resolve("META-INF/ffunit/function-names.txt")).hasContent("ge\ncopy\n");
    }

    @Test
    void compile_sameModuleAgain_comesFromTheCache() throws IOException {
        compile(TestModule.comparisonAndCopy());
        Path cached = onlyEntry(cache()).resolve(MACHINE);
        byte[] marked = "from the cache".getBytes(UTF_8);
        Files.write(cached, marked);

        Path classes = compile(TestModule.comparisonAndCopy());

        assertThat(classes.resolve(MACHINE)).hasBinaryContent(marked);
    }

    @Test
    void moveUnlessThere_anotherBuildWasFaster_keepsItsResult() throws IOException {
        Path slower = Files.createDirectory(folder.resolve("slower"));
        Files.writeString(slower.resolve("a"), "slower");
        Path result = Files.createDirectory(folder.resolve("result"));
        Files.writeString(result.resolve("a"), "faster");

        ModuleCompiler.moveUnlessThere(slower, result);

        assertThat(result.resolve("a")).hasContent("faster");
    }

    @Test
    void moveUnlessThere_nothingToMove_fails() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> ModuleCompiler.moveUnlessThere(missing, folder.resolve("result")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void compile_filesAlreadyRight_areNotTouched() throws IOException {
        Path machine = compile(TestModule.comparisonAndCopy()).resolve(MACHINE);
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(machine, longAgo);

        compile(TestModule.comparisonAndCopy());

        assertThat(Files.getLastModifiedTime(machine)).isEqualTo(longAgo);
    }

    @Test
    void compile_functionTooBigForTheJvm_failsAndLeavesNothing() {
        assertThatThrownBy(() -> compile(TestModule.withHugeFunction()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + folder.resolve("module.wasm") + "] does not compile to JVM classes: ");

        assertThat(cache()).isEmptyDirectory();
    }

    @Test
    void compile_garbage_failsAndLeavesNothing() {
        assertThatThrownBy(() -> compile(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + folder.resolve("module.wasm") + "] does not compile to JVM classes: ");

        assertThat(cache()).isEmptyDirectory();
    }

    @Test
    void compile_missingModule_namesTheFile() {
        Path missing = folder.resolve("missing.wasm");

        assertThatThrownBy(() -> new ModuleCompiler(cache()).compile(missing, folder.resolve("classes")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    @Test
    void main_wrongNumberOfArguments_saysWhatItTakes() {
        assertThatThrownBy(() -> ModuleCompiler.main(new String[] {"a.wasm"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ModuleCompiler got [a.wasm] but takes three arguments: the wasm file, the folder for the"
                        + " classes, the cache folder");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path compile(byte[] module) throws IOException {
        Path wasm = Files.write(folder.resolve("module.wasm"), module);
        Path classes = folder.resolve("classes");
        new ModuleCompiler(cache()).compile(wasm, classes);
        return classes;
    }

    private static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ModuleCompilerTests.class.getClassLoader());
    }

    private static Instance instantiate(ClassLoader loader) {
        CompiledModule module =
                ServiceLoader.load(CompiledModule.class, loader).findFirst().orElseThrow();
        return Instance.builder(module.wasmModule())
                .withMachineFactory(module.machineFactory())
                .build();
    }

    private static Path onlyEntry(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            List<Path> all = entries.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
