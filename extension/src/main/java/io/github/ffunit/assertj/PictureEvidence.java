package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.PixelFormat;
import io.github.ffunit.internal.picture.Picture;
import io.github.ffunit.internal.picture.PictureDifference;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pictures for the failure bundle: as it should be, as it is, and their difference. */
final class PictureEvidence {

    private PictureEvidence() {}

    /** Without the difference if the sizes differ. */
    static Map<String, byte[]> of(String name, BufferedImage expected, BufferedImage actual) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(name + "-expected.png", new Picture(expected).toPng());
        files.put(name + "-actual.png", new Picture(actual).toPng());
        if (expected.getWidth() == actual.getWidth() && expected.getHeight() == actual.getHeight()) {
            BufferedImage difference =
                    PictureDifference.between(expected, actual).picture();
            files.put(name + "-difference.png", new Picture(difference).toPng());
        }
        return files;
    }

    /** Nothing if one of the two has not so many frames. */
    static Map<String, byte[]> ofFrame(
            int frame, MediaAnalysis expected, int expectedStream, MediaAnalysis actual, int actualStream) {
        Optional<BufferedImage> before =
                expected.picture(expectedStream, frame, PixelFormat.RGBA).map(ImageAssert::image);
        Optional<BufferedImage> after =
                actual.picture(actualStream, frame, PixelFormat.RGBA).map(ImageAssert::image);
        return before.isPresent() && after.isPresent() ? of("frame-" + frame, before.get(), after.get()) : Map.of();
    }
}
