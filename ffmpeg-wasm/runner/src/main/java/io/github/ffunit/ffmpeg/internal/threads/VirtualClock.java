package io.github.ffunit.ffmpeg.internal.threads;

import java.time.Instant;

/**
 * The time that a guest sees, in nanoseconds since its start. It is a function of what the guest does: only readings,
 * switches of threads and sleeps move it, never the host's time.
 *
 * <p>Used by the holder of the baton alone.
 */
public final class VirtualClock {

    /** The smallest step of this clock: a loop that waits for time to pass must end, so each reading moves it. */
    public static final long NANOS_PER_READING = 1_000;

    /**
     * What one pass of the baton takes. Work takes time, too, so that reports by time, as ffmpeg's progress, come during a
     * run as they would on a real machine: at some hundred small frames per second.
     */
    static final long NANOS_PER_SWITCH = 400_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long epochNanos;
    private long now;

    /**
     * Makes a clock that stands at its start.
     *
     * @param epoch the time of day then, between 1970 and 2262
     * @throws ArithmeticException if {@code epoch} is out of range
     */
    public VirtualClock(Instant epoch) {
        this.epochNanos =
                Math.addExact(Math.multiplyExact(epoch.getEpochSecond(), NANOS_PER_SECOND), (long) epoch.getNano());
    }

    /** {@return the time since the start, for the guest: moves the clock} */
    public long read() {
        now += NANOS_PER_READING;
        return now;
    }

    /**
     * Returns the time of day.
     *
     * @param nanos since the start
     * @return nanoseconds since 1970
     */
    public long toEpochNanos(long nanos) {
        return epochNanos + nanos;
    }

    /** {@return the time since the start, without moving the clock} */
    public long nanos() {
        return now;
    }

    void switched() {
        now += NANOS_PER_SWITCH;
    }

    void skipTo(long nanos) {
        now = Math.max(now, nanos);
    }
}
