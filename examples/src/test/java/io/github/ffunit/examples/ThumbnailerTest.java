package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@FFmpegTest
class ThumbnailerTest {
    @Test
    void makesAPoster(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
        ffmpeg.run("-i", clip, "-frames:v", 1, dir.resolve("poster.png"));
        assertThat(dir.resolve("poster.png")).isNotEmptyFile();
    }
}
