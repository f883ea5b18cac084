package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.fixtures.Clip;
import io.github.ffunit.fixtures.MediaCatalog;
import io.github.ffunit.fixtures.MediaItem;
import io.github.ffunit.fixtures.oracle.Barcode;
import io.github.ffunit.fixtures.oracle.Mp4Boxes;
import io.github.ffunit.fixtures.oracle.WavFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/fixtures.md shows of files and of readers. */
@FFmpegTest
class MediaForTestsTests {

    @Test
    void file_ofCatalogue_isCopied(@Work Path dir) throws IOException {
        Path clip = MediaCatalog.copyTo("h264-rotated-90-1s.mp4", dir.resolve("in.mp4"));

        assertThat(clip).isNotEmptyFile();
    }

    @Test
    void item_knowsWhatIsInItsFile() {
        MediaItem item = MediaCatalog.item("h264-aac-2s.mp4");
        assertThat(item.videoFrames()).isEqualTo(50);
        assertThat(item.sha256()).hasSize(64); // of the file
        assertThat(item.frameMd5()).isNotEmpty(); // of each decoded frame, as ffmpeg -f framemd5 says it
        assertThat(item.manifest().sizeBytes())
                .isPositive(); // beside time base, length in ticks, frames with time stamps
    }

    @Test
    void number_isReadFromTheFrame(FFmpeg ffmpeg, @Work Path dir) throws IOException {
        Path out = Clip.video().barcode().writeTo(dir.resolve("out.mp4"));

        byte[] luma = ffmpeg.run(
                        "-i",
                        out,
                        "-vf",
                        "select=eq(n\\,10)",
                        "-frames:v",
                        1,
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gray",
                        "-")
                .standardOutput();
        assertThat(Barcode.read(luma, 160, 120, 160)).hasValue(10);
    }

    @Test
    void outputs_areReadWithoutFFmpeg(FFmpeg ffmpeg, @Work Path dir) throws IOException {
        Path clip = MediaCatalog.copyTo("h264-aac-2s.mp4", dir.resolve("in.mp4"));

        ffmpeg.run("-i", clip, "-c", "copy", "-movflags", "+faststart", dir.resolve("out.mp4"));
        ffmpeg.run("-i", clip, "-vn", "-ac", 1, "-c:a", "pcm_s16le", dir.resolve("out.wav"));

        Mp4Boxes mp4 = Mp4Boxes.read(dir.resolve("out.mp4"));
        assertThat(mp4.isMoovBeforeMdat()).isTrue();
        assertThat(mp4.track("vide").orElseThrow().samples().count()).isEqualTo(50);
        WavFile sound = WavFile.read(dir.resolve("out.wav"));
        assertThat(sound.sampleRate()).isEqualTo(48_000);
        assertThat(sound.samples()).contains(0).hasSizeGreaterThan(90_000);
    }
}
