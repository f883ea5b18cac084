package io.github.ffunit.ffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTests {

    private static final Rational NTSC = new Rational(30000, 1001);

    @ParameterizedTest
    @CsvSource({"50,2,25,1", "-3,-6,1,2", "3,-6,-1,2", "0,-7,0,1", "-9223372036854775808,-9223372036854775808,1,1"})
    void newRational_anyFraction_isInLowestTerms(long above, long below, long numerator, long denominator) {
        Rational rational = new Rational(above, below);

        assertThat(rational.numerator()).isEqualTo(numerator);
        assertThat(rational.denominator()).isEqualTo(denominator);
    }

    @Test
    void newRational_zeroBelow_isRejected() {
        assertThatThrownBy(() -> new Rational(3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rational [3/0] has no value");
    }

    @Test
    void newRational_doesNotFit_isRejected() {
        assertThatThrownBy(() -> new Rational(1, Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void arithmetic_isExact() {
        Rational third = new Rational(1, 3);

        assertThat(third.plus(new Rational(1, 6))).isEqualTo(new Rational(1, 2));
        assertThat(third.minus(Rational.ONE)).isEqualTo(new Rational(-2, 3));
        assertThat(third.times(new Rational(3, 4))).isEqualTo(new Rational(1, 4));
        assertThat(third.times(6)).isEqualTo(Rational.of(2));
        assertThat(third.dividedBy(new Rational(2, 3))).isEqualTo(new Rational(1, 2));
        assertThat(NTSC.inverse().times(30000)).isEqualTo(Rational.of(1001));
        assertThat(third.negate().signum()).isEqualTo(-1);
    }

    @Test
    void arithmetic_largeButReducible_doesNotOverflow() {
        Rational tiny = new Rational(1, Long.MAX_VALUE);

        assertThat(tiny.times(Long.MAX_VALUE)).isEqualTo(Rational.ONE);
        assertThat(tiny.plus(tiny)).isEqualTo(new Rational(2, Long.MAX_VALUE));
        assertThatThrownBy(() -> tiny.times(tiny)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void inverse_ofZero_isRejected() {
        assertThatThrownBy(() -> Rational.ONE.dividedBy(Rational.ZERO))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Rational 0 has no inverse");
    }

    @Test
    void compareTo_closeValues_isExact() {
        Rational a = new Rational(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        Rational b = new Rational(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1);

        assertThat(a).isGreaterThan(b);
        assertThat(a.toDouble()).isEqualTo(b.toDouble());
        assertThat(new Rational(2, 4)).isEqualByComparingTo(new Rational(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "1,3,PT0.333333333S",
        "2,3,PT0.666666667S",
        "-2,3,PT-0.666666667S",
        "1001,30000,PT0.033366667S",
        "90000,1,PT25H"
    })
    void toDuration_anyValue_roundsToNanoseconds(long above, long below, Duration duration) {
        assertThat(new Rational(above, below).toDuration()).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "30000/1001,30000/1001",
        "16:9,16/9",
        "25,25/1",
        "-0.5,-1/2",
        "23.976,2997/125",
        "1e3,1000/1",
        "0.000000,0/1"
    })
    void parse_anythingThatFFmpegWrites_isExact(String text, String result) {
        assertThat(Rational.parse(text)).hasToString(result);
    }

    @ParameterizedTest
    @CsvSource({"''", "N/A", "1/x", "a:b", "1/2/3"})
    void parse_anythingElse_saysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Rational.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rational cannot be read from [" + text + "]; write 30000/1001, 16:9, 25 or 23.976");
    }
}
