package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/** What a test might assert of the outputs of the corpus: one assertion each. */
enum Claim {
    // What is shown
    FRAMES_IN_ORDER(
            o -> o.video().showsFrames(IntStream.range(0, CorpusMedia.FRAMES).toArray())),
    FRAME_COUNT(o -> o.video().hasFrameCount(CorpusMedia.FRAMES)),
    SAME_FRAMES(o -> o.video().hasSameFramesAs(o.good())),
    IDENTICAL_PICTURES(o -> o.video().comparedTo(o.good()).isIdentical()),
    QUALITY(o -> o.video().comparedTo(o.good()).everyFrame(QualityLimit.psnrAtLeast(50))),
    SIMILARITY(o -> o.video().comparedTo(o.good()).everyFrame(QualityLimit.ssimAtLeast(0.99))),
    NO_BLACK(o -> o.video().blackSpans(Duration.ZERO).areNone()),
    NO_FREEZE(o -> o.video().frozenSpans(Duration.ofMillis(160)).areNone()),

    // How it is to be shown
    COLOR_SPACE(o -> o.video().hasFact("color_space", "bt709")),
    COLOR_RANGE(o -> o.video().hasFact("color_range", "tv")),
    SAMPLE_ASPECT_RATIO(o -> o.video().hasSampleAspectRatio(Rational.ONE)),
    SIZE(o -> o.video().hasSize(160, 120)),
    ROTATION(o -> o.video().hasRotation(0)),
    PIXEL_FORMAT(o -> o.video().hasPixelFormat("yuv420p")),
    PROGRESSIVE(o -> o.video().isProgressive()),

    // How pictures are coded
    VIDEO_CODEC(o -> o.video().hasCodec("h264")),
    PROFILE(o -> o.video().hasProfile("High 4:4:4 Predictive")),
    KEYFRAME_INTERVAL(o -> o.video().hasKeyframeIntervalAtMost(5)),
    CLOSED_GOPS(o -> o.video().hasClosedGops()),
    NO_B_FRAMES(o -> o.video().hasNoBFrames()),
    STARTS_WITH_KEYFRAME(o -> o.video().startsWithKeyframe()),

    // When
    FRAME_RATE(o -> o.video().hasFrameRate(25)),
    CONSTANT_FRAME_RATE(o -> o.video().hasConstantFrameRate()),
    START(o -> o.video().startsAt(Rational.ZERO)),
    DURATION(o -> o.video().hasDuration(MediaAssertions.ticks(12_800).per(12_800))),
    TIME_BASE(o -> o.video().hasTimeBase(new Rational(1, 12_800))),
    END_TOGETHER(o -> o.media().endsTogether(Duration.ZERO)),

    // Sound
    OFFSET(o -> o.audio().offsetTo(o.good()).isCloseTo(0, 0)),
    SAME_SAMPLES(o -> o.audio().hasSameSamplesAs(o.good())),
    SAMPLE_COUNT(o -> o.audio().hasSampleCount(48_000)),
    LOUDNESS(o -> o.audio().integratedLoudness().isCloseTo(-12.5, 0.3)),
    TRUE_PEAK(o -> o.audio().truePeak().isAtMost(-6)),
    NO_SILENCE(o -> o.audio().silences(-60, Duration.ofMillis(20)).areNone()),
    TONE_LEFT(o -> o.audio().dominantFrequency(0).isCloseTo(440, 0.1)),
    TONE_RIGHT(o -> o.audio().dominantFrequency(1).isCloseTo(880, 0.1)),
    CHANNELS(o -> o.audio().hasChannels(2)),
    SAMPLE_RATE(o -> o.audio().hasSampleRate(48_000)),
    AUDIO_CODEC(o -> o.audio().hasCodec("alac")),
    TONE_SECOND(o -> o.media().audio(1).dominantFrequency(0).isCloseTo(660, 0.1)),

    // Streams, and what is said about them
    /** Pictures, two sounds, subtitles, and the titles of the chapters. */
    STREAM_COUNT(o -> o.media().hasStreamCount(5)),
    LANGUAGE_OF_FIRST(o -> o.media().audio(0).hasLanguage("deu")),
    LANGUAGE_OF_SECOND(o -> o.media().audio(1).hasLanguage("eng")),
    DEFAULT_SOUND(o -> o.media().audio(0).isDefault()),
    NOT_DEFAULT_SOUND(o -> o.media().audio(1).hasNoDisposition("default")),
    TITLE(o -> o.media().hasTag("title", "Clip")),
    CUES(o -> o.media().subtitles().hasCueTexts("Hallo", "Welt")),
    CUE_TIMES(o -> o.media().subtitles().hasCue(0, "0.1", "0.4", "Hallo").hasCue(1, "0.5", "0.9", "Welt")),
    LANGUAGE_OF_CUES(o -> o.media().subtitles().hasLanguage("deu")),
    CHAPTERS(o -> o.media().hasChapters("Intro", "Main")),
    CHAPTER_TIMES(o -> o.media().hasChapterAt(0, "0", "0.5").hasChapterAt(1, "0.5", "1")),

    // The file
    FORMAT(o -> o.media().hasFormat("mp4")),
    FASTSTART(o -> o.media().hasMoovBeforeMdat()),
    NOT_FRAGMENTED(o -> o.media().mp4().hasFragments(0)),
    BRAND(o -> o.media().mp4().hasBrand("isom")),
    EDITS(o -> o.media().mp4().hasEdits("vide", 1)),
    SAME_PACKETS(o -> o.media().hasSamePacketsAs(o.good())),
    SAME_PAYLOAD(o -> o.media().hasSamePayloadAs(o.good())),
    WELL_FORMED(o -> o.media().isWellFormed()),

    // The package
    VARIANTS(o -> o.hls().hasVariants(2)),
    ALL_FILES(o -> o.hls().hasAllFiles()),
    NO_OTHER_FILES(o -> o.hls().hasNoOtherFiles()),
    END_LIST(o -> o.hls().hasEndList()),
    PLAYLIST_TYPE(o -> o.hls().hasPlaylistType("VOD")),
    MEDIA_SEQUENCE(o -> o.hls().hasMediaSequence(0)),
    SEGMENTS(o -> o.hls().hasSegments(3)),
    TARGET_DURATION(o -> o.hls().hasTargetDuration(Duration.ofSeconds(1))),
    KEPT_TARGET_DURATION(o -> o.hls().keepsTargetDuration()),
    SEGMENT_DURATIONS(o -> o.hls().hasTrueSegmentDurations()),
    SEGMENT_KEYFRAMES(o -> o.hls().allSegmentsStartWithKeyframe()),
    ALIGNED(o -> o.hls().hasAlignedSegments()),
    NO_GAPS(o -> o.hls().hasNoTimestampGaps()),
    TRUE_CODECS(o -> o.hls().hasTrueCodecs()),
    TRUE_RESOLUTIONS(o -> o.hls().hasTrueResolutions()),
    NO_DISCONTINUITIES(o -> o.hls().hasDiscontinuities(0));

    /** The assertions about one output; each looks into it once, however many claims ask. */
    record Output(MediaAssert media, HlsAssert hls, Path good) {

        static Output of(Path file, Path good) {
            return new Output(MediaAssertions.assertThatMedia(file), MediaAssertions.assertThatHls(file), good);
        }

        VideoAssert video() {
            return media.video();
        }

        AudioAssert audio() {
            return media.audio();
        }
    }

    /** Throws an {@link AssertionError} if it does not hold. */
    @FunctionalInterface
    interface Assertion {
        void on(Output output);
    }

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state
    private final Assertion assertion;

    Claim(Assertion assertion) {
        this.assertion = assertion;
    }

    void check(Output output) {
        assertion.on(output);
    }

    boolean isOfPackages() {
        return compareTo(VARIANTS) >= 0;
    }
}
