package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.probe.Rational;
import org.apiguardian.api.API;

/**
 * A part of a file. Immutable.
 *
 * @param start when it begins, in seconds
 * @param end when it is over, in seconds; not before {@code start}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TimeSpan(Rational start, Rational end) {

    /**
     * Makes one.
     *
     * @param start see {@link TimeSpan}
     * @param end see {@link TimeSpan}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code end} is before {@code start}
     */
    public TimeSpan {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        if (end.compareTo(start) < 0) {
            throw new IllegalArgumentException(
                    "TimeSpan.end must not be before start but was [%s] for start [%s]".formatted(end, start));
        }
    }

    /** {@return how long it lasts, in seconds} */
    public Rational duration() {
        return end.minus(start);
    }
}
