package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * An exact fraction, as of a frame rate or a time base. Always in lowest terms with a positive denominator, so that
 * equal values are equal objects.
 *
 * @param numerator above the line; carries the sign
 * @param denominator below the line; positive
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Rational(long numerator, long denominator) implements Comparable<Rational> {

    /** 0. */
    public static final Rational ZERO = new Rational(0, 1);

    /** 1. */
    public static final Rational ONE = new Rational(1, 1);

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    /**
     * Makes a fraction and reduces it to lowest terms.
     *
     * @param numerator see {@link Rational}
     * @param denominator see {@link Rational}
     * @throws IllegalArgumentException if {@code denominator} is 0
     * @throws ArithmeticException if the reduced fraction does not fit
     */
    public Rational {
        if (denominator == 0) {
            throw new IllegalArgumentException("Rational [%d/0] has no value".formatted(numerator));
        }
        BigInteger above = BigInteger.valueOf(numerator);
        BigInteger below = BigInteger.valueOf(denominator);
        BigInteger divisor = above.gcd(below).multiply(BigInteger.valueOf(below.signum()));
        numerator = above.divide(divisor).longValueExact();
        denominator = below.divide(divisor).longValueExact();
    }

    /**
     * Makes a whole number.
     *
     * @param value any
     * @return {@code value/1}
     */
    public static Rational of(long value) {
        return new Rational(value, 1);
    }

    /**
     * Reads a fraction ({@code 30000/1001} or, as FFmpeg writes aspect ratios, {@code 16:9}), a whole number or a decimal
     * fraction ({@code 23.976}), exactly.
     *
     * @param text what to read
     * @return its value
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is none of these
     * @throws ArithmeticException if the value does not fit
     */
    public static Rational parse(String text) {
        requireNonNull(text, "text");
        try {
            int line = Math.max(text.indexOf('/'), text.indexOf(':'));
            if (line >= 0) {
                return new Rational(Long.parseLong(text.substring(0, line)), Long.parseLong(text.substring(line + 1)));
            }
            BigDecimal decimal = new BigDecimal(text);
            return decimal.scale() <= 0
                    ? of(decimal.longValueExact())
                    : fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Rational cannot be read from [%s]; write 30000/1001, 16:9, 25 or 23.976".formatted(text), e);
        }
    }

    /**
     * Adds.
     *
     * @param other to add
     * @return the exact sum
     * @throws NullPointerException if {@code other} is null
     * @throws ArithmeticException if the result does not fit
     */
    public Rational plus(Rational other) {
        requireNonNull(other, "other");
        return fraction(
                big(numerator)
                        .multiply(big(other.denominator))
                        .add(big(other.numerator).multiply(big(denominator))),
                big(denominator).multiply(big(other.denominator)));
    }

    /**
     * Subtracts.
     *
     * @param other to subtract
     * @return the exact difference
     * @throws NullPointerException if {@code other} is null
     * @throws ArithmeticException if the result does not fit
     */
    public Rational minus(Rational other) {
        return plus(requireNonNull(other, "other").negate());
    }

    /**
     * Multiplies.
     *
     * @param other to multiply by
     * @return the exact product
     * @throws NullPointerException if {@code other} is null
     * @throws ArithmeticException if the result does not fit
     */
    public Rational times(Rational other) {
        requireNonNull(other, "other");
        return fraction(
                big(numerator).multiply(big(other.numerator)), big(denominator).multiply(big(other.denominator)));
    }

    /**
     * Multiplies by a whole number, for instance a time base by ticks.
     *
     * @param factor to multiply by
     * @return the exact product
     * @throws ArithmeticException if the result does not fit
     */
    public Rational times(long factor) {
        return times(of(factor));
    }

    /**
     * Divides.
     *
     * @param other to divide by, not 0
     * @return the exact quotient
     * @throws NullPointerException if {@code other} is null
     * @throws ArithmeticException if {@code other} is 0 or the result does not fit
     */
    public Rational dividedBy(Rational other) {
        return times(requireNonNull(other, "other").inverse());
    }

    /**
     * Swaps numerator and denominator: a frame rate becomes the duration of a frame.
     *
     * @return {@code 1/this}
     * @throws ArithmeticException if this is 0
     */
    public Rational inverse() {
        if (numerator == 0) {
            throw new ArithmeticException("Rational 0 has no inverse");
        }
        return new Rational(denominator, numerator);
    }

    /**
     * Changes the sign.
     *
     * @return {@code -this}
     * @throws ArithmeticException if the result does not fit
     */
    public Rational negate() {
        return new Rational(Math.negateExact(numerator), denominator);
    }

    /** {@return -1, 0 or 1 for a negative, zero or positive value} */
    public int signum() {
        return Long.signum(numerator);
    }

    /**
     * Takes this as seconds.
     *
     * @return the duration, rounded to the nearest nanosecond, halves away from zero
     * @throws ArithmeticException if the result does not fit
     */
    public Duration toDuration() {
        BigInteger nanos = new BigDecimal(big(numerator).multiply(NANOS_PER_SECOND))
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** {@return the nearest double} */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    /**
     * Compares by value, exactly.
     *
     * @throws NullPointerException if {@code other} is null
     */
    @Override
    public int compareTo(Rational other) {
        return big(numerator)
                .multiply(big(other.denominator))
                .compareTo(big(other.numerator).multiply(big(denominator)));
    }

    /** {@return {@code numerator/denominator}, as FFmpeg writes and reads it} */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }

    private static Rational fraction(BigInteger above, BigInteger below) {
        BigInteger divisor = above.gcd(below);
        return new Rational(
                above.divide(divisor).longValueExact(), below.divide(divisor).longValueExact());
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
