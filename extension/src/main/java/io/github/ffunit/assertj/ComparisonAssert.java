package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.FrameQuality;
import io.github.ffunit.internal.frames.FrameDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the pictures of one stream beside those of another, the first with the first and so on. Both are decoded; their times do not
 * matter. Pixels of another format are brought into that of the asserted stream; RGB of any depth is compared as 8 bits, transparency only by
 * {@link #isIdentical()}. A failure has the worst frame of both, and their difference, for the failure bundle. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ComparisonAssert extends AbstractMediaAssert<ComparisonAssert, Path> {

    private final @Nullable Side side;
    private final @Nullable Side otherSide;
    private @Nullable List<FrameQuality> qualities;

    private ComparisonAssert(@Nullable Path file, @Nullable Side side, @Nullable Side otherSide, Subject subject) {
        super(file, ComparisonAssert.class, subject);
        this.side = side;
        this.otherSide = otherSide;
    }

    static ComparisonAssert of(Side side, Side other, Subject subject) {
        return new ComparisonAssert(
                side.analysis().file(),
                side,
                other,
                subject.part("compared to [%s]".formatted(other.analysis().file())));
    }

    static ComparisonAssert missing(Subject subject) {
        return new ComparisonAssert(null, null, null, subject);
    }

    /**
     * Asserts that each picture is the same to the last bit, and their number.
     *
     * @return this
     */
    public ComparisonAssert isIdentical() {
        return check(() -> {
            requireSameSize();
            Optional<FrameDifference> difference =
                    FrameDifference.between(withoutTimes(other().frames()), withoutTimes(mine().frames()));
            if (difference.isPresent()) {
                int frame = difference.get().frame();
                throw difference(
                        other().frames().size() + " frames",
                        mine().frames().size() + " frames, " + difference.get().text(),
                        evidence(frame),
                        "expected identical frames but %s%s",
                        difference.get().text(),
                        howFarOff(frame));
            }
        });
    }

    /**
     * Asserts that each picture is within a limit, the worst one included, and that there are as many as in the other stream.
     *
     * @param limit for instance {@code psnrAtLeast(34)}
     * @return this
     */
    public ComparisonAssert everyFrame(QualityLimit limit) {
        return percentOfFrames(100, limit);
    }

    /**
     * Asserts that a part of the pictures is within a limit, and that there are as many as in the other stream.
     *
     * @param percent how many of a hundred at least, above 0, up to 100
     * @param limit for instance {@code psnrAtLeast(40)}
     * @return this
     * @throws IllegalArgumentException if {@code percent} is out of range
     */
    public ComparisonAssert percentOfFrames(double percent, QualityLimit limit) {
        if (!(percent > 0) || percent > 100) {
            throw new IllegalArgumentException("percent [%s] must be above 0, up to 100".formatted(percent));
        }
        requireNonNull(limit, "limit");
        return check(() -> {
            requireSameSize();
            int frames = mine().frames().size();
            int others = other().frames().size();
            if (frames == 0) {
                throw problem("expected frames to compare but decoded none");
            }
            List<FrameQuality> worstFirst =
                    qualities().stream().sorted(limit::compare).toList();
            FrameQuality worst = worstFirst.get(0);
            if (frames != others) {
                throw difference(
                        others,
                        frames,
                        evidence(firstOff(limit)),
                        "expected [%s] frames but decoded [%s]; %s",
                        others,
                        frames,
                        whereItStarts(limit));
            }
            // So many of the worst do not matter
            int spared = (int) Math.floor(frames * (100 - percent) / 100 + 1e-9);
            FrameQuality decisive = worstFirst.get(spared);
            if (!limit.allows(decisive)) {
                long bad = qualities().stream()
                        .filter(quality -> !limit.allows(quality))
                        .count();
                throw difference(
                        limit,
                        limit.figureOf(worst),
                        evidence(worst.number()),
                        "expected %s in %s but %s has %s; %s of %s frames are off, %s; the limit that passes is %s",
                        limit,
                        percent == 100 ? "every frame" : Times.number(percent) + "% of frames",
                        FrameNames.of(mine().analysis(), mine().stream().index(), worst.number()),
                        limit.figureOf(worst),
                        bad,
                        frames,
                        whereItStarts(limit),
                        limit.valueOf(decisive));
            }
        });
    }

    private void requireSameSize() {
        if (!mine().size().equals(other().size())) {
            throw difference(
                    other().size(),
                    mine().size(),
                    "expected pictures of size [%s] but was [%s]",
                    other().size(),
                    mine().size());
        }
    }

    /** Where many in a row are off, one was lost or doubled at their start. */
    private String whereItStarts(QualityLimit limit) {
        List<FrameQuality> all = qualities();
        int first = firstOff(limit);
        if (first == all.size()) {
            return "all others are within the limit";
        }
        boolean untilTheEnd = all.size() - first > 1
                && all.subList(first, all.size()).stream().noneMatch(limit::allows);
        return untilTheEnd && first > 0
                ? say("all from frame %s on, where one may be dropped or repeated", first)
                : say("the first is frame %s", first);
    }

    /** The number of pairs if all are within the limit. */
    private int firstOff(QualityLimit limit) {
        List<FrameQuality> all = qualities();
        int first = 0;
        while (first < all.size() && limit.allows(all.get(first))) {
            first++;
        }
        return first;
    }

    private String howFarOff(int frame) {
        if (mine().frames().size() != other().frames().size()) {
            return "";
        }
        FrameQuality quality = qualities().get(frame);
        return say(
                "; %s has PSNR %s dB and is off by up to %s levels",
                FrameNames.of(mine().analysis(), mine().stream().index(), frame),
                Times.number(quality.psnrDb()),
                quality.maxDifference());
    }

    private Map<String, byte[]> evidence(int frame) {
        return PictureEvidence.ofFrame(
                frame,
                other().analysis(),
                other().stream().index(),
                mine().analysis(),
                mine().stream().index());
    }

    private List<FrameQuality> qualities() {
        if (qualities == null) {
            qualities = mine().analysis()
                    .compare(
                            mine().stream().index(),
                            other().analysis(),
                            other().stream().index());
        }
        return qualities;
    }

    private static List<FrameHash> withoutTimes(List<FrameHash> frames) {
        return frames.stream().map(FrameHash::withoutTimes).toList();
    }

    private Side mine() {
        return requireNonNull(side, "a stream that is missing is not compared");
    }

    private Side other() {
        return requireNonNull(otherSide, "a stream that is missing is not compared");
    }
}
