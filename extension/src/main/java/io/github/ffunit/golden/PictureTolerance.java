package io.github.ffunit.golden;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How far a picture may be off its golden. Immutable.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PictureTolerance {

    private final int levels;
    private final double psnrDb;

    private PictureTolerance(int levels, double psnrDb) {
        this.levels = levels;
        this.psnrDb = psnrDb;
    }

    /** {@return none: each pixel must be the same} */
    public static PictureTolerance exact() {
        return new PictureTolerance(0, Double.POSITIVE_INFINITY);
    }

    /**
     * Allows each of red, green, blue and alpha of each pixel to be off by some levels.
     *
     * @param levels the most that is allowed, 0 to 255
     * @return the tolerance
     * @throws IllegalArgumentException if {@code levels} is out of range
     */
    public static PictureTolerance maxLevels(int levels) {
        if (levels < 0 || levels > 255) {
            throw new IllegalArgumentException("levels [%d] must be 0 to 255".formatted(levels));
        }
        return new PictureTolerance(levels, Double.POSITIVE_INFINITY);
    }

    /**
     * Asks for a peak signal-to-noise ratio, over red, green, blue and alpha of all pixels, with a peak of 255.
     *
     * @param decibels the least that is allowed, positive
     * @return the tolerance
     * @throws IllegalArgumentException if {@code decibels} is not positive or not finite
     */
    public static PictureTolerance psnrAtLeast(double decibels) {
        if (!(decibels > 0) || Double.isInfinite(decibels)) {
            throw new IllegalArgumentException("decibels [%s] must be positive and finite".formatted(decibels));
        }
        return new PictureTolerance(255, decibels);
    }

    /**
     * Tells whether a difference is within this tolerance.
     *
     * @param worstLevels the largest difference, in levels
     * @param decibels the peak signal-to-noise ratio; infinite for equal pictures
     * @return whether it is allowed
     */
    public boolean allows(int worstLevels, double decibels) {
        return worstLevels == 0 || (worstLevels <= levels && (Double.isInfinite(psnrDb) || decibels >= psnrDb));
    }

    /** {@return the limit with its unit} */
    @Override
    public String toString() {
        if (Double.isInfinite(psnrDb)) {
            return levels == 0 ? "exact" : "at most %d levels".formatted(levels);
        }
        return String.format(Locale.ROOT, "PSNR of at least %.2f dB", psnrDb);
    }
}
