package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.FFmpegExtension;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class that says itself what sandbox its tests get. */
class OwnSandboxTests {

    @RegisterExtension
    static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
            .fileSystem(() -> Jimfs.newFileSystem(Configuration.windows()))
            .sandbox(sandbox ->
                    sandbox.environment("FFREPORT", "file=report.log").epoch(Instant.EPOCH))
            .build();

    @Test
    void poster_onWindows_isMadeAndReported(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
        ffmpeg.run("-i", clip, "-frames:v", 1, dir.resolve("poster.png"));

        assertThat(dir.resolve("poster.png").toString()).contains("\\");
        assertThat(dir.resolve("poster.png")).isNotEmptyFile();
        assertThat(dir.resolve("report.log")).content().contains("started on 1970-01-01", "poster.png");
    }
}
