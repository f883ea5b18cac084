package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatHls;
import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.assertj.MediaAssertions;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.fixtures.Clip;
import io.github.ffunit.fixtures.Sound;
import io.github.ffunit.fixtures.Subtitles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes out to players: playlists and segments, languages and chapters, streams that nobody can seek in. */
@FFmpegTest
class DeliveryStoriesTests {

    // ---- An HLS packager

    private static void packageHls(FFmpeg ffmpeg, Path source, int segmentSeconds) {
        ffmpeg.run(
                "-i",
                source,
                "-map",
                "0:v",
                "-map",
                "0:v",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-g",
                50,
                "-sc_threshold",
                0,
                "-s:v:0",
                "160x120",
                "-s:v:1",
                "80x60",
                "-f",
                "hls",
                "-hls_time",
                segmentSeconds,
                "-hls_playlist_type",
                "vod",
                "-master_pl_name",
                "master.m3u8",
                "-var_stream_map",
                "v:0 v:1",
                "-hls_segment_filename",
                "v%v-%d.ts",
                "v%v.m3u8");
    }

    @Test
    void hls_ofClip_isWhatPlayersNeed(FFmpeg ffmpeg, @Media("h264-barcode-4s.mp4") Path source, @Work Path dir) {
        packageHls(ffmpeg, source, 2);

        assertThatHls(dir.resolve("master.m3u8"))
                .hasVariants(2)
                .hasAllFiles()
                .allSegmentsStartWithKeyframe()
                .hasTrueSegmentDurations()
                .hasAlignedSegments()
                .hasNoTimestampGaps();
        assertThatHls(dir.resolve("v0.m3u8"))
                .hasTargetDuration(Duration.ofSeconds(2))
                .hasEndList();
    }

    @Test
    void hls_withALostSegment_isSeen(FFmpeg ffmpeg, @Media("h264-barcode-4s.mp4") Path source, @Work Path dir)
            throws IOException {
        packageHls(ffmpeg, source, 2);
        Files.delete(dir.resolve("v1-1.ts"));

        assertThatThrownBy(() -> assertThatHls(dir.resolve("master.m3u8")).hasAllFiles())
                .hasMessage("[/sandbox/master.m3u8]: refers to files that are not there:\n  variant 1 segment 1"
                        + " (line 9: v1-1.ts): there is no file [/sandbox/v1-1.ts]");
    }

    // ---- Subtitles, chapters and languages survive

    private static Path film(Path dir) throws IOException {
        return Clip.video()
                .frames(75)
                .audio(Sound.sine(440).language("eng"))
                .subtitles(Subtitles.cue(Duration.ofSeconds(1), Duration.ofMillis(2500), "Hallo")
                        .language("deu"))
                .chapter(Duration.ZERO, "Intro")
                .chapter(Duration.ofSeconds(2), "Main")
                .writeTo(dir.resolve("film.mp4"));
    }

    @Test
    void remux_keepsWhatViewersNeed(FFmpeg ffmpeg, @Work Path dir) throws IOException {
        ffmpeg.run(
                "-i", film(dir), "-map", "0:v", "-map", "0:a", "-map", "0:s", "-c", "copy", "-c:s", "srt", "out.mkv");

        assertThatMedia(dir.resolve("out.mkv"))
                .hasSubtitles(track -> track.hasLanguage("deu").hasCue(0, "0:00:01.000", "0:00:02.500", "Hallo"))
                .hasChapters("Intro", "Main")
                .hasAudio(track -> track.hasLanguage("eng").isDefault());
    }

    @Test
    void remux_thatLosesLanguages_isSeen(FFmpeg ffmpeg, @Work Path dir) throws IOException {
        ffmpeg.run("-i", film(dir), "-map", "0:v", "-map", "0:a", "-map_metadata:s:a", "-1", "-c", "copy", "out.mkv");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mkv")).hasAudio(track -> track.hasLanguage("eng")))
                .hasMessage("[/sandbox/out.mkv] audio stream 1: expected language [eng] but was [none]");
        assertThatThrownBy(
                        () -> assertThatMedia(dir.resolve("out.mkv")).hasSubtitles(track -> track.hasLanguage("deu")))
                .hasMessage("[/sandbox/out.mkv]: expected one subtitle stream or more but has [video h264, audio aac]");
    }

    // ---- Output that can be streamed

    @Test
    void fragments_areWrittenInOneGo(FFmpegSandbox sandbox, @Media("h264-aac-2s.mp4") Path in) {
        Run run = sandbox.ffmpeg()
                .run("-i", in, "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "-f", "mp4", "out.mp4");

        MediaAssertions.assertThat(run).journal().neverSeeksBackwards("/sandbox/out.mp4");
    }

    @Test
    void probing_readsTheBeginningAlone(FFprobe ffprobe, @Media("h264-aac-faststart-1s.mp4") Path in) {
        Run run = ffprobe.run("-show_format", in);

        MediaAssertions.assertThat(run).journal().bytesReadAtMost("/media/h264-aac-faststart-1s.mp4", 64 * 1024);
    }

    @Test
    void output_thatSeeksBack_isSeen(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in) {
        Run run = ffmpeg.run("-i", in, "-c", "copy", "out.mp4");

        assertThatThrownBy(() -> MediaAssertions.assertThat(run).journal().neverSeeksBackwards("/sandbox/out.mp4"))
                .hasMessage("run of ffmpeg journal: expected no step back in [/sandbox/out.mp4] but found 1,"
                        + " the first from byte 85906 to 40");
    }
}
