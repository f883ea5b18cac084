package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.fixtures.Container.AVI;
import static io.github.ffunit.fixtures.Container.MATROSKA;
import static io.github.ffunit.fixtures.Container.MOV;
import static io.github.ffunit.fixtures.Container.MP4;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.params.MediaCase;
import io.github.ffunit.params.MediaMatrix;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every container with every codec. */
@FFmpegTest
class MatrixStoriesTests {

    @ParameterizedTest(name = "{0}")
    @MediaMatrix(
            containers = {MP4, MATROSKA, MOV, AVI},
            video = {"mpeg4", "mjpeg"},
            audio = {"aac", "flac", "pcm_s16le"})
    void remux_keepsPackets(MediaCase media, FFmpeg ffmpeg, @Work Path dir) throws IOException {
        Path source = media.writeTo(dir);

        ffmpeg.run("-i", source, "-map", "0", "-c", "copy", "out.mkv");

        assertThatMedia(dir.resolve("out.mkv")).hasSamePayloadAs(source);
    }

    @Test
    void remux_thatEncodesAgain_isSeen(FFmpeg ffmpeg, @Media("mpeg4-mp2-2s.avi") Path source, @Work Path dir) {
        ffmpeg.run("-i", source, "-map", "0", "-c:v", "copy", "-c:a", "mp2", "out.mkv");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mkv")).hasSamePayloadAs(source))
                .hasMessage("[/sandbox/out.mkv]: expected the packets of [/media/mpeg4-mp2-2s.avi] but stream 1:"
                        + " packet 0 has other content, as have 84 of 84 packets");
    }
}
