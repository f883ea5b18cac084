package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.probe.Rational;
import org.apiguardian.api.API;

/**
 * A number of ticks, still without their length: {@code ticks(24_576).per(12_800)}.
 *
 * @param count how many
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TickCount(long count) {

    /**
     * Says how long a tick is.
     *
     * @param ticksPerSecond how many a second has; positive
     * @return the time in seconds, exactly
     * @throws IllegalArgumentException if {@code ticksPerSecond} is not positive
     */
    public Rational per(long ticksPerSecond) {
        if (ticksPerSecond <= 0) {
            throw new IllegalArgumentException("ticksPerSecond [%s] must be positive".formatted(ticksPerSecond));
        }
        return new Rational(count, ticksPerSecond);
    }
}
