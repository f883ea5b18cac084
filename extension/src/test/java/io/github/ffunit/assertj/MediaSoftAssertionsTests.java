package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertSoftly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.MultipleFailuresError;

class MediaSoftAssertionsTests {

    private static final TestMedia MEDIA = new TestMedia();
    private static final Path CLIP = MEDIA.catalog("h264-aac-2s.mp4");

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    @Test
    void failures_areThrownTogether_withThoseOfAssertJ() {
        MultipleFailuresError all = catchThrowableOfType(
                MultipleFailuresError.class,
                () -> assertSoftly(softly -> {
                    softly.assertThatMedia(CLIP)
                            .hasMoovBeforeMdat()
                            .hasNoAudio()
                            .hasStreamCount(2);
                    softly.assertThatMedia(CLIP)
                            .as("small")
                            .video()
                            .hasWidth(160)
                            .hasHeight(120);
                    softly.assertThatImage(CLIP).hasSize(1, 1);
                    softly.assertThat("a").as("letter").isEqualTo("b");
                }));

        assertThat(all.getFailures().stream().map(MediaSoftAssertionsTests::firstLine))
                .containsExactly(
                        "[/sandbox/h264-aac-2s.mp4]: expected moov before mdat but the boxes are [ftyp, free, mdat, moov]; -movflags +faststart moves it",
                        "[/sandbox/h264-aac-2s.mp4]: expected no audio streams but has [video h264, audio aac]",
                        "[small] [/sandbox/h264-aac-2s.mp4] video stream 0: expected width [160] but was [320]",
                        "[small] [/sandbox/h264-aac-2s.mp4] video stream 0: expected height [120] but was [240]",
                        "[/sandbox/h264-aac-2s.mp4]: expected size [1x1] but was [320x240]",
                        "[letter] ");
    }

    /** What is asserted of something that is missing would only repeat that it is. */
    @Test
    void missingStream_isOneFailure() {
        MultipleFailuresError all = catchThrowableOfType(
                MultipleFailuresError.class,
                () -> assertSoftly(softly -> {
                    softly.assertThatMedia(CLIP).subtitles().hasLanguage("deu").hasCueCount(2);
                    softly.assertThatMedia(CLIP)
                            .video(7)
                            .frame(3)
                            .region(0, 0, 1, 1)
                            .hasColor("#000000", 0);
                    softly.assertThatMedia(CLIP).video(7).comparedTo(CLIP).isIdentical();
                    softly.assertThatMedia(CLIP).audio(7).integratedLoudness().isAtMost(0);
                    softly.assertThatMedia(CLIP).audio(7).silences().areNone();
                }));

        assertThat(all.getFailures()).hasSize(5).allSatisfy(failure -> assertThat(firstLine(failure))
                .contains("but has [video h264, audio aac]"));
    }

    @Test
    void inner_assertions_ofOneStream_areStrict() {
        MultipleFailuresError all = catchThrowableOfType(
                MultipleFailuresError.class,
                () -> assertSoftly(softly -> softly.assertThatMedia(CLIP)
                        .hasVideo(video -> video.hasCodec("hevc").hasWidth(1))
                        .hasVideo(video -> assertThat("a").isEqualTo("b"))));

        assertThat(all.getFailures()).hasSize(2);
    }

    @Test
    void nothingFailed_nothingIsThrown() {
        assertSoftly(softly -> softly.assertThatMedia(CLIP).hasStreamCount(2));
    }
}
