package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@FFmpegTest
class MediaServiceTests {

    private final FFmpeg ffmpeg;
    private final MediaService service;

    MediaServiceTests(FFmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
        this.service = new MediaService(arguments -> ffmpeg.run(arguments).logText());
    }

    @Test
    void poster_ofClip_isPictureOfSameSize(@Media("h264-aac-2s.mp4") Path clip, @Work Path dir) throws IOException {
        service.poster(clip, dir.resolve("poster.png"));

        BufferedImage poster = readImage(dir.resolve("poster.png"));
        assertThat(poster.getWidth()).isEqualTo(320);
        assertThat(poster.getHeight()).isEqualTo(240);
        assertThat(IntStream.range(0, 320).map(x -> poster.getRGB(x, 120)).distinct())
                .as("colours on the middle line")
                .hasSizeGreaterThan(10);
    }

    @Test
    void poster_ofSound_failsWithFFmpegsReason(@Media("sine-2s.wav") Path sound, @Work Path dir) {
        assertThatThrownBy(() -> service.poster(sound, dir.resolve("poster.png")))
                .isInstanceOf(FFmpegExitException.class)
                .hasMessageContaining("matches no streams");
        assertThat(dir.resolve("poster.png")).doesNotExist();
    }

    @Test
    void rendition360p_ofClip_startsToPlayBeforeItIsLoaded(
            FFprobe ffprobe, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) throws IOException {
        Path rendition = dir.resolve("360p.mp4");

        service.rendition360p(clip, rendition);

        MediaInfo media = ffprobe.probe(rendition);
        StreamInfo video = media.streams(StreamInfo.Type.VIDEO).get(0);
        assertThat(video.codecName()).contains("h264");
        assertThat(video.width()).as("a small clip is not enlarged").hasValue(320);
        assertThat(video.height()).hasValue(240);
        assertThat(video.frameCount()).hasValue(50);
        assertThat(video.averageFrameRate()).contains(Rational.of(25));
        assertThat(media.streams(StreamInfo.Type.AUDIO).get(0).codecName()).contains("aac");
        assertThat(Mp4Boxes.isMoovBeforeMdat(clip)).isFalse();
        assertThat(Mp4Boxes.isMoovBeforeMdat(rendition)).isTrue();
    }

    @Test
    void rendition360p_ofLargeClip_has360Lines(FFprobe ffprobe, @Work Path dir) throws IOException {
        Path large = dir.resolve("large.avi");
        Path rendition = dir.resolve("360p.mp4");
        ffmpeg.run("-f", "lavfi", "-i", "testsrc2=size=640x480:rate=25:duration=0.08", "-c:v", "mpeg4", large);

        service.rendition360p(large, rendition);

        StreamInfo video = ffprobe.probe(rendition).streams().get(0);
        assertThat(video.width()).hasValue(480);
        assertThat(video.height()).hasValue(360);
    }

    @Test
    void hls_ofTwoSeconds_hasTwoSegments(FFprobe ffprobe, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir)
            throws IOException {
        Path playlist = service.hls(clip, dir.resolve("hls"));

        List<String> lines = Files.readAllLines(playlist);
        assertThat(lines).startsWith("#EXTM3U").endsWith("#EXT-X-ENDLIST");
        assertThat(lines).filteredOn(line -> !line.startsWith("#")).containsExactly("segment-000.ts", "segment-001.ts");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("#EXTINF:"))
                .containsExactly("#EXTINF:1.000000,", "#EXTINF:1.000000,");
        assertThat(framesIn(ffprobe, playlist)).isEqualTo(50);
    }

    @Test
    void loudness_ofSineWave_isThatOfItsLevel(@Media("sine-2s.wav") Path sound) throws IOException {
        LoudnessReport loudness = service.loudness(sound);

        // FFmpeg's sine has an eighth of full scale: 18.06 dB below
        assertThat(loudness.truePeakDbfs()).isCloseTo(-18.06, within(0.1));
        assertThat(loudness.integratedLufs()).isCloseTo(-21.8, within(0.1));
        assertThat(loudness.rangeLu()).isZero();
    }

    @Test
    void loudness_afterHalvingTheVolume_isSixUnitsLess(@Media("sine-2s.wav") Path sound, @Work Path dir)
            throws IOException {
        Path quiet = dir.resolve("quiet.wav");
        ffmpeg.run("-i", sound, "-af", "volume=0.5", quiet);

        double difference = service.loudness(sound).integratedLufs()
                - service.loudness(quiet).integratedLufs();
        assertThat(difference).isCloseTo(6.0, within(0.15));
    }

    /** What ffprobe counts; of a playlist it prints the stream twice, in its program too. */
    private static long framesIn(FFprobe ffprobe, Path media) {
        return Long.parseLong(ffprobe.run(
                        "-v",
                        "error",
                        "-count_packets",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_packets",
                        "-of",
                        "default=nokey=1:noprint_wrappers=1",
                        media)
                .standardOutputText()
                .lines()
                .findFirst()
                .orElseThrow());
    }

    private static BufferedImage readImage(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ImageIO.read(in);
        }
    }
}
