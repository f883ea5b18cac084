package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.MediaAssertions.between;
import static io.github.ffunit.assertj.MediaAssertions.ticks;
import static io.github.ffunit.assertj.TestMedia.failureOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each assertion of a stream, and of pictures, once good and once failing. */
class VideoAssertTests {

    private static final TestMedia MEDIA = new TestMedia();
    private static final Path CLIP = MEDIA.catalog("h264-aac-2s.mp4");

    /** One for all: what it was asked it remembers. */
    private static final MediaAssert ASSERTED = assertThatMedia(CLIP);

    private static final String ME = "[/sandbox/h264-aac-2s.mp4] video stream 0";

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    private static VideoAssert clip() {
        return ASSERTED.video();
    }

    private static VideoAssert catalog(String name) {
        return assertThatMedia(MEDIA.catalog(name)).video();
    }

    // ---- facts of any stream

    @Test
    void codecAndProfile_areNamed() {
        clip().hasCodec("h264").hasProfile("High");

        failureOf(() -> clip().hasCodec("hevc")).isEqualTo(ME + ": expected codec [hevc] but was [h264]");
        failureOf(() -> clip().hasProfile("Main")).isEqualTo(ME + ": expected profile [Main] but was [High]");
    }

    @Test
    void tagsAndDispositions_areExact() {
        clip().hasLanguage("und")
                .hasTag("handler_name", "VideoHandler")
                .isDefault()
                .hasNoDisposition("forced");

        failureOf(() -> clip().hasLanguage("deu")).isEqualTo(ME + ": expected language [deu] but was [und]");
        failureOf(() -> clip().hasTag("title", "x")).isEqualTo(ME + ": expected tag title [x] but was [none]");
        failureOf(() -> clip().hasDisposition("forced"))
                .isEqualTo(ME + ": expected disposition [forced] but has [default]");
        failureOf(() -> clip().hasNoDisposition("default"))
                .isEqualTo(ME + ": expected no disposition [default] but has [default]");
    }

    @Test
    void otherFacts_haveTheNamesOfFFprobe() {
        clip().hasFact("has_b_frames", "2").hasTimeBase(new Rational(1, 12_800));

        failureOf(() -> clip().hasFact("has_b_frames", "0")).isEqualTo(ME + ": expected has_b_frames [0] but was [2]");
        failureOf(() -> clip().hasTimeBase(new Rational(1, 25)))
                .isEqualTo(ME + ": expected time base [1/25] but was [1/12800]");
    }

    @Test
    void duration_isExactToTheTick() {
        clip().hasDuration(ticks(25_600).per(12_800)).hasDuration(Duration.ofSeconds(2));

        failureOf(() -> clip().hasDuration(ticks(24_576).per(12_800)))
                .isEqualTo(
                        ME
                                + ": expected a duration of 1.92 s (24576 ticks of 1/12800 s) but was 2 s (25600 ticks of 1/12800 s), 0.08 s too much; the smallest tolerance that passes is 0.08 s");
        failureOf(() -> clip().hasDuration(new Rational(1, 3)))
                .isEqualTo(
                        ME
                                + ": expected a duration of 0.333333 s (not a whole number of ticks of 1/12800 s) but was 2 s (25600 ticks of 1/12800 s), 1.666667 s too much; the smallest tolerance that passes is 1.666667 s");
        failureOf(() -> clip().hasDurationCloseTo(Duration.ofMillis(2010), Duration.ofMillis(9)))
                .isEqualTo(
                        ME
                                + ": expected a duration of 2.01 s within 0.009 s but was 2 s, 0.01 s too little; the smallest tolerance that passes is 0.01 s");
    }

    /** Matroska has no duration of single streams. */
    @Test
    void duration_thatTheContainerDoesNotState_isThatOfTheFrames() {
        assertThatMedia(MEDIA.make("clip.mkv", "-i h264-aac-2s.mp4 -c copy"))
                .video()
                .hasDuration(Duration.ofSeconds(2));
    }

    @Test
    void start_isExact() {
        clip().startsAt(Rational.ZERO);
        catalog("h264-aac-starts-at-10s.mp4").startsAt(Rational.of(10));

        failureOf(() -> clip().startsAt(new Rational(1, 25)))
                .isEqualTo(
                        ME
                                + ": expected a start at 0.04 s (512 ticks of 1/12800 s) but was 0 s (0 ticks of 1/12800 s), 0.04 s too little");
    }

    // ---- facts of pictures

    @Test
    void size_isThatOfTheCodedPicture() {
        clip().hasSize(320, 240).hasWidth(320).hasHeight(240).hasEvenSize();

        failureOf(() -> clip().hasSize(320, 200)).isEqualTo(ME + ": expected size [320x200] but was [320x240]");
        failureOf(() -> clip().hasWidth(640)).isEqualTo(ME + ": expected width [640] but was [320]");
        failureOf(() -> clip().hasHeight(360)).isEqualTo(ME + ": expected height [360] but was [240]");
        failureOf(() -> catalog("h264-odd-size-1s.mp4").hasEvenSize())
                .isEqualTo(
                        "[/sandbox/h264-odd-size-1s.mp4] video stream 0: expected an even width and height but was [161x119]");
    }

    @Test
    void pixels_haveFormatAndShape() {
        clip().hasPixelFormat("yuv420p").hasSampleAspectRatio(Rational.ONE);

        failureOf(() -> clip().hasPixelFormat("yuv444p"))
                .isEqualTo(ME + ": expected pixel format [yuv444p] but was [yuv420p]");
        failureOf(() -> clip().hasSampleAspectRatio(new Rational(4, 3)))
                .isEqualTo(ME + ": expected sample aspect ratio [4/3] but was [1/1]");
    }

    @Test
    void rotation_isThatOfPlayers() {
        clip().hasRotation(0);
        catalog("h264-rotated-90-1s.mp4").hasRotation(90).hasRotation(-270);
        catalog("h264-rotated-180-1s.mp4").hasRotation(180).hasRotation(-180);

        failureOf(() -> catalog("h264-rotated-minus-90-1s.mp4").hasRotation(90))
                .isEqualTo(
                        "[/sandbox/h264-rotated-minus-90-1s.mp4] video stream 0: expected rotation [90] but was [-90]");
    }

    // ---- frames

    @Test
    void frameRate_isExact() {
        clip().hasFrameRate(25).hasConstantFrameRate();
        catalog("h264-ntsc-30-frames.mp4")
                .hasFrameRate(new Rational(30_000, 1001))
                .hasConstantFrameRate();
        // Milliseconds: 41 and 42
        catalog("h264-film-ntsc-24-frames.mkv").hasConstantFrameRate();

        failureOf(() -> clip().hasFrameRate(30)).isEqualTo(ME + ": expected frame rate [30/1] but was [25/1]");
        failureOf(() -> catalog("h264-vfr-25-frames.mp4").hasConstantFrameRate())
                .isEqualTo(
                        "[/sandbox/h264-vfr-25-frames.mp4] video stream 0: expected a constant frame rate but frame 5 (B, 0.28 s) comes 1536 ticks of 1/12800 s after the one before, others 512");
    }

    @Test
    void frames_areDecodedAndCounted() {
        clip().hasFrameCount(50);

        failureOf(() -> clip().hasFrameCount(48)).isEqualTo(ME + ": expected [48] frames but decoded [50]");
    }

    @Test
    void fields_areTold() {
        clip().isProgressive();
        catalog("h264-interlaced-1s.mp4").isInterlaced();

        failureOf(() -> clip().isInterlaced())
                .isEqualTo(ME + ": expected interlaced pictures but frame 0 (I, 0 s) is progressive");
        failureOf(() -> catalog("mpeg2-interlaced-1s.ts").isProgressive())
                .isEqualTo(
                        "[/sandbox/mpeg2-interlaced-1s.ts] video stream 0: expected progressive pictures but frame 0 (I, 1.44 s) is interlaced");
    }

    @Test
    void keyframes_areWhereTheyShouldBe() {
        clip().startsWithKeyframe().hasKeyframesAt(0, 25).hasKeyframeIntervalAtMost(25);

        failureOf(() -> clip().hasKeyframesAt(0, 12, 25))
                .isEqualTo(ME + ": expected keyframes [0, 12, 25] but was [0, 25]");
        failureOf(() -> clip().hasKeyframeIntervalAtMost(12))
                .isEqualTo(
                        ME
                                + ": expected a keyframe at least every [12] frames but from frame 0 (I, 0 s) on there are [25] without another; the smallest limit that passes is 25");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clip().hasKeyframeIntervalAtMost(0))
                .withMessage("frames [0] must be positive");
    }

    @Test
    void start_inTheMiddleOfAGop_isNoKeyframe() {
        Path late = MEDIA.make("late.mkv", "-i h264-aac-2s.mp4 -an -c:v copy -bsf:v noise=drop=not(n)");

        failureOf(() -> assertThatMedia(late).video().startsWithKeyframe())
                .isEqualTo(
                        "[/sandbox/late.mkv] video stream 0: expected a keyframe at the start but the first packet is none");
    }

    @Test
    void openGops_areFound() {
        clip().hasClosedGops();

        failureOf(() -> catalog("h264-open-gop-1s.mp4").hasClosedGops())
                .isEqualTo(
                        "[/sandbox/h264-open-gop-1s.mp4] video stream 0: expected closed GOPs but the picture at 0.28 s follows the keyframe at 0.32 s and is shown before it");
    }

    @Test
    void bFrames_areFound() {
        catalog("h264-no-b-frames-1s.mp4").hasNoBFrames();

        failureOf(() -> clip().hasNoBFrames())
                .isEqualTo(ME + ": expected no B pictures but frame 1 (B, 0.04 s) is one");
    }

    // ---- numbered frames

    @Test
    void barcodes_tellWhichFramesAreShown() {
        catalog("h264-barcode-4s.mp4").showsFrames(IntStream.range(0, 100).toArray());
        assertThatMedia(MEDIA.make("cut.mp4", "-ss 1 -t 0.2 -i h264-barcode-4s.mp4"))
                .video()
                .showsFrames(25, 26, 27, 28, 29);
    }

    @Test
    void barcodes_ofARepeatedAndAMissingFrame_areToldInWords() {
        Path broken = MEDIA.make(
                "broken.mp4", "-t 0.4 -i h264-barcode-4s.mp4 -vf select=not(eq(n\\,4)),fps=25:start_time=0:round=up");

        failureOf(() -> assertThatMedia(broken)
                        .video()
                        .showsFrames(IntStream.range(0, 10).toArray()))
                .isEqualTo(
                        "[/sandbox/broken.mp4] video stream 0: expected the frames [0 to 9] but frame 3 appears twice (0.12 s, 0.16 s); frame 4 is missing");
    }

    @Test
    void barcodes_thatAreNone_areTold() {
        failureOf(() -> clip().showsFrames(0, 1))
                .isEqualTo(
                        ME
                                + ": expected a barcode in each frame but frame 0 (I, 0 s) has none that can be read; 0 of 50 have one");
    }

    // ---- pictures

    @Test
    void frame_byNumberOrTime_isAPicture() {
        clip().frame(12).isNotBlank().hasSize(320, 240);
        clip().frameAt("1.999").isNotBlank();

        failureOf(() -> catalog("h264-black-1s.mp4").frame(3).isNotBlank())
                .isEqualTo(
                        "[/sandbox/h264-black-1s.mp4] video stream 0 frame 3 (B, 0.12 s): expected something to see but all pixels are #000000, within 0 levels");
        failureOf(() -> catalog("h264-black-1s.mp4").frameAt("0.5").hasColor("#ff0000", 3))
                .isEqualTo(
                        "[/sandbox/h264-black-1s.mp4] video stream 0 frame 12 (P, 0.48 s): expected [#ff0000] within 3 levels but (0, 0) is [#000000]; the smallest tolerance that passes is 255 levels");
        failureOf(() -> clip().frame(50)).isEqualTo(ME + ": expected a frame [50] but decoded [50]");
        failureOf(() -> clip().frameAt("2.0"))
                .isEqualTo(ME + ": expected a picture at 2 s but they are shown from 0 s to 2 s");
    }

    @Test
    void blackAndFrozenSpans_areFound() {
        clip().blackSpans(Duration.ZERO).areNone();
        clip().frozenSpans(Duration.ofMillis(80)).areNone();
        catalog("h264-black-1s.mp4").blackSpans(Duration.ZERO).containsExactly(between("0", "1"));

        failureOf(() -> catalog("h264-black-1s.mp4").blackSpans(Duration.ZERO).areNone())
                .isEqualTo(
                        "[/sandbox/h264-black-1s.mp4] video stream 0 black spans: expected none but found [0 s to 1 s]");
        failureOf(() -> catalog("h264-black-1s.mp4")
                        .frozenSpans(Duration.ofMillis(100))
                        .containsExactly(between("0", "0.9")))
                .isEqualTo(
                        "[/sandbox/h264-black-1s.mp4] video stream 0 frozen spans: expected [0 s to 0.9 s] but found [0 s to 1 s]; the smallest tolerance that passes is 0.1 s");
    }

    // ---- same frames

    @Test
    void sameFrames_includeTheirTimes() {
        Path mkv = MEDIA.make("same.mkv", "-i h264-aac-2s.mp4 -c copy");
        Path later = MEDIA.make("later.mp4", "-i h264-aac-2s.mp4 -c copy -an -output_ts_offset 0.04");
        assertThatMedia(mkv).video().hasSameFramesAs(CLIP);

        failureOf(() -> assertThatMedia(later).video().hasSameFramesAs(CLIP))
                .isEqualTo(
                        "[/sandbox/later.mp4] video stream 0: expected the frames of [/sandbox/h264-aac-2s.mp4] but frame 0: pts 0 -> 512, all frames 512 ticks later");
    }
}
