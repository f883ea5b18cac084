package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What one run may use. The run that crosses a limit is stopped and ends with a {@link LimitExceededException}; what it
 * has written until then stays.
 *
 * <p>{@link #defaults()} are generous for tests and small enough that no runaway command harms a build.
 *
 * @param memoryBytes the guest's memory; rounded down to whole pages of 65,536 bytes, at most 2 GiB are used. It grows by
 *     an eighth at a time, so a guest may meet this limit that much before it has used all of it.
 *     Default 1 GiB
 * @param wallTime real time from start to end. Default 10 minutes
 * @param outputBytes bytes written to files and standard output, rewritten ones counted again. Default 2 GiB
 * @param files number of files and directories that the run may create. Default 10,000
 * @param logBytes bytes written to standard error. Default 16 MiB
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Limits(long memoryBytes, Duration wallTime, long outputBytes, int files, long logBytes) {

    private static final long MIB = 1L << 20;
    private static final Limits DEFAULTS = new Limits(1024 * MIB, Duration.ofMinutes(10), 2048 * MIB, 10_000, 16 * MIB);
    private static final Limits UNLIMITED =
            new Limits(2048 * MIB, Duration.ofNanos(Long.MAX_VALUE), Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Makes limits.
     *
     * @param memoryBytes see {@link Limits}
     * @param wallTime see {@link Limits}
     * @param outputBytes see {@link Limits}
     * @param files see {@link Limits}
     * @param logBytes see {@link Limits}
     * @throws NullPointerException if {@code wallTime} is null
     * @throws IllegalArgumentException if any limit is zero or negative
     */
    public Limits {
        requireNonNull(wallTime, "wallTime");
        requirePositive("memoryBytes", memoryBytes);
        requirePositive("outputBytes", outputBytes);
        requirePositive("files", files);
        requirePositive("logBytes", logBytes);
        if (wallTime.isNegative() || wallTime.isZero()) {
            throw new IllegalArgumentException("Limits.wallTime must be positive but was [%s]".formatted(wallTime));
        }
    }

    /** {@return the limits that hold where none are given} */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** {@return limits that no run reaches, but for 2 GiB of memory, which no run may pass} */
    public static Limits unlimited() {
        return UNLIMITED;
    }

    /**
     * Returns these limits with another one for memory.
     *
     * @param bytes the new limit, positive
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Limits withMemoryBytes(long bytes) {
        return new Limits(bytes, wallTime, outputBytes, files, logBytes);
    }

    /**
     * Returns these limits with another one for real time.
     *
     * @param time the new limit, positive
     * @return a copy
     * @throws NullPointerException if {@code time} is null
     * @throws IllegalArgumentException if {@code time} is not positive
     */
    public Limits withWallTime(Duration time) {
        return new Limits(memoryBytes, time, outputBytes, files, logBytes);
    }

    /**
     * Returns these limits with another one for output.
     *
     * @param bytes the new limit, positive
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Limits withOutputBytes(long bytes) {
        return new Limits(memoryBytes, wallTime, bytes, files, logBytes);
    }

    /**
     * Returns these limits with another one for the number of files.
     *
     * @param count the new limit, positive
     * @return a copy
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public Limits withFiles(int count) {
        return new Limits(memoryBytes, wallTime, outputBytes, count, logBytes);
    }

    /**
     * Returns these limits with another one for the log.
     *
     * @param bytes the new limit, positive
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Limits withLogBytes(long bytes) {
        return new Limits(memoryBytes, wallTime, outputBytes, files, bytes);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Limits.%s must be positive but was [%d]".formatted(name, value));
        }
    }
}
