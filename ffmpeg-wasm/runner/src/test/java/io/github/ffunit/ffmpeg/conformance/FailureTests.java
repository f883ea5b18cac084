package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failed command ends as native FFmpeg ends: same exit code, same last line. */
class FailureTests {

    private static final String CLIP = "-f lavfi -i testsrc2=size=32x32:rate=25:duration=0.2 -c:v mpeg4 ";

    record Case(String name, String arguments, int exitCode, String lastLine) {
        @Override
        public String toString() {
            return name;
        }

        List<String> words() {
            return List.of(("-nostdin -hide_banner " + arguments).split(" "));
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "missing input",
                        "-i missing.mp4 out.mp4",
                        254,
                        "Error opening input files: No such file or directory"),
                new Case(
                        "empty file",
                        "-i empty.mp4 out.mp4",
                        183,
                        "Error opening input files: Invalid data found when processing input"),
                new Case(
                        "garbage",
                        "-i garbage.mp4 out.mp4",
                        183,
                        "Error opening input files: Invalid data found when processing input"),
                new Case(
                        "unknown encoder",
                        "-f lavfi -i testsrc2 -c:v nonsense out.mp4",
                        8,
                        "Error opening output files: Encoder not found"),
                new Case(
                        "bad option",
                        "-nonsense 1 -i missing.mp4 out.mp4",
                        8,
                        "Error splitting the argument list: Option not found"),
                new Case(
                        "output to a folder",
                        CLIP + "-y -f mp4 folder",
                        235,
                        "Error opening output files: Is a directory"),
                new Case(
                        "output to a missing folder",
                        CLIP + "missing/out.mp4",
                        254,
                        "Error opening output files: No such file or directory"),
                new Case("existing output", CLIP + "existing.mp4", 0, "Error opening output file existing.mp4."));
    }

    private static void prepare(Path directory) throws IOException {
        Files.createFile(directory.resolve("empty.mp4"));
        Files.writeString(
                directory.resolve("garbage.mp4"), "This is no media file, whatever its name says. ".repeat(50));
        Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("existing.mp4"), "precious");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failure_endsAsDocumented(Case failure) throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            prepare(sandbox.workDirectory());
            Run run = sandbox.ffmpeg().tryRun(failure.words().toArray());

            assertThat(ErrorLines.last(run.logText())).isEqualTo(failure.lastLine);
            assertThat(run.exitCode()).isEqualTo(failure.exitCode);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failure_endsAsNative(Case failure, @TempDir Path directory) throws IOException {
        NativeProgram nativeFFmpeg = NativeProgram.in(directory, "ffmpeg");
        prepare(directory);

        NativeProgram.Result run = nativeFFmpeg.run(failure.words());

        assertThat(ErrorLines.last(run.log())).isEqualTo(failure.lastLine);
        assertThat(run.exitCode()).isEqualTo(failure.exitCode);
    }

    // Native FFmpeg needs a mount of its own for these two: measured by hand on a read-only and on a full tmpfs.

    @Test
    void readOnlyMount_endsAsNative() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.unix());
                FFmpegSandbox sandbox = FFmpegSandbox.builder()
                        .mountReadOnly("/ro", Files.createDirectory(files.getPath("/ro")))
                        .open()) {
            Run run = sandbox.ffmpeg().tryRun(words("-nostdin " + CLIP + "/ro/out.mp4"));

            assertThat(ErrorLines.last(run.logText())).isEqualTo("Error opening output files: Read-only file system");
            assertThat(run.exitCode()).isEqualTo(226);
        }
    }

    @Test
    void fullFileSystem_endsAsNative() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setBlockSize(4096)
                .setMaxSize(64 << 10)
                .setMaxCacheSize(0)
                .build();
        try (FileSystem files = Jimfs.newFileSystem(small);
                FFmpegSandbox sandbox = FFmpegSandbox.builder()
                        .mount("/small", Files.createDirectory(files.getPath("/small")))
                        .open()) {
            Run run = sandbox.ffmpeg()
                    .tryRun(words("-nostdin -f lavfi -i testsrc2=size=320x240:rate=25:duration=1 -c:v rawvideo"
                            + " /small/out.avi"));

            assertThat(ErrorLines.last(run.logText())).isEqualTo("Conversion failed!");
            assertThat(run.logText()).contains("No space left on device");
            assertThat(run.exitCode()).isEqualTo(228);
            assertThat(Files.size(files.getPath("/small/out.avi"))).isEqualTo(64 << 10);
        }
    }
}
