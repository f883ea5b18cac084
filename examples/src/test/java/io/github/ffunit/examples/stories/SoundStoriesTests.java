package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.MediaAssertions.between;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Loudness, silence, and sound that belongs to its pictures. */
@FFmpegTest
class SoundStoriesTests {

    // ---- A loudness normaliser

    @Test
    void normalised_isAsLoudAsAskedFor(FFmpeg ffmpeg, @Media("sine-2s.wav") Path tone, @Work Path dir) {
        ffmpeg.run("-i", tone, "-af", "adelay=500|500,loudnorm=I=-16:TP=-1.5", "-ar", 48_000, "out.wav");

        assertThatMedia(dir.resolve("out.wav")).audio().integratedLoudness().isCloseTo(-16, 0.5);
        assertThatMedia(dir.resolve("out.wav")).audio().truePeak().isAtMost(-1);
        assertThatMedia(dir.resolve("out.wav"))
                .audio()
                .silences()
                .within(Duration.ofMillis(1))
                .containsExactly(between("0.00", "0.50"));
    }

    @Test
    void normalised_halfADecibelTooLoud_isSeen(FFmpeg ffmpeg, @Media("sine-2s.wav") Path tone, @Work Path dir) {
        ffmpeg.run("-i", tone, "-af", "loudnorm=I=-15:TP=-1.5", "-ar", 48_000, "out.wav");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.wav"))
                        .audio()
                        .integratedLoudness()
                        .isCloseTo(-16, 0.5))
                .hasMessage("[/sandbox/out.wav] audio stream 0 integrated loudness: expected -16 LUFS within 0.5"
                        + " but was -15.01 LUFS; the smallest tolerance that passes is 0.991");
    }

    @Test
    void leadIn_thatIsMissing_isSeen(FFmpeg ffmpeg, @Media("sine-2s.wav") Path tone, @Work Path dir) {
        ffmpeg.run("-i", tone, "-af", "adelay=400|400", "out.wav");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.wav"))
                        .audio()
                        .silences()
                        .within(Duration.ofMillis(1))
                        .containsExactly(between("0.00", "0.50")))
                .hasMessage("[/sandbox/out.wav] audio stream 0 silences: expected [0 s to 0.5 s] within 0.001 s"
                        + " but found [0 s to 0.400021 s]; the smallest tolerance that passes is 0.099979 s");
    }

    // ---- A/V sync

    @Test
    void transcoded_flashesAndBeepsTogether(
            FFmpeg ffmpeg, @Media("h264-aac-flash-and-beep-3s.mp4") Path clip, @Work Path dir) {
        ffmpeg.run("-i", clip, "-c:v", "mpeg4", "-c:a", "flac", "out.mkv");

        assertThatMedia(dir.resolve("out.mkv")).avOffset().isWithin(10);
    }

    @Test
    void transcoded_withLateSound_isSeen(
            FFmpeg ffmpeg, @Media("h264-aac-flash-and-beep-3s.mp4") Path clip, @Work Path dir) {
        ffmpeg.run("-i", clip, "-af", "adelay=80:all=1", "-c:v", "mpeg4", "-c:a", "flac", "out.mkv");

        assertThatThrownBy(
                        () -> assertThatMedia(dir.resolve("out.mkv")).avOffset().isWithin(10))
                .hasMessage("[/sandbox/out.mkv] A/V offset: expected 0 ms within 10 but was 80.063 ms; the"
                        + " smallest tolerance that passes is 80.063");
    }
}
