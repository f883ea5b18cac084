package io.github.ffunit.examples;

import static io.github.ffunit.assertj.MediaAssertions.assertThatImage;

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
        assertThatImage(dir.resolve("poster.png")).hasSize(320, 240).isNotBlank();
    }
}
