package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFUnit without its JUnit extension. */
class PlainJavaTests {

    @Test
    void sandbox_withFileOfDisk_transcodesInMemory(@TempDir Path disk) throws IOException {
        Path input = MediaCatalog.copyTo("mjpeg-pcm-1s.mov", disk.resolve("upload.mov"));

        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Files.copy(input, sandbox.workDirectory().resolve("in.mov"));
            Run run = sandbox.ffmpeg().run("-i", "in.mov", "-c:v", "libx264", "-movflags", "+faststart", "out.mp4");
            assertThat(run.createdFiles())
                    .containsExactly(sandbox.workDirectory().resolve("out.mp4"));
            MediaInfo info = sandbox.ffprobe().probe(sandbox.workDirectory().resolve("out.mp4"));
            assertThat(info.streams()).hasSize(2);
        }
        assertThat(disk).isDirectoryNotContaining(file -> !file.equals(input));
    }
}
