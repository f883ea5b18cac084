package io.github.ffunit.ffmpeg.conformance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same command lines give the same files, messages and exit codes on every file system. */
class BackendTests {

    /** Those whose lines write or read files; the others of the corpus are pipes from generator to checksum. */
    private static final Set<String> GROUPS =
            Set.of("video-coder", "audio-coder", "x264", "muxer", "probe", "program", "file", "failure");

    private static final long SMALL_DISK = 40_000;

    private static final Corpus.Line READ_ONLY =
            Corpus.failure("read-only", "ffmpeg $V -c:v mpeg4 /ro/new.mp4 && ffmpeg -y $V -c:v mpeg4 /ro/kept.mp4");
    private static final Corpus.Line FULL =
            Corpus.failure("full", "ffmpeg $W -c:v mpeg4 fits.mp4 && ffmpeg $W -c:v rawvideo out.avi");

    /** What the lines give in a sandbox as it is by default. */
    private static Map<String, Map<String, String>> expected = Map.of();

    private static Map<String, String> readOnly = Map.of();
    private static Map<String, String> full = Map.of();

    /** All of those groups where the fast engine is; else, and of the many coders that write one file each, the core. */
    private static List<Corpus.Line> lines() {
        boolean fast = Corpus.engine().startsWith("native");
        return Corpus.lines().stream()
                .filter(line -> GROUPS.contains(line.group()))
                .filter(line -> line.core() || (fast && !line.group().endsWith("-coder")))
                .toList();
    }

    @BeforeAll
    static void runOnJimfs(@TempDir Path temporary) throws IOException {
        expected = lines().stream().collect(toMap(Corpus.Line::name, Corpus::run));
        readOnly = runReadOnly(Backend.JIMFS_UNIX, temporary);
        full = runFull(Backend.JIMFS_UNIX, temporary);
    }

    @ParameterizedTest
    @EnumSource
    void lines_onAnyFileSystem_giveTheSame(Backend backend, @TempDir Path temporary) throws IOException {
        long start = System.nanoTime();
        Map<String, Map<String, String>> results = new TreeMap<>();
        for (Corpus.Line line : lines()) {
            try (Backend.Disk disk = backend.open(temporary)) {
                results.put(line.name(), run(line, disk, disk.root()));
            }
        }

        long files = results.values().stream()
                .flatMap(result -> result.keySet().stream())
                .filter(BackendTests::isFile)
                .count();
        System.out.printf(
                "%s: %d command lines wrote %d files in %d ms%n",
                backend, results.size(), files, (System.nanoTime() - start) / 1_000_000);
        assertThat(files).as("files written").isGreaterThan(100);
        assertThat(results).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void readOnlyMount_onAnyFileSystem_givesTheSame(Backend backend, @TempDir Path temporary) throws IOException {
        assertThat(runReadOnly(backend, temporary))
                .containsEntry("exit", "226 226")
                .isEqualTo(readOnly);
    }

    @ParameterizedTest
    @EnumSource
    void fullDisk_onAnyFileSystem_givesTheSame(Backend backend, @TempDir Path temporary) throws IOException {
        assertThat(runFull(backend, temporary)).containsEntry("exit", "0 228").isEqualTo(full);
    }

    private static Map<String, String> runReadOnly(Backend backend, Path temporary) throws IOException {
        try (Backend.Disk disk = backend.open(temporary)) {
            Path folder = Files.createDirectory(disk.root().resolve("ro"));
            Files.writeString(folder.resolve("kept.mp4"), "kept");
            Map<String, String> results;
            try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                    .root(disk.root())
                    .mountReadOnly("/ro", folder)
                    .open()) {
                results = Corpus.run(READ_ONLY, sandbox);
            }
            assertThat(Corpus.files(folder)).as("files in [%s]", folder).containsOnlyKeys("file kept.mp4");
            assertThat(folder.resolve("kept.mp4")).hasContent("kept");
            return results;
        }
    }

    private static Map<String, String> runFull(Backend backend, Path temporary) throws IOException {
        try (Backend.Disk disk = backend.open(temporary)) {
            FaultyFileSystem small = FaultyFileSystem.of(disk.root().getFileSystem(), FaultPlan.diskOf(SMALL_DISK));
            return run(FULL, disk, small.wrap(disk.root()));
        }
    }

    /** Runs a line; returns its results, with the files as they are stored after the guest has ended. */
    private static Map<String, String> run(Corpus.Line line, Backend.Disk disk, Path root) throws IOException {
        Map<String, String> results;
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().root(root).open()) {
            results = Corpus.run(line, sandbox);
        }
        results.keySet().removeIf(BackendTests::isFile);
        results.putAll(Corpus.files(disk.storing().store().resolve("sandbox")));
        return results;
    }

    private static boolean isFile(String result) {
        return result.startsWith("file ");
    }
}
