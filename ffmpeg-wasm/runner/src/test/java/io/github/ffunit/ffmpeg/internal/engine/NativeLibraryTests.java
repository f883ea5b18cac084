package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTests {

    /** Where an ELF file says what CPU it is for. */
    private static final int ELF_MACHINE = 18;

    @Test
    void load_ofACpuThatThisOneIsNot_isUnavailableAndSaysSo(@TempDir Path folder) throws IOException {
        copyOfAttacks(folder);
        Files.writeString(folder.resolve("library.properties"), "cpu=x86-64-v99\n");

        assertThatThrownBy(() -> NativeLibrary.load(NativeFiles.in(folder)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessage("it is built for CPUs of level [x86-64-v99], and this one is not");
    }

    @Test
    void load_ofNothing_isUnavailableAndNamesTheFile(@TempDir Path folder) {
        assertThatThrownBy(() -> NativeLibrary.load(NativeFiles.in(folder)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("library.properties");
    }

    @Test
    void load_ofAnotherMachinesLibrary_isUnavailableAndLeavesNoFile(@TempDir Path folder) throws IOException {
        copyOfAttacks(folder);
        Path library = folder.resolve("library.so");
        byte[] bytes = Files.readAllBytes(library);
        bytes[ELF_MACHINE] = 0;
        Files.write(library, bytes);

        assertThatThrownBy(() -> NativeLibrary.load(NativeFiles.in(folder)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("its library cannot be loaded: ");
        assertThat(temporaryLibraries()).isEmpty();
    }

    @Test
    void load_leavesNoFile() throws Exception {
        TestEngines.nativeCode("attacks");

        assertThat(temporaryLibraries()).isEmpty();
    }

    @Test
    void names_ofOffsets_areThoseOfTheFunctionsAround() throws Exception {
        NativeLibrary library =
                NativeLibrary.load(NativeFiles.in(TestEngines.nativeFolder().resolve("attacks")));
        String line =
                Files.readAllLines(TestEngines.nativeFolder().resolve("attacks").resolve("functions.txt")).stream()
                        .filter(candidate -> candidate.endsWith(" recurse_deep"))
                        .findFirst()
                        .orElseThrow();
        long start = Long.parseLong(line, 0, line.indexOf(' '), 16);

        assertThat(library.names(new long[] {start, start + 1, 0})).containsExactly("recurse_deep", "recurse_deep");
    }

    @Test
    void load_withoutTheMachinesArtifact_isUnavailableAndNamesIt() {
        assertThatThrownBy(() -> NativeEngine.load("amiga-m68k"))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessage("no artifact io.github.ffunit:ffunit-ffmpeg-native-amiga-m68k is on the class path");
    }

    @Test
    void platform_isWhatTheArtifactsFolderIsCalled() {
        assertThat(NativeEngine.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(NativeEngine.platform("Mac OS X", "aarch64")).isEqualTo("mac-os-x-aarch64");
    }

    private static void copyOfAttacks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(TestEngines.nativeFolder().resolve("attacks"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static List<Path> temporaryLibraries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("ffunit-" + ProcessHandle.current().pid() + "-"))
                    .toList();
        }
    }
}
