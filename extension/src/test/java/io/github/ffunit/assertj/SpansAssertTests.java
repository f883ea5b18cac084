package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.between;
import static io.github.ffunit.assertj.TestMedia.failureOf;

import io.github.ffunit.ffmpeg.analysis.TimeSpan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansAssertTests {

    private static SpansAssert found(TimeSpan... spans) {
        return new SpansAssert(List.of(spans), Subject.strict("silences"));
    }

    @Test
    void none_isNone() {
        found().areNone().containsExactly();

        failureOf(() -> found(between("0", "0.5")).areNone())
                .isEqualTo("silences: expected none but found [0 s to 0.5 s]");
        failureOf(() -> found().containsExactly(between("0", "0.5")))
                .isEqualTo("silences: expected [0 s to 0.5 s] but found none");
    }

    @Test
    void times_areExactWithoutTolerance() {
        found(between("0.25", "0.5")).containsExactly(between("0.25", "0:00.5"));
        found(between("0.25", "0.51")).within(Duration.ofMillis(10)).containsExactly(between("0.25", "0.5"));

        failureOf(() -> found(between("0.25", "0.51")).containsExactly(between("0.25", "0.5")))
                .isEqualTo(
                        "silences: expected [0.25 s to 0.5 s] but found [0.25 s to 0.51 s]; the smallest tolerance that passes is 0.01 s");
        failureOf(() -> found(between("0.2", "0.51"))
                        .within(Duration.ofMillis(20))
                        .containsExactly(between("0.25", "0.5")))
                .isEqualTo(
                        "silences: expected [0.25 s to 0.5 s] within 0.02 s but found [0.2 s to 0.51 s]; the smallest tolerance that passes is 0.05 s");
    }

    @Test
    void longest_isLimited() {
        found(between("0", "1"), between("2", "2.5")).areNotLongerThan(Duration.ofSeconds(1));

        failureOf(() -> found(between("0", "1"), between("2", "2.5")).areNotLongerThan(Duration.ofMillis(400)))
                .isEqualTo(
                        "silences: expected none longer than 0.4 s but found [0 s to 1 s], [2 s to 2.5 s]; the smallest limit that passes is 1 s");
    }
}
