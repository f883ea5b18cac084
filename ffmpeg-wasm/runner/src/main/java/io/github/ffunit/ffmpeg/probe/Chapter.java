package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What ffprobe says about a chapter. Immutable.
 *
 * @param values everything ffprobe printed, by its own keys, tags aside; unmodifiable
 * @param tags the chapter's metadata; unmodifiable
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Chapter(Map<String, String> values, Map<String, String> tags) {

    /**
     * Makes one.
     *
     * @param values see {@link Chapter}
     * @param tags see {@link Chapter}
     * @throws NullPointerException if any argument is null
     */
    public Chapter {
        values = Section.copy(values);
        tags = Section.copy(tags);
    }

    /** {@return the chapter's number in the file; containers count in their own ways} */
    public long id() {
        return Long.parseLong(Section.required(values, "id"));
    }

    /** {@return the seconds that a tick lasts} */
    public Rational timeBase() {
        return Rational.parse(Section.required(values, "time_base"));
    }

    /** {@return when it starts, in ticks of {@link #timeBase()}} */
    public long startTicks() {
        return Long.parseLong(Section.required(values, "start"));
    }

    /** {@return when it ends, in ticks of {@link #timeBase()}} */
    public long endTicks() {
        return Long.parseLong(Section.required(values, "end"));
    }

    /** {@return when it starts} */
    public Duration startTime() {
        return timeBase().times(startTicks()).toDuration();
    }

    /** {@return when it ends} */
    public Duration endTime() {
        return timeBase().times(endTicks()).toDuration();
    }

    /** {@return the title, if it has one} */
    public Optional<String> title() {
        return Optional.ofNullable(tags.get("title"));
    }

    /**
     * Returns any other value.
     *
     * @param key as ffprobe prints it
     * @return the value as printed, or empty if ffprobe printed none or {@code N/A}
     * @throws NullPointerException if {@code key} is null
     */
    public Optional<String> raw(String key) {
        return Section.text(values, requireNonNull(key, "key"));
    }
}
