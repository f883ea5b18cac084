package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertSoftly;
import static io.github.ffunit.assertj.MediaAssertions.assertThat;
import static io.github.ffunit.assertj.MediaAssertions.assertThatDash;
import static io.github.ffunit.assertj.MediaAssertions.assertThatHls;
import static io.github.ffunit.assertj.MediaAssertions.assertThatImage;
import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.MediaAssertions.ticks;
import static io.github.ffunit.assertj.QualityLimit.psnrAtLeast;
import static io.github.ffunit.assertj.QualityLimit.ssimAtLeast;

import io.github.ffunit.assertj.CorpusMedia.Recipe;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The cookbook of {@code docs/assertions.md}, on outputs that are as they should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookbookTests {

    private final CorpusMedia media;

    /** Four streams, lossless: what others are made of. */
    private final Path film;

    /** Pictures and the first sound of it. */
    private final Path source;

    CookbookTests() throws IOException {
        media = new CorpusMedia();
        film = media.make(Recipe.good());
        source = ffmpeg("source.mp4", "-i", film, "-map", "0:v", "-map", "0:a:0", "-map_chapters", -1, "-c", "copy");
    }

    @AfterAll
    void close() {
        media.close();
    }

    private Path ffmpeg(String name, Object... arguments) throws IOException {
        Path out = media.folder().resolve(name);
        List<Object> command = new ArrayList<>(List.of(arguments));
        command.add(out);
        media.sandbox().ffmpeg().run(command.toArray());
        return out;
    }

    private Path rendition(String videoFilter) throws IOException {
        return ffmpeg(
                "out.mp4",
                "-i",
                source,
                "-vf",
                videoFilter,
                "-c:v",
                "libx264",
                "-crf",
                12,
                "-g",
                10,
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
    }

    @Test
    void rendition_isWhatWasAskedFor() throws IOException {
        Path out = rendition("scale=80:60");

        assertThatMedia(out)
                .hasFormat("mp4")
                .hasSingleVideo(video -> video.hasCodec("h264").hasSize(80, 60).hasEvenSize())
                .hasSingleAudio(audio -> audio.hasCodec("aac").hasChannels(2).hasSampleRate(48_000))
                .hasStreamCount(2);
    }

    @Test
    void durations_areExact() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out)
                .video()
                .hasFrameCount(25)
                .hasFrameRate(25)
                .hasConstantFrameRate()
                .hasDuration(ticks(12_800).per(12_800));
    }

    @Test
    void file_isWholeAndReadyForTheWeb() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out).isWellFormed();
        assertThatMedia(out).hasMoovBeforeMdat().mp4().hasFragments(0).hasBrand("isom");
    }

    @Test
    void copy_hasTheSamePackets() throws IOException {
        Path out = rendition("null");
        Path copy = ffmpeg("copy.mp4", "-i", out, "-map", 0, "-c", "copy");

        assertThatMedia(copy).hasSamePacketsAs(out);
    }

    @Test
    void frames_areAllThere() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out).video().showsFrames(IntStream.range(0, 25).toArray());
    }

    @Test
    void quality_isThatOfTheWorstFrame() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out)
                .video()
                .comparedTo(source)
                .everyFrame(psnrAtLeast(30))
                .percentOfFrames(90, ssimAtLeast(0.95));
    }

    @Test
    void lossless_isEveryBit() throws IOException {
        Path lossless = ffmpeg("lossless.mkv", "-i", source, "-c:v", "ffv1", "-c:a", "flac");

        assertThatMedia(lossless).video().comparedTo(source).isIdentical();
        assertThatMedia(lossless).audio().hasSameSamplesAs(source);
    }

    @Test
    void file_canBeCutAndShowsSomething() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out)
                .video()
                .startsWithKeyframe()
                .hasKeyframeIntervalAtMost(10)
                .hasClosedGops();
        assertThatMedia(out).video().blackSpans(Duration.ZERO).areNone();
        assertThatMedia(out).video().frozenSpans(Duration.ofMillis(200)).areNone();
    }

    @Test
    void sound_isAsLoudAndAsHighAsItShouldBe() throws IOException {
        Path out = rendition("null");

        assertThatMedia(out).audio().integratedLoudness().isCloseTo(-12.5, 0.5);
        assertThatMedia(out).audio().truePeak().isAtMost(-1);
        assertThatMedia(out).audio().dominantFrequency(0).isCloseTo(440, 0.5);
        assertThatMedia(out).audio().dominantFrequency(1).isCloseTo(880, 0.5);
    }

    @Test
    void sound_staysWhereItWas() throws IOException {
        Path lossless = ffmpeg("lossless.mkv", "-i", source, "-c:v", "ffv1", "-c:a", "flac");

        assertThatMedia(lossless).audio().offsetTo(source).isWithin(0);
        assertThatMedia(lossless).audio().silences().areNone();
    }

    @Test
    void film_hasLanguagesSubtitlesAndChapters() {
        assertThatMedia(film).audio(0).hasLanguage("deu").isDefault();
        assertThatMedia(film).audio(1).hasLanguage("eng").hasNoDisposition("default");
        assertThatMedia(film).subtitles().hasLanguage("deu").hasCue(0, "0.1", "0.4", "Hallo");
        assertThatMedia(film).hasChapters("Intro", "Main").hasChapterAt(1, "0.5", "1");
    }

    @Test
    void poster_showsSomething() throws IOException {
        Path poster = ffmpeg("poster.png", "-i", film, "-frames:v", 1);

        assertThatImage(poster).hasSize(160, 120).isNotBlank();
    }

    @Test
    void package_ofHls_isWhole() throws IOException {
        Path master = media.pack("mpegts", folder -> {});

        assertThatHls(master)
                .hasVariants(2)
                .hasAllFiles()
                .hasNoOtherFiles()
                .hasEndList()
                .keepsTargetDuration()
                .hasTrueSegmentDurations()
                .allSegmentsStartWithKeyframe()
                .hasAlignedSegments()
                .hasNoTimestampGaps()
                .hasTrueCodecs()
                .hasTrueResolutions();
        assertThatHls(master).variant(1).hasResolution(80, 60).segment(2).hasFrameCount(15);
    }

    @Test
    void package_ofDash_isWhole() throws IOException {
        Path manifest = ffmpeg(
                "manifest.mpd",
                "-i",
                source,
                "-c:v",
                "libx264",
                "-g",
                5,
                "-c:a",
                "aac",
                "-seg_duration",
                0.4,
                "-f",
                "dash");

        assertThatDash(manifest)
                .isStatic()
                .hasRepresentations(2)
                .hasAllFiles()
                .hasTrueSegmentDurations()
                .allSegmentsStartWithKeyframe()
                .hasTrueCodecs();
    }

    @Test
    void run_streamsItsOutput() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().journal(true).open()) {
            Path stream = sandbox.workDirectory().resolve("out.ts");
            Run run = sandbox.ffmpeg().run("-f", "lavfi", "-i", "testsrc2=s=32x32:d=0.2", "-c:v", "mpeg4", stream);
            Run probe = sandbox.ffprobe().run("-v", "error", "-show_format", stream);

            assertThat(run).succeeded().hasNoWarnings().createdOnly(stream);
            assertThat(run).journal().neverSeeksBackwards("/sandbox/out.ts").changesNothingOutside("/sandbox");
            assertThat(probe).journal().openedOnly("/sandbox/out.ts").bytesReadAtMost("/sandbox/out.ts", 262_144);
        }
    }

    @Test
    void failures_comeTogether() throws IOException {
        Path out = rendition("scale=80:60");
        Path master = media.pack("mpegts", folder -> {});

        assertSoftly(softly -> {
            softly.assertThatMedia(out)
                    .as("rendition")
                    .hasMoovBeforeMdat()
                    .video()
                    .hasSize(80, 60);
            softly.assertThatHls(master).hasVariants(2);
        });
    }
}
