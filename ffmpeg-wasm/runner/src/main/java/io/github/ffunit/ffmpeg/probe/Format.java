package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What ffprobe says about a container. Immutable.
 *
 * @param values everything ffprobe printed, by its own keys, tags aside; unmodifiable
 * @param tags the container's metadata, for instance {@code title}; unmodifiable
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Format(Map<String, String> values, Map<String, String> tags) {

    /**
     * Makes one.
     *
     * @param values see {@link Format}
     * @param tags see {@link Format}
     * @throws NullPointerException if any argument is null
     */
    public Format {
        values = Section.copy(values);
        tags = Section.copy(tags);
    }

    /** {@return the guest's path of the file} */
    public String fileName() {
        return Section.required(values, "filename");
    }

    /** {@return the names of the demuxer, for instance {@code mov, mp4, m4a, 3gp, 3g2, mj2}; unmodifiable} */
    public List<String> names() {
        return List.of(Section.required(values, "format_name").split(","));
    }

    /** {@return the number of streams, if known} */
    public OptionalInt streamCount() {
        return Section.integer(values, "nb_streams");
    }

    /** {@return when the first stream starts, if known; exact to the microsecond} */
    public Optional<Duration> startTime() {
        return Section.seconds(values, "start_time").map(Rational::toDuration);
    }

    /** {@return how long the longest stream plays, if known; exact to the microsecond} */
    public Optional<Duration> duration() {
        return Section.seconds(values, "duration").map(Rational::toDuration);
    }

    /** {@return the size of the file in bytes, if known} */
    public OptionalLong sizeBytes() {
        return Section.count(values, "size");
    }

    /** {@return bits per second of the whole file, if known} */
    public OptionalLong bitrateBitsPerSecond() {
        return Section.count(values, "bit_rate");
    }

    /** {@return how sure ffprobe is of the format, up to 100, if it says so} */
    public OptionalInt probeScore() {
        return Section.integer(values, "probe_score");
    }

    /**
     * Returns any other value.
     *
     * @param key as ffprobe prints it, for instance {@code format_long_name}
     * @return the value as printed, or empty if ffprobe printed none or {@code N/A}
     * @throws NullPointerException if {@code key} is null
     */
    public Optional<String> raw(String key) {
        return Section.text(values, requireNonNull(key, "key"));
    }
}
