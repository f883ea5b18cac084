package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.Frame;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.ffmpeg.analysis.PixelFormat;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.oracle.Barcode;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a stream with pictures. Pictures are numbered from 0 in the order of showing. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class VideoAssert extends AbstractStreamAssert<VideoAssert> {

    private static final int UNREADABLE = -1;

    VideoAssert(MediaAnalysis analysis, StreamInfo stream, Subject subject) {
        super(analysis, stream, VideoAssert.class, subject);
    }

    private VideoAssert(@Nullable StreamInfo nothing, Subject subject) {
        super(null, nothing, VideoAssert.class, subject);
    }

    static VideoAssert missing(Subject subject) {
        return new VideoAssert(null, subject);
    }

    // ---- facts

    /**
     * Asserts the size of the pictures, as they are coded.
     *
     * @param width in pixels
     * @param height in pixels
     * @return this
     */
    public VideoAssert hasSize(int width, int height) {
        return check(() -> requireEqual("size", size(width, height), size()));
    }

    /**
     * Asserts the width of the pictures, as they are coded.
     *
     * @param pixels the width
     * @return this
     */
    public VideoAssert hasWidth(int pixels) {
        return check(() -> requireEqual("width", pixels, actual.width().orElse(0)));
    }

    /**
     * Asserts the height of the pictures, as they are coded.
     *
     * @param pixels the height
     * @return this
     */
    public VideoAssert hasHeight(int pixels) {
        return check(() -> requireEqual("height", pixels, actual.height().orElse(0)));
    }

    /**
     * Asserts that width and height are even, as most players want it.
     *
     * @return this
     */
    public VideoAssert hasEvenSize() {
        return check(() -> {
            if (actual.width().orElse(0) % 2 != 0 || actual.height().orElse(0) % 2 != 0) {
                throw problem("expected an even width and height but was [%s]", size());
            }
        });
    }

    /**
     * Asserts the pixel format.
     *
     * @param name as FFmpeg calls it, for instance {@code yuv420p}
     * @return this
     */
    public VideoAssert hasPixelFormat(String name) {
        requireNonNull(name, "name");
        return check(() -> requireEqual("pixel format", name, text(actual.pixelFormat())));
    }

    /**
     * Asserts the shape of a pixel.
     *
     * @param ratio width by height, for instance {@code new Rational(4, 3)}
     * @return this
     */
    public VideoAssert hasSampleAspectRatio(Rational ratio) {
        requireNonNull(ratio, "ratio");
        return check(() -> requireEqual(
                "sample aspect ratio",
                ratio.toString(),
                actual.sampleAspectRatio().map(Rational::toString).orElse("none")));
    }

    /**
     * Asserts by how much players turn the pictures before they show them.
     *
     * @param degrees counter-clockwise, as ffprobe says it: -90, 0, 90 or 180; 0 also for files that do not say
     * @return this
     */
    public VideoAssert hasRotation(int degrees) {
        return check(() -> {
            String rotation = actual.sideData().stream()
                    .filter(data -> data.containsKey("rotation"))
                    .map(data -> requireNonNull(data.get("rotation")))
                    .findFirst()
                    .orElse("0");
            int was = Integer.parseInt(rotation);
            if (Math.floorMod(was - degrees, 360) != 0) {
                throw difference(degrees, was, "expected rotation [%s] but was [%s]", degrees, was);
            }
        });
    }

    /**
     * Asserts the average frame rate, exactly.
     *
     * @param framesPerSecond for instance {@code new Rational(30_000, 1001)}
     * @return this
     */
    public VideoAssert hasFrameRate(Rational framesPerSecond) {
        requireNonNull(framesPerSecond, "framesPerSecond");
        return check(() -> requireEqual(
                "frame rate",
                framesPerSecond.toString(),
                actual.averageFrameRate().map(Rational::toString).orElse("none")));
    }

    /**
     * Asserts the average frame rate, exactly.
     *
     * @param framesPerSecond a whole number
     * @return this
     */
    public VideoAssert hasFrameRate(long framesPerSecond) {
        return hasFrameRate(Rational.of(framesPerSecond));
    }

    // ---- frames

    /**
     * Decodes the stream and asserts the number of its pictures.
     *
     * @param count how many there are
     * @return this
     */
    public VideoAssert hasFrameCount(long count) {
        return check(() -> {
            long was = hashes().frames().size();
            if (was != count) {
                String declared = actual.frameCount().isPresent()
                                && actual.frameCount().getAsLong() != was
                        ? say("; the container says %s", actual.frameCount().getAsLong())
                        : "";
                throw difference(count, was, "expected [%s] frames but decoded [%s]%s", count, was, declared);
            }
        });
    }

    /**
     * Decodes the stream and asserts that pictures follow each other at one distance, but for one tick of rounding.
     *
     * @return this
     */
    public VideoAssert hasConstantFrameRate() {
        return check(() -> {
            StreamHashes hashes = hashes();
            List<Long> distances = IntStream.range(1, hashes.frames().size())
                    .mapToObj(i -> hashes.frames().get(i).pts()
                            - hashes.frames().get(i - 1).pts())
                    .toList();
            long least = distances.stream().mapToLong(Long::longValue).min().orElse(0);
            for (int i = 0; i < distances.size(); i++) {
                // Matroska rounds to milliseconds: distances of 33 and 34 are one
                if (distances.get(i) > least + 1) {
                    throw problem(
                            "expected a constant frame rate but %s comes %s ticks of %s s after the one before, others %s",
                            named(i + 1), distances.get(i), hashes.timeBase(), least);
                }
            }
        });
    }

    /**
     * Decodes the stream and asserts that all pictures consist of two fields.
     *
     * @return this
     */
    public VideoAssert isInterlaced() {
        return requireInterlaced(true);
    }

    /**
     * Decodes the stream and asserts that no picture consists of two fields.
     *
     * @return this
     */
    public VideoAssert isProgressive() {
        return requireInterlaced(false);
    }

    private VideoAssert requireInterlaced(boolean expected) {
        return check(() -> {
            List<Frame> frames = frames();
            for (int i = 0; i < frames.size(); i++) {
                if (frames.get(i).interlaced() != expected) {
                    throw problem(
                            "expected %s pictures but %s is %s",
                            expected ? "interlaced" : "progressive", named(i), expected ? "progressive" : "interlaced");
                }
            }
        });
    }

    /**
     * Asserts that decoding can start at the first picture.
     *
     * @return this
     */
    public VideoAssert startsWithKeyframe() {
        return check(() -> {
            List<Packet> packets = packets();
            if (packets.isEmpty() || !packets.get(0).keyframe()) {
                throw problem(
                        "expected a keyframe at the start but %s",
                        packets.isEmpty() ? "has no packet" : "the first packet is none");
            }
        });
    }

    /**
     * Decodes the stream and asserts which pictures are keyframes.
     *
     * @param frames the numbers of all of them, ascending
     * @return this
     */
    public VideoAssert hasKeyframesAt(int... frames) {
        List<Integer> expected = Arrays.stream(frames).boxed().toList();
        return check(() -> requireEqual("keyframes", expected, keyframes()));
    }

    /**
     * Decodes the stream and asserts that the first picture is a keyframe and that from one keyframe to the next, or to the end, there are not too
     * many pictures.
     *
     * @param frames the largest distance, positive
     * @return this
     * @throws IllegalArgumentException if {@code frames} is not positive
     */
    public VideoAssert hasKeyframeIntervalAtMost(int frames) {
        if (frames <= 0) {
            throw new IllegalArgumentException("frames [%s] must be positive".formatted(frames));
        }
        return check(() -> {
            List<Integer> marks = new ArrayList<>(keyframes());
            if (marks.isEmpty() || marks.get(0) != 0) {
                throw problem("expected a keyframe at the start but keyframes are %s", marks);
            }
            marks.add(frames().size());
            int worst = IntStream.range(1, marks.size())
                    .map(i -> marks.get(i) - marks.get(i - 1))
                    .max()
                    .orElse(0);
            if (worst > frames) {
                int from = IntStream.range(1, marks.size())
                        .filter(i -> marks.get(i) - marks.get(i - 1) == worst)
                        .map(i -> marks.get(i - 1))
                        .findFirst()
                        .orElseThrow();
                throw difference(
                        frames,
                        worst,
                        "expected a keyframe at least every [%s] frames but from %s on there are [%s] without another; the smallest limit that passes is %s",
                        frames,
                        named(from),
                        worst,
                        worst);
            }
        });
    }

    /**
     * Asserts that no picture is shown before the keyframe that it follows in the file, so that the file can be cut before each keyframe.
     *
     * @return this
     */
    public VideoAssert hasClosedGops() {
        return check(() -> {
            Packet keyframe = null;
            for (Packet packet : packets()) {
                if (packet.keyframe()) {
                    keyframe = packet;
                } else if (keyframe != null
                        && keyframe.pts().isPresent()
                        && packet.pts().isPresent()
                        && packet.pts().getAsLong() < keyframe.pts().getAsLong()) {
                    throw problem(
                            "expected closed GOPs but the picture at %s follows the keyframe at %s and is shown before it",
                            time(packet.pts().getAsLong()), time(keyframe.pts().getAsLong()));
                }
            }
        });
    }

    /**
     * Decodes the stream and asserts that there is no B picture.
     *
     * @return this
     */
    public VideoAssert hasNoBFrames() {
        return check(() -> {
            List<Frame> frames = frames();
            for (int i = 0; i < frames.size(); i++) {
                if (frames.get(i).pictureType().equals("B")) {
                    throw problem("expected no B pictures but %s is one", named(i));
                }
            }
        });
    }

    /**
     * Decodes the stream and asserts which frames it shows, by the {@linkplain io.github.ffunit.fixtures.oracle.Barcode barcode} that the fixture has
     * drawn into each: none is lost, doubled or out of order, however they were coded since.
     *
     * @param numbers all of them, in the order of showing, each from 0 to 4095; {@code IntStream.range(0, 50).toArray()} for many
     * @return this
     */
    public VideoAssert showsFrames(int... numbers) {
        List<Integer> expected = Arrays.stream(numbers).boxed().toList();
        return check(() -> {
            List<Integer> shown = barcodes();
            if (!shown.equals(expected)) {
                throw difference(
                        expected,
                        shown,
                        "expected the frames [%s] but %s",
                        ShownFrames.ranges(expected),
                        ShownFrames.describe(expected, shown, i -> Times.text(hashes().time(i))));
            }
        });
    }

    private List<Integer> barcodes() {
        List<Integer> numbers = new ArrayList<>();
        analysis().forEachPicture(index(), PixelFormat.GRAY, picture -> {
            OptionalInt number = Barcode.read(picture.pixels(), picture.width(), picture.height(), picture.width());
            numbers.add(number.orElse(UNREADABLE));
        });
        int unreadable = numbers.indexOf(UNREADABLE);
        if (unreadable >= 0) {
            throw problem(
                    "expected a barcode in each frame but %s has none that can be read; %s of %s have one",
                    named(unreadable),
                    numbers.stream().filter(number -> number != UNREADABLE).count(),
                    numbers.size());
        }
        return numbers;
    }

    // ---- pictures

    /**
     * Goes on to one picture; fails if there are not so many.
     *
     * @param number its place in the order of showing, from 0
     * @return assertions about it
     */
    public ImageAssert frame(int number) {
        return go(() -> image(number), ImageAssert::missing);
    }

    /**
     * Goes on to the picture that is shown at a time of the file; fails before the first and after the last.
     *
     * @param time as {@code 1.5} or {@code 0:00:01.500}
     * @return assertions about it
     * @throws IllegalArgumentException if the time cannot be read
     */
    public ImageAssert frameAt(String time) {
        Rational seconds = Times.parse(time);
        return go(
                () -> {
                    StreamHashes hashes = hashes();
                    int number = -1;
                    while (number + 1 < hashes.frames().size()
                            && hashes.time(number + 1).compareTo(seconds) <= 0) {
                        number++;
                    }
                    if (number < 0 || seconds.compareTo(hashes.end()) >= 0) {
                        throw problem(
                                "expected a picture at %s but they are shown %s",
                                Times.text(seconds),
                                hashes.frames().isEmpty()
                                        ? "never"
                                        : "from %s to %s"
                                                .formatted(Times.text(hashes.time(0)), Times.text(hashes.end())));
                    }
                    return image(number);
                },
                ImageAssert::missing);
    }

    private ImageAssert image(int number) {
        BufferedImage image = analysis()
                .picture(index(), number, PixelFormat.RGBA)
                .map(ImageAssert::image)
                .orElseThrow(() -> problem(
                        "expected a frame [%s] but decoded [%s]",
                        number, hashes().frames().size()));
        return new ImageAssert(analysis().file(), () -> image, subject().part(named(number)));
    }

    /**
     * Decodes the stream and goes on to the times at which it is black: at least 98% of pixels in the darkest 10%, by FFmpeg's filter
     * {@code blackdetect}.
     *
     * @param atLeast how long a span must be to count; {@link Duration#ZERO} for single pictures
     * @return assertions about the spans
     */
    public SpansAssert blackSpans(Duration atLeast) {
        requireNonNull(atLeast, "atLeast");
        return go(
                () -> new SpansAssert(
                        analysis().blackSpans(index(), atLeast), subject().part("black spans")),
                SpansAssert::missing);
    }

    /**
     * Decodes the stream and goes on to the times at which the picture does not change, by FFmpeg's filter {@code freezedetect} with noise of -60 dB.
     *
     * @param atLeast how long a span must be to count; positive
     * @return assertions about the spans
     */
    public SpansAssert frozenSpans(Duration atLeast) {
        requireNonNull(atLeast, "atLeast");
        return go(
                () -> new SpansAssert(
                        analysis().frozenSpans(index(), atLeast), subject().part("frozen spans")),
                SpansAssert::missing);
    }

    /**
     * Goes on to compare the pictures with those of another file.
     *
     * @param other a file of any file system with one stream of pictures, or more, of which the first counts
     * @return assertions about both
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no pictures
     */
    public ComparisonAssert comparedTo(Path other) {
        Side side = Side.of(other, StreamInfo.Type.VIDEO);
        return go(() -> ComparisonAssert.of(new Side(analysis(), actual), side, subject()), ComparisonAssert::missing);
    }

    /**
     * Decodes both streams and asserts that they show the same pictures, to the last bit, at the same times, exactly.
     *
     * @param other a file of any file system with one stream of pictures, or more, of which the first counts
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no pictures
     */
    public VideoAssert hasSameFramesAs(Path other) {
        Side side = Side.of(other, StreamInfo.Type.VIDEO);
        return check(() -> {
            Optional<String> difference = side.differenceFrom(hashes());
            if (difference.isPresent()) {
                throw problem("expected the frames of [%s] but %s", other, difference.get());
            }
        });
    }

    // ---- helpers

    private StreamHashes hashes() {
        return analysis().frameHashes(index());
    }

    private List<Frame> frames() {
        return analysis().frames(index());
    }

    private List<Packet> packets() {
        return analysis().packets(index());
    }

    private List<Integer> keyframes() {
        List<Frame> frames = frames();
        return IntStream.range(0, frames.size())
                .filter(i -> frames.get(i).keyframe())
                .boxed()
                .toList();
    }

    private String named(int number) {
        return FrameNames.of(analysis(), index(), number);
    }

    private String time(long ticks) {
        return Times.text(actual.timeBase().times(ticks));
    }

    private String size() {
        return size(actual.width().orElse(0), actual.height().orElse(0));
    }

    private static String size(int width, int height) {
        return width + "x" + height;
    }
}
