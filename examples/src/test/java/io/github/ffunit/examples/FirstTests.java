package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests of docs/tutorial-first-test.md. */
@FFmpegTest
class FirstTests {

    @Test
    void scale_toHalfWidth_keepsAspectRatio(
            FFmpeg ffmpeg, FFprobe ffprobe, @Media("h264-10bit-1s.mp4") Path clip, @Work Path dir) {
        Path small = dir.resolve("small.avi");

        ffmpeg.run("-i", clip, "-vf", "scale=80:-2", "-c:v", "mpeg4", small);

        StreamInfo video = ffprobe.probe(small).streams().get(0);
        assertThat(video.width()).hasValue(80);
        assertThat(video.height()).hasValue(60);
    }

    @Test
    void input_missing_failsWithFFmpegsExitCode(FFmpeg ffmpeg) {
        assertThatThrownBy(() -> ffmpeg.run("-i", "missing.mp4", "out.mkv"))
                .isInstanceOf(FFmpegExitException.class)
                .hasMessageContaining("No such file or directory");

        Run run = ffmpeg.tryRun("-i", "missing.mp4", "out.mkv");
        assertThat(run.exitCode()).isEqualTo(254);
    }
}
