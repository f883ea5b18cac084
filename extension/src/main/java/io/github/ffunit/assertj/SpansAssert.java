package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.TimeSpan;
import io.github.ffunit.ffmpeg.probe.Rational;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about parts of a stream, as its silences. Who hands them out says which. Exact, unless a tolerance was set. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SpansAssert extends AbstractMediaAssert<SpansAssert, List<TimeSpan>> {

    private Rational tolerance = Rational.ZERO;

    SpansAssert(@Nullable List<TimeSpan> spans, Subject subject) {
        super(spans, SpansAssert.class, subject);
    }

    static SpansAssert missing(Subject subject) {
        return new SpansAssert(null, subject);
    }

    /**
     * Sets how far starts and ends may be off in the assertions that follow. Default none.
     *
     * @param time in each direction, inclusive
     * @return this
     */
    public SpansAssert within(Duration time) {
        tolerance = Times.of(requireNonNull(time, "time"));
        return this;
    }

    /**
     * Asserts that there is none.
     *
     * @return this
     */
    public SpansAssert areNone() {
        return check(() -> {
            if (!actual.isEmpty()) {
                throw problem("expected none but found %s", text(actual));
            }
        });
    }

    /**
     * Asserts that there are these and no others.
     *
     * @param spans in their order, for instance {@code between("0.00", "0.50")}
     * @return this
     */
    public SpansAssert containsExactly(TimeSpan... spans) {
        List<TimeSpan> expected = List.of(spans);
        return check(() -> {
            if (expected.size() != actual.size()) {
                throw difference(expected, actual, "expected %s but found %s", text(expected), text(actual));
            }
            Rational worst = Rational.ZERO;
            for (int i = 0; i < expected.size(); i++) {
                worst = max(worst, off(expected.get(i), actual.get(i)));
            }
            if (worst.compareTo(tolerance) > 0) {
                throw difference(
                        expected,
                        actual,
                        "expected %s%s but found %s; the smallest tolerance that passes is %s",
                        text(expected),
                        tolerance.signum() == 0 ? "" : " within " + Times.text(tolerance),
                        text(actual),
                        Times.text(worst));
            }
        });
    }

    /**
     * Asserts that none is longer than a limit.
     *
     * @param limit the longest that is allowed
     * @return this
     */
    public SpansAssert areNotLongerThan(Duration limit) {
        requireNonNull(limit, "limit");
        return check(() -> {
            Rational longest = actual.stream()
                    .map(TimeSpan::duration)
                    .max(Rational::compareTo)
                    .orElse(Rational.ZERO);
            if (longest.compareTo(Times.of(limit)) > 0) {
                throw difference(
                        limit,
                        longest,
                        "expected none longer than %s but found %s; the smallest limit that passes is %s",
                        Times.text(limit),
                        text(actual),
                        Times.text(longest));
            }
        });
    }

    private static Rational off(TimeSpan expected, TimeSpan was) {
        return max(
                Times.abs(was.start().minus(expected.start())),
                Times.abs(was.end().minus(expected.end())));
    }

    private static Rational max(Rational one, Rational other) {
        return Stream.of(one, other).max(Rational::compareTo).orElseThrow();
    }

    private static String text(List<TimeSpan> spans) {
        return spans.isEmpty()
                ? "none"
                : spans.stream()
                        .map(span -> "[%s to %s]".formatted(Times.text(span.start()), Times.text(span.end())))
                        .collect(Collectors.joining(", "));
    }
}
