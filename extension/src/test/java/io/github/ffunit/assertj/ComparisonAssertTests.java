package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.QualityLimit.differenceAtMost;
import static io.github.ffunit.assertj.QualityLimit.psnrAtLeast;
import static io.github.ffunit.assertj.QualityLimit.ssimAtLeast;
import static io.github.ffunit.assertj.TestMedia.failureOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.fixtures.oracle.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pictures of one file beside those of another. */
class ComparisonAssertTests {

    private static final TestMedia MEDIA = new TestMedia();
    private static final Path CLIP = MEDIA.catalog("h264-aac-2s.mp4");

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    private static ComparisonAssert compared(Path file) {
        return assertThatMedia(file).video().comparedTo(CLIP);
    }

    private static String name(String file) {
        return "[/sandbox/%s] video stream 0 compared to [/sandbox/h264-aac-2s.mp4]: ".formatted(file);
    }

    private static Path lossy() {
        return MEDIA.make("lossy.mp4", "-i h264-aac-2s.mp4 -c:v mpeg4 -q:v 12 -an");
    }

    private static Path changed() {
        return MEDIA.make(
                "changed.mkv",
                "-i h264-aac-2s.mp4 -an -vf drawbox=x=100:y=100:w=20:h=20:color=white:thickness=fill:enable=eq(n\\,12) -c:v ffv1");
    }

    private static Path dropped() {
        return MEDIA.make(
                "dropped.mkv", "-i h264-aac-2s.mp4 -an -vf select=not(eq(n\\,12)) -fps_mode passthrough -c:v ffv1");
    }

    @Test
    void losslessCopy_isIdentical() {
        compared(MEDIA.make("lossless.mkv", "-i h264-aac-2s.mp4 -an -c:v ffv1"))
                .isIdentical()
                .everyFrame(differenceAtMost(0))
                .everyFrame(psnrAtLeast(1000))
                .everyFrame(ssimAtLeast(1));
    }

    @Test
    void oneOtherFrame_isNamedWithItsQuality() {
        failureOf(() -> compared(changed()).isIdentical())
                .isEqualTo(
                        name("changed.mkv")
                                + "expected identical frames but frame 12 has other content; frame 12 (I, 0.48 s) has PSNR 33.2 dB and is off by up to 117 levels");
        compared(changed()).percentOfFrames(98, differenceAtMost(0));
        failureOf(() -> compared(changed()).percentOfFrames(98.1, differenceAtMost(0)))
                .isEqualTo(
                        name("changed.mkv")
                                + "expected difference of at most 0 levels in 98.1% of frames but frame 12 (I, 0.48 s) has difference 117 levels; 1 of 50 frames are off, the first is frame 12; the limit that passes is 117 levels");
    }

    @Test
    void otherFrame_isShownBesideTheExpectedOne() throws IOException {
        MediaAssertionError failure = catchThrowableOfType(
                MediaAssertionError.class, () -> compared(changed()).isIdentical());

        assertThat(failure.evidence().keySet())
                .containsExactly("frame-12-expected.png", "frame-12-actual.png", "frame-12-difference.png");
        for (byte[] file : failure.evidence().values()) {
            PngFile picture = PngFile.parse(file);
            assertThat(picture.width()).isEqualTo(320);
            assertThat(picture.height()).isEqualTo(240);
        }
        PngFile difference = PngFile.parse(requireNonNull(failure.evidence().get("frame-12-difference.png")));
        assertThat(difference.value(0, 0, 0)).as("outside of the box").isZero();
        assertThat(difference.value(110, 110, 2)).as("blue inside of the box").isPositive();
    }

    @Test
    void droppedFrame_isNamed() {
        failureOf(() -> compared(dropped()).isIdentical())
                .isEqualTo(name("dropped.mkv") + "expected identical frames but frame 12 dropped");
        failureOf(() -> compared(dropped()).everyFrame(psnrAtLeast(34)))
                .isEqualTo(
                        name("dropped.mkv")
                                + "expected [50] frames but decoded [49]; all from frame 12 on, where one may be dropped or repeated");
    }

    @Test
    void lossyCopy_isMeasuredByItsWorstFrame() {
        compared(lossy())
                .everyFrame(psnrAtLeast(15))
                .everyFrame(ssimAtLeast(0.5))
                .everyFrame(differenceAtMost(255));

        failureOf(() -> compared(lossy()).everyFrame(psnrAtLeast(60)))
                .matches(
                        "\\Q" + name("lossy.mp4")
                                + "\\Eexpected PSNR of at least 60 dB in every frame but frame \\d+ \\([IP], \\S+ s\\) has PSNR \\S+ dB; 50 of 50 frames are off, the first is frame 0; the limit that passes is \\S+ dB");
        failureOf(() -> compared(lossy()).percentOfFrames(90, ssimAtLeast(0.9999)))
                .contains("expected SSIM of at least 0.9999 in 90% of frames but frame ");
    }

    @Test
    void limitThatAFailureNames_passes() {
        String message =
                failureOf(() -> compared(lossy()).everyFrame(psnrAtLeast(60))).actual();
        String limit = message.replaceFirst(".* the limit that passes is (\\S+) dB", "$1");

        compared(lossy()).everyFrame(psnrAtLeast(Double.parseDouble(limit)));
    }

    @Test
    void otherSize_isNotCompared() {
        failureOf(() -> compared(MEDIA.make("small.mp4", "-i h264-aac-2s.mp4 -an -vf scale=160:120"))
                        .everyFrame(psnrAtLeast(20)))
                .isEqualTo(name("small.mp4") + "expected pictures of size [320x240] but was [160x120]");
    }

    /** The test's own file is not what is tested. */
    @Test
    void otherFile_thatCannotBeCompared_isNoFailure() throws IOException {
        Path text = Files.writeString(MEDIA.work().resolve("text.mp4"), "hello");

        assertThatThrownBy(() -> assertThatMedia(CLIP).video().comparedTo(text))
                .isInstanceOf(FFmpegExitException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatMedia(CLIP).video().comparedTo(MEDIA.catalog("sine-2s.wav")))
                .withMessage("[/sandbox/sine-2s.wav] has no video stream to compare with");
    }

    @Test
    void limitsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> psnrAtLeast(0))
                .withMessage("decibels [0.0] must be positive and finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ssimAtLeast(1.1))
                .withMessage("similarity [1.1] must be above 0, up to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> differenceAtMost(-1))
                .withMessage("levels [-1] must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compared(CLIP).percentOfFrames(0, psnrAtLeast(1)))
                .withMessage("percent [0.0] must be above 0, up to 100");
    }
}
