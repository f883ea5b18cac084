package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * How far ffmpeg has come, as it says itself by {@code -progress}.
 *
 * <p>Every value is a function of the command and its inputs: even {@code fps} and {@code speed}, since the guest's
 * clock is virtual. They say nothing about real time.
 *
 * @param frame video frames written so far; empty without video
 * @param fps frames per second of the guest's time; empty without video
 * @param bitrateBitsPerSecond of the output so far; empty as long as ffmpeg does not know
 * @param totalSizeBytes of the output so far; empty as long as ffmpeg does not know
 * @param outTime media time written so far, exact to the microsecond; empty as long as nothing was written
 * @param duplicatedFrames frames that were doubled to keep the frame rate
 * @param droppedFrames frames that were left out to keep the frame rate
 * @param speed media time over the guest's time; empty as long as ffmpeg does not know
 * @param end whether this is the last event of the run
 * @param values everything ffmpeg said in this event, by its own keys, for instance {@code stream_0_0_q}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Progress(
        OptionalLong frame,
        OptionalDouble fps,
        OptionalDouble bitrateBitsPerSecond,
        OptionalLong totalSizeBytes,
        Optional<Duration> outTime,
        long duplicatedFrames,
        long droppedFrames,
        OptionalDouble speed,
        boolean end,
        Map<String, String> values) {

    /**
     * Makes an event.
     *
     * @param frame see {@link Progress}
     * @param fps see {@link Progress}
     * @param bitrateBitsPerSecond see {@link Progress}
     * @param totalSizeBytes see {@link Progress}
     * @param outTime see {@link Progress}
     * @param duplicatedFrames see {@link Progress}
     * @param droppedFrames see {@link Progress}
     * @param speed see {@link Progress}
     * @param end see {@link Progress}
     * @param values see {@link Progress}
     * @throws NullPointerException if any argument is null
     */
    public Progress {
        requireNonNull(frame, "frame");
        requireNonNull(fps, "fps");
        requireNonNull(bitrateBitsPerSecond, "bitrateBitsPerSecond");
        requireNonNull(totalSizeBytes, "totalSizeBytes");
        requireNonNull(outTime, "outTime");
        requireNonNull(speed, "speed");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
