package io.github.ffunit.ffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MainTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path outside;
    private final Path directory;

    MainTests(@TempDir Path folder) throws IOException {
        outside = Files.writeString(folder.resolve("outside.mp4"), "not for the guest");
        directory = Files.createDirectory(folder.resolve("current"));
    }

    @Test
    void run_relativeAndAbsolutePaths_areTheHosts() {
        assertThat(run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=0.1", "a.wav"))
                .as(this::messages)
                .isZero();
        String absolute = directory.resolve("a.wav").toString();
        assertThat(run("ffprobe", "-v", "error", "-show_entries", "format=filename", "-of", "csv=p=0", absolute))
                .as(this::messages)
                .isZero();

        assertThat(directory.resolve("a.wav")).isNotEmptyFile();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(absolute + "\n");
    }

    @Test
    void run_streams_passThroughAsBytes() {
        byte[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        int exitCode = run(samples, "ffmpeg", "-v", "error", "-f", "s16le", "-i", "-", "-f", "s16le", "-");

        assertThat(exitCode).as(this::messages).isZero();
        assertThat(out.toByteArray()).isEqualTo(samples);
    }

    @Test
    void run_missingFile_givesFFmpegsMessageAndExitCodeAndNoHint() {
        assertThat(run("ffmpeg", "-v", "error", "-i", "missing.mp4", "b.wav")).isEqualTo(254);

        assertThat(messages())
                .endsWith("Error opening input files: No such file or directory\n")
                .doesNotContain("hint");
    }

    @Test
    void run_fileOutsideOfTheDirectory_isMissingWithAHint() {
        assertThat(run("ffprobe", "-v", "error", outside.toString())).isEqualTo(1);

        assertThat(messages())
                .isEqualTo(outside + ": No such file or directory\nhint: [" + outside
                        + "] lies outside of the current directory [" + directory
                        + "], which is all that this FFmpeg sees; run it from a directory above both\n");
    }

    @Test
    void run_unknownProgram_printsUsage() {
        assertThat(run("ffplay", "a.mp4")).isEqualTo(64);
        assertThat(messages()).startsWith("usage: ffmpeg ARGUMENTS... or ffprobe ARGUMENTS...");
    }

    private int run(String... command) {
        return run(new byte[0], command);
    }

    private int run(byte[] in, String... command) {
        return new Main(directory, new ByteArrayInputStream(in), out, err).run(List.of(command));
    }

    private String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
