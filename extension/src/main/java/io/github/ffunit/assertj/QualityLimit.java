package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.FrameQuality;
import java.math.RoundingMode;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * How far off a picture may be. Immutable.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class QualityLimit {

    private final String name;
    private final String unit;
    private final boolean lower;
    private final double limit;
    private final int decimals;
    private final ToDoubleFunction<FrameQuality> figure;

    private QualityLimit(
            String name,
            String unit,
            boolean lower,
            double limit,
            int decimals,
            ToDoubleFunction<FrameQuality> figure) {
        this.name = name;
        this.unit = unit;
        this.lower = lower;
        this.limit = limit;
        this.decimals = decimals;
        this.figure = figure;
    }

    /**
     * Asks for a peak signal-to-noise ratio over all components, as FFmpeg's filter {@code psnr} measures it.
     *
     * @param decibels the least that is allowed, positive
     * @return the limit
     * @throws IllegalArgumentException if {@code decibels} is not positive or not finite
     */
    public static QualityLimit psnrAtLeast(double decibels) {
        if (!(decibels > 0) || Double.isInfinite(decibels)) {
            throw new IllegalArgumentException("decibels [%s] must be positive and finite".formatted(decibels));
        }
        return new QualityLimit("PSNR", " dB", true, decibels, 2, FrameQuality::psnrDb);
    }

    /**
     * Asks for a structural similarity over all components, as FFmpeg's filter {@code ssim} measures it.
     *
     * @param similarity the least that is allowed, above 0, up to 1
     * @return the limit
     * @throws IllegalArgumentException if {@code similarity} is out of range
     */
    public static QualityLimit ssimAtLeast(double similarity) {
        if (!(similarity > 0) || similarity > 1) {
            throw new IllegalArgumentException("similarity [%s] must be above 0, up to 1".formatted(similarity));
        }
        return new QualityLimit("SSIM", "", true, similarity, 6, FrameQuality::ssim);
    }

    /**
     * Allows each component of each pixel to be off by some levels.
     *
     * @param levels the most that is allowed, of the pictures' own depth: 0 to 255 for 8 bits
     * @return the limit
     * @throws IllegalArgumentException if {@code levels} is negative
     */
    public static QualityLimit differenceAtMost(int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("levels [%s] must not be negative".formatted(levels));
        }
        return new QualityLimit("difference", " levels", false, levels, 0, FrameQuality::maxDifference);
    }

    boolean allows(FrameQuality quality) {
        double value = figure.applyAsDouble(quality);
        return lower ? value >= limit : value <= limit;
    }

    /** From bad to good. */
    int compare(FrameQuality one, FrameQuality other) {
        int order = Double.compare(figure.applyAsDouble(one), figure.applyAsDouble(other));
        return lower ? order : -order;
    }

    /** The figure with name and unit. */
    String figureOf(FrameQuality quality) {
        return "%s %s".formatted(name, valueOf(quality));
    }

    /** The figure with its unit. */
    String valueOf(FrameQuality quality) {
        return Times.number(figure.applyAsDouble(quality), decimals, RoundingMode.HALF_UP) + unit;
    }

    /** {@return name, limit and unit} */
    @Override
    public String toString() {
        return "%s of at %s %s%s"
                .formatted(name, lower ? "least" : "most", Times.number(limit, decimals, RoundingMode.HALF_UP), unit);
    }
}
