package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and other numbers as people write and read them. */
final class Times {

    private static final int DECIMALS = 6;
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d{1,2}):(\\d{1,2}(?:\\.\\d+)?)");
    private static final Pattern SECONDS = Pattern.compile("\\d+(?:\\.\\d+)?");

    private Times() {}

    /** Reads {@code 1.5}, {@code 0:01.5} or {@code 0:00:01.500}, exactly. */
    static Rational parse(String time) {
        Matcher clock = CLOCK.matcher(time);
        if (clock.matches()) {
            long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
            return Rational.of(3600 * hours + 60 * Long.parseLong(clock.group(2)))
                    .plus(Rational.parse(clock.group(3)));
        }
        if (SECONDS.matcher(time).matches()) {
            return Rational.parse(time);
        }
        throw new IllegalArgumentException(
                "time [%s] cannot be read; write seconds as 1.5, or 0:00:01.500".formatted(time));
    }

    static Rational of(Duration duration) {
        return Rational.parse(BigDecimal.valueOf(duration.toNanos(), 9).toPlainString());
    }

    /** With its unit, to the microsecond. */
    static String text(Rational seconds) {
        BigDecimal decimal = new BigDecimal(seconds.numerator())
                .divide(new BigDecimal(seconds.denominator()), DECIMALS, RoundingMode.HALF_UP);
        return plain(decimal) + " s";
    }

    static String text(Duration duration) {
        return text(of(duration));
    }

    static Rational abs(Rational value) {
        return value.signum() < 0 ? value.negate() : value;
    }

    /** At most so many decimals, without zeros at the end. */
    static String number(double value, int decimals, RoundingMode rounding) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
        }
        return plain(BigDecimal.valueOf(value).setScale(decimals, rounding));
    }

    static String number(double value) {
        return number(value, 3, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
