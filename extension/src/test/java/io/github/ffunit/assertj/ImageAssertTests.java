package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatImage;
import static io.github.ffunit.assertj.TestMedia.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ffunit.fixtures.oracle.PngFile;
import io.github.ffunit.golden.PictureTolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each assertion of a picture, once good and once failing. */
class ImageAssertTests {

    private static final TestMedia MEDIA = new TestMedia();

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    /** Red on the left, blue on the right. */
    private static Path halves() throws IOException {
        byte[] pixels = new byte[8 * 4 * 3];
        for (int i = 0; i < 8 * 4; i++) {
            pixels[3 * i + (i % 8 < 4 ? 0 : 2)] = (byte) 255;
        }
        return Files.write(
                MEDIA.work().resolve("halves.png"),
                PngFile.of(PngFile.Components.RGB, 8, 4, pixels).toBytes());
    }

    @Test
    void size_isExact() throws IOException {
        assertThatImage(halves()).hasSize(8, 4);

        failureOf(() -> assertThatImage(halves()).hasSize(4, 8))
                .isEqualTo("[/sandbox/halves.png]: expected size [4x8] but was [8x4]");
    }

    @Test
    void blankPicture_isFound() throws IOException {
        assertThatImage(halves()).isNotBlank();

        failureOf(() -> assertThatImage(MEDIA.catalog("one-pixel.png")).isNotBlank())
                .isEqualTo(
                        "[/sandbox/one-pixel.png]: expected something to see but all pixels are #fe0000, within 0 levels");
    }

    @Test
    void regions_haveColours() throws IOException {
        assertThatImage(halves()).region(0, 0, 4, 4).hasColor("#ff0000", 0);
        assertThatImage(halves()).region(4, 0, 4, 4).hasColor("#0000FE", 1);

        failureOf(() -> assertThatImage(halves()).region(3, 0, 2, 4).hasColor("#ff0000", 10))
                .isEqualTo(
                        "[/sandbox/halves.png] region 2x4 at (3, 0): expected [#ff0000] within 10 levels but (1, 0) is [#0000ff]; the smallest tolerance that passes is 255 levels");
        failureOf(() -> assertThatImage(halves()).region(5, 0, 4, 4))
                .isEqualTo("[/sandbox/halves.png]: expected a region of 4x4 at (5, 0) but has 8x4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatImage(halves()).hasColor("red", 0))
                .withMessage("color [red] must be as #ff8000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatImage(halves()).hasColor("#ff0000", 256))
                .withMessage("levels [256] must be 0 to 255");
    }

    @Test
    void likeness_isExactByDefault() throws IOException {
        Path jpeg = MEDIA.catalog("testsrc2.jpg");
        Path bmp = MEDIA.catalog("testsrc2.bmp");
        assertThatImage(halves()).isIdenticalTo(halves());
        assertThatImage(bmp).isSimilarTo(jpeg, PictureTolerance.psnrAtLeast(39));

        failureOf(() -> assertThatImage(bmp).isIdenticalTo(jpeg))
                .isEqualTo(
                        "[/sandbox/testsrc2.bmp]: expected the picture [/sandbox/testsrc2.jpg] (exact) but 3039 pixels differ, the first at (0, 0), by at most 17 levels, PSNR 39.35 dB");
        failureOf(() -> assertThatImage(bmp).isSimilarTo(jpeg, PictureTolerance.psnrAtLeast(40)))
                .contains("(PSNR of at least 40.00 dB)");
        failureOf(() -> assertThatImage(halves()).isIdenticalTo(jpeg))
                .isEqualTo("[/sandbox/halves.png]: expected the size [64x48] of [/sandbox/testsrc2.jpg] but was [8x4]");
    }

    @Test
    void difference_isShown() {
        MediaAssertionError failure =
                catchThrowableOfType(MediaAssertionError.class, () -> assertThatImage(MEDIA.catalog("testsrc2.bmp"))
                        .isIdenticalTo(MEDIA.catalog("testsrc2.jpg")));

        assertThat(failure.evidence().keySet())
                .containsExactly("picture-expected.png", "picture-actual.png", "picture-difference.png");
    }

    @Test
    void files_thatAreNoPictures_fail() {
        failureOf(() -> assertThatImage(null).isNotBlank())
                .isEqualTo("null: expected something to look at but was null");
        failureOf(() -> assertThatImage(MEDIA.work().resolve("nothing.png")).isNotBlank())
                .isEqualTo("[/sandbox/nothing.png]: there is no such file");
        failureOf(() -> assertThatImage(MEDIA.catalog("sine-2s.wav")).isNotBlank())
                .isEqualTo("[/sandbox/sine-2s.wav]: cannot be read: it has no picture");
    }

    @Test
    void otherFile_thatIsNoPicture_isNoFailure() throws IOException {
        Path sound = MEDIA.catalog("sine-2s.wav");
        Path picture = halves();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatImage(picture).isIdenticalTo(sound))
                .withMessage("[/sandbox/sine-2s.wav] has no picture to compare with");
    }
}
