package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.RoundingMode;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one measured figure. Who hands it out says what it measures, and in which unit; expected values are in that unit. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MeasureAssert extends AbstractMediaAssert<MeasureAssert, Double> {

    private final String unit;

    /** The unit with a space before it, or empty. */
    MeasureAssert(@Nullable Double value, String unit, Subject subject) {
        super(value, MeasureAssert.class, subject);
        this.unit = unit;
    }

    static MeasureAssert missing(Subject subject) {
        return new MeasureAssert(null, "", subject);
    }

    /**
     * Asserts the figure with a tolerance.
     *
     * @param expected what is expected
     * @param tolerance how far off it may be in each direction, inclusive; not negative; 0 for none
     * @return this
     * @throws IllegalArgumentException if {@code tolerance} is negative or not a number
     */
    public MeasureAssert isCloseTo(double expected, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance [%s] must not be negative".formatted(tolerance));
        }
        return check(() -> {
            double off = Math.abs(actual - expected);
            if (!(off <= tolerance)) {
                throw difference(
                        expected,
                        actual,
                        "expected %s%s within %s but was %s%s; the smallest tolerance that passes is %s",
                        Times.number(expected),
                        unit,
                        Times.number(tolerance),
                        Times.number(actual),
                        unit,
                        Times.number(off, 3, RoundingMode.UP));
            }
        });
    }

    /**
     * Asserts that the figure is not larger.
     *
     * @param limit the largest that is allowed
     * @return this
     */
    public MeasureAssert isAtMost(double limit) {
        return check(() -> {
            if (!(actual <= limit)) {
                throw difference(
                        limit,
                        actual,
                        "expected at most %s%s but was %s%s; the smallest limit that passes is %s",
                        Times.number(limit),
                        unit,
                        Times.number(actual),
                        unit,
                        Times.number(actual, 3, RoundingMode.CEILING));
            }
        });
    }

    /**
     * Asserts that the figure is not smaller.
     *
     * @param limit the smallest that is allowed
     * @return this
     */
    public MeasureAssert isAtLeast(double limit) {
        return check(() -> {
            if (!(actual >= limit)) {
                throw difference(
                        limit,
                        actual,
                        "expected at least %s%s but was %s%s; the largest limit that passes is %s",
                        Times.number(limit),
                        unit,
                        Times.number(actual),
                        unit,
                        Times.number(actual, 3, RoundingMode.FLOOR));
            }
        });
    }

    /**
     * Asserts that the figure is between two others, both allowed.
     *
     * @param least the smallest that is allowed
     * @param most the largest that is allowed
     * @return this
     */
    public MeasureAssert isBetween(double least, double most) {
        return isAtLeast(least).isAtMost(most);
    }

    /**
     * Asserts that the figure is nearer to 0 than a limit, or as near.
     *
     * @param limit how far off it may be in each direction
     * @return this
     * @throws IllegalArgumentException if {@code limit} is negative or not a number
     */
    public MeasureAssert isWithin(double limit) {
        return isCloseTo(0, limit);
    }
}
