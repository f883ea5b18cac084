package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.TestMedia.failureOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MeasureAssertTests {

    private static MeasureAssert measured(double value) {
        return new MeasureAssert(value, " LUFS", Subject.strict("sound"));
    }

    @Test
    void tolerance_isInclusive() {
        measured(-16.5).isCloseTo(-16, 0.5).isWithin(16.5);

        failureOf(() -> measured(-16.50001).isCloseTo(-16, 0.5))
                .isEqualTo(
                        "sound: expected -16 LUFS within 0.5 but was -16.5 LUFS; the smallest tolerance that passes is 0.501");
        failureOf(() -> measured(3).isWithin(2))
                .isEqualTo("sound: expected 0 LUFS within 2 but was 3 LUFS; the smallest tolerance that passes is 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measured(1).isCloseTo(1, -1))
                .withMessage("tolerance [-1.0] must not be negative");
    }

    @Test
    void limits_areInclusive() {
        measured(2).isAtMost(2).isAtLeast(2).isBetween(2, 2);

        failureOf(() -> measured(2.0001).isAtMost(2))
                .isEqualTo("sound: expected at most 2 LUFS but was 2 LUFS; the smallest limit that passes is 2.001");
        failureOf(() -> measured(1.9999).isAtLeast(2))
                .isEqualTo("sound: expected at least 2 LUFS but was 2 LUFS; the largest limit that passes is 1.999");
        failureOf(() -> measured(3).isBetween(1, 2)).startsWith("sound: expected at most 2 LUFS");
    }

    @Test
    void infinityAndNoNumber_areNotClose() {
        failureOf(() -> measured(Double.NEGATIVE_INFINITY).isAtLeast(-60))
                .isEqualTo(
                        "sound: expected at least -60 LUFS but was minus infinite LUFS; the largest limit that passes is minus infinite");
        failureOf(() -> measured(Double.NaN).isAtMost(1)).contains("was not a number");
        failureOf(() -> measured(Double.NaN).isCloseTo(1, 100)).contains("was not a number");
    }
}
