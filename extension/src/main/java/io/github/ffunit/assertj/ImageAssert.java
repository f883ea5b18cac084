package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.DecodedPicture;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.PixelFormat;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.golden.PictureTolerance;
import io.github.ffunit.internal.picture.PictureDifference;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one picture: a file of any format that FFmpeg reads, or a frame of a stream. It is seen as red, green, blue and alpha of 8 bits.
 * Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ImageAssert extends AbstractMediaAssert<ImageAssert, Path> {

    /** Differences that coding makes of one colour. */
    private static final int BLANK_LEVELS = 8;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final Search<BufferedImage> source;
    private @Nullable BufferedImage picture;

    ImageAssert(@Nullable Path file, Search<BufferedImage> source, Subject subject) {
        super(file, ImageAssert.class, subject);
        this.source = source;
    }

    static ImageAssert of(@Nullable Path file, Subject subject) {
        return new ImageAssert(file, () -> read(requireNonNull(file)), subject);
    }

    static ImageAssert missing(Subject subject) {
        return new ImageAssert(null, () -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB), subject);
    }

    /** The first picture of a file. */
    static BufferedImage read(Path file) throws IOException {
        MediaAnalysis analysis = MediaAnalysis.of(file);
        List<StreamInfo> streams = analysis.info().streams(StreamInfo.Type.VIDEO);
        if (streams.isEmpty()) {
            throw new IOException("it has no picture");
        }
        return analysis.picture(streams.get(0).index(), 0, PixelFormat.RGBA)
                .map(ImageAssert::image)
                .orElseThrow(() -> new IOException("it has no picture"));
    }

    /** Of a picture in {@link PixelFormat#RGBA}. */
    static BufferedImage image(DecodedPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        byte[] bytes = picture.pixels();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int color = ((bytes[4 * i + 3] & 0xff) << 24)
                    | ((bytes[4 * i] & 0xff) << 16)
                    | ((bytes[4 * i + 1] & 0xff) << 8)
                    | (bytes[4 * i + 2] & 0xff);
            image.setRGB(i % picture.width(), i / picture.width(), color);
        }
        return image;
    }

    /**
     * Asserts the size.
     *
     * @param width in pixels
     * @param height in pixels
     * @return this
     */
    public ImageAssert hasSize(int width, int height) {
        return check(() -> requireEqual("size", width + "x" + height, size(picture())));
    }

    /**
     * Asserts that there is something to see: two pixels that differ by more than 8 levels of a colour.
     *
     * @return this
     */
    public ImageAssert isNotBlank() {
        return check(() -> {
            if (spread() <= BLANK_LEVELS) {
                throw problem(
                        "expected something to see but all pixels are %s, within %s levels",
                        color(picture().getRGB(0, 0)), spread());
            }
        });
    }

    /**
     * Asserts that all pixels have one colour; their transparency does not matter.
     *
     * @param color as {@code #rrggbb}
     * @param levels how far off each of red, green and blue may be, 0 to 255
     * @return this
     * @throws IllegalArgumentException if the colour cannot be read, or {@code levels} is out of range
     */
    public ImageAssert hasColor(String color, int levels) {
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("color [%s] must be as #ff8000".formatted(color));
        }
        if (levels < 0 || levels > 255) {
            throw new IllegalArgumentException("levels [%s] must be 0 to 255".formatted(levels));
        }
        int expected = Integer.parseInt(color.substring(1), 16);
        return check(() -> {
            BufferedImage image = picture();
            int worst = 0;
            int worstX = 0;
            int worstY = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int off = distance(expected, image.getRGB(x, y));
                    if (off > worst) {
                        worst = off;
                        worstX = x;
                        worstY = y;
                    }
                }
            }
            if (worst > levels) {
                throw difference(
                        color,
                        color(image.getRGB(worstX, worstY)),
                        "expected [%s] within %s levels but (%s, %s) is [%s]; the smallest tolerance that passes is %s levels",
                        color,
                        levels,
                        worstX,
                        worstY,
                        color(image.getRGB(worstX, worstY)),
                        worst);
            }
        });
    }

    /**
     * Goes on to a part of the picture; fails if it is not inside.
     *
     * @param x of its left column, from 0
     * @param y of its upper row, from 0
     * @param width in pixels, positive
     * @param height in pixels, positive
     * @return assertions about it
     */
    public ImageAssert region(int x, int y, int width, int height) {
        return go(
                () -> {
                    BufferedImage image = picture();
                    if (x < 0
                            || y < 0
                            || width <= 0
                            || height <= 0
                            || x + width > image.getWidth()
                            || y + height > image.getHeight()) {
                        throw problem(
                                "expected a region of %sx%s at (%s, %s) but has %s", width, height, x, y, size(image));
                    }
                    BufferedImage part = image.getSubimage(x, y, width, height);
                    return new ImageAssert(
                            actual, () -> part, subject().part(say("region %sx%s at (%s, %s)", width, height, x, y)));
                },
                ImageAssert::missing);
    }

    /**
     * Asserts that each pixel is the same.
     *
     * @param other a picture of any file system, of any format
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no picture
     */
    public ImageAssert isIdenticalTo(Path other) {
        return isSimilarTo(other, PictureTolerance.exact());
    }

    /**
     * Asserts that the picture is like another.
     *
     * @param other a picture of any file system, of any format
     * @param tolerance how far off it may be
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no picture
     */
    public ImageAssert isSimilarTo(Path other, PictureTolerance tolerance) {
        requireNonNull(other, "other");
        requireNonNull(tolerance, "tolerance");
        BufferedImage expected = reference(other);
        return check(() -> {
            BufferedImage image = picture();
            if (!size(expected).equals(size(image))) {
                throw difference(
                        size(expected),
                        size(image),
                        "expected the size [%s] of [%s] but was [%s]",
                        size(expected),
                        other,
                        size(image));
            }
            PictureDifference difference = PictureDifference.between(expected, image);
            if (!tolerance.allows(difference.levels(), difference.psnrDb())) {
                throw difference(
                        other,
                        actual,
                        PictureEvidence.of("picture", expected, image),
                        "expected the picture [%s] (%s) but %s",
                        other,
                        tolerance,
                        difference.text());
            }
        });
    }

    /** What is wrong with the test's own file is no failure of what is tested. */
    private static BufferedImage reference(Path other) {
        try {
            return read(other);
        } catch (IOException e) {
            throw new IllegalArgumentException("[%s] has no picture to compare with".formatted(other), e);
        }
    }

    private BufferedImage picture() throws IOException {
        if (picture == null) {
            picture = source.find();
        }
        return picture;
    }

    /** The largest difference between two pixels in a colour. */
    private int spread() throws IOException {
        BufferedImage image = picture();
        int[] least = {255, 255, 255};
        int[] most = {0, 0, 0};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int i = 0; i < 3; i++) {
                    int value = (image.getRGB(x, y) >> (8 * i)) & 0xff;
                    least[i] = Math.min(least[i], value);
                    most[i] = Math.max(most[i], value);
                }
            }
        }
        return Math.max(most[0] - least[0], Math.max(most[1] - least[1], most[2] - least[2]));
    }

    private static int distance(int one, int other) {
        int worst = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            worst = Math.max(worst, Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)));
        }
        return worst;
    }

    private static String color(int rgb) {
        return say("#%06x", rgb & 0xffffff);
    }

    private static String size(BufferedImage image) {
        return image.getWidth() + "x" + image.getHeight();
    }
}
