package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be asserted of each kind of stream.
 *
 * @param <S> the assertion itself
 */
abstract class AbstractStreamAssert<S extends AbstractStreamAssert<S>> extends AbstractMediaAssert<S, StreamInfo> {

    private final @Nullable MediaAnalysis analysis;

    /** {@code analysis} and {@code stream} are null where the subject is missing. */
    AbstractStreamAssert(
            @Nullable MediaAnalysis analysis, @Nullable StreamInfo stream, Class<S> type, Subject subject) {
        super(stream, type, subject);
        this.analysis = analysis;
    }

    /** To be asked within checks alone. */
    final MediaAnalysis analysis() {
        return requireNonNull(analysis, "a stream that is missing is not looked into");
    }

    final int index() {
        return actual.index();
    }

    /**
     * Asserts the codec.
     *
     * @param name as ffprobe calls it, for instance {@code h264} or {@code aac}
     * @return this
     */
    public S hasCodec(String name) {
        requireNonNull(name, "name");
        return check(() -> requireEqual("codec", name, text(actual.codecName())));
    }

    /**
     * Asserts the profile of the codec.
     *
     * @param name as ffprobe calls it, for instance {@code High} or {@code LC}
     * @return this
     */
    public S hasProfile(String name) {
        requireNonNull(name, "name");
        return check(() -> requireEqual("profile", name, text(actual.profile())));
    }

    /**
     * Asserts the language.
     *
     * @param code as the file has it, mostly three letters of ISO 639-2, for instance {@code deu}
     * @return this
     */
    public S hasLanguage(String code) {
        requireNonNull(code, "code");
        return check(() -> requireEqual("language", code, tag("language")));
    }

    /**
     * Asserts a tag.
     *
     * @param name its name as ffprobe prints it, for instance {@code title}
     * @param value its value
     * @return this
     */
    public S hasTag(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        return check(() -> requireEqual("tag " + name, value, tag(name)));
    }

    /**
     * Asserts that players take this stream if nobody chooses (disposition {@code default}).
     *
     * @return this
     */
    public S isDefault() {
        return hasDisposition("default");
    }

    /**
     * Asserts a disposition.
     *
     * @param name as ffprobe calls it, for instance {@code forced} or {@code attached_pic}
     * @return this
     */
    public S hasDisposition(String name) {
        requireNonNull(name, "name");
        return check(() -> {
            if (!actual.dispositions().contains(name)) {
                throw problem("expected disposition [%s] but has %s", name, actual.dispositions());
            }
        });
    }

    /**
     * Asserts that a disposition is not set.
     *
     * @param name as ffprobe calls it, for instance {@code forced}
     * @return this
     */
    public S hasNoDisposition(String name) {
        requireNonNull(name, "name");
        return check(() -> {
            if (actual.dispositions().contains(name)) {
                throw problem("expected no disposition [%s] but has %s", name, actual.dispositions());
            }
        });
    }

    /**
     * Asserts any other value.
     *
     * @param key as ffprobe prints it, for instance {@code color_space} or {@code level}
     * @param value as ffprobe prints it
     * @return this
     */
    public S hasFact(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return check(() -> requireEqual(key, value, text(actual.raw(key))));
    }

    /**
     * Asserts the time base.
     *
     * @param seconds how long a tick is, for instance {@code new Rational(1, 12_800)}
     * @return this
     */
    public S hasTimeBase(Rational seconds) {
        requireNonNull(seconds, "seconds");
        return check(() -> requireEqual("time base", seconds, actual.timeBase()));
    }

    /**
     * Asserts the exact duration: what the container states for the stream; where it does not, as Matroska, the time from the first decoded frame to
     * the end of the last.
     *
     * @param seconds for instance {@code ticks(24_576).per(12_800)}
     * @return this
     */
    public S hasDuration(Rational seconds) {
        requireNonNull(seconds, "seconds");
        return check(() -> {
            Rational duration = duration();
            if (!duration.equals(seconds)) {
                throw difference(
                        seconds,
                        duration,
                        "expected a duration of %s but was %s, %s; the smallest tolerance that passes is %s",
                        inTicks(seconds),
                        inTicks(duration),
                        offBy(duration.minus(seconds)),
                        Times.text(Times.abs(duration.minus(seconds))));
            }
        });
    }

    /**
     * Asserts the exact duration; see {@link #hasDuration(Rational)}.
     *
     * @param duration to the nanosecond
     * @return this
     */
    public S hasDuration(Duration duration) {
        return hasDuration(Times.of(duration));
    }

    /**
     * Asserts the duration with a tolerance; see {@link #hasDuration(Rational)}.
     *
     * @param duration what is expected
     * @param tolerance how far off it may be in each direction, inclusive
     * @return this
     */
    public S hasDurationCloseTo(Duration duration, Duration tolerance) {
        requireNonNull(duration, "duration");
        requireNonNull(tolerance, "tolerance");
        return check(() -> requireClose("duration", Times.of(duration), duration(), tolerance));
    }

    /**
     * Asserts when the stream starts, exactly, as the container states it.
     *
     * @param seconds for instance {@code Rational.ZERO}
     * @return this
     */
    public S startsAt(Rational seconds) {
        requireNonNull(seconds, "seconds");
        return check(() -> {
            if (actual.startTicks().isEmpty()) {
                throw problem("expected a start at %s but the file does not say when it starts", Times.text(seconds));
            }
            Rational start = actual.timeBase().times(actual.startTicks().getAsLong());
            if (!start.equals(seconds)) {
                throw difference(
                        seconds,
                        start,
                        "expected a start at %s but was %s, %s",
                        inTicks(seconds),
                        inTicks(start),
                        offBy(start.minus(seconds)));
            }
        });
    }

    final void requireClose(String what, Rational expected, Rational was, Duration tolerance) {
        Rational off = Times.abs(was.minus(expected));
        if (off.compareTo(Times.of(tolerance)) > 0) {
            throw difference(
                    expected,
                    was,
                    "expected a %s of %s within %s but was %s, %s; the smallest tolerance that passes is %s",
                    what,
                    Times.text(expected),
                    Times.text(tolerance),
                    Times.text(was),
                    offBy(was.minus(expected)),
                    Times.text(off));
        }
    }

    private Rational duration() {
        if (actual.durationTicks().isPresent()) {
            return actual.timeBase().times(actual.durationTicks().getAsLong());
        }
        if (actual.type() == StreamInfo.Type.VIDEO || actual.type() == StreamInfo.Type.AUDIO) {
            StreamHashes hashes = analysis().frameHashes(index());
            return hashes.frames().isEmpty() ? Rational.ZERO : hashes.end().minus(hashes.time(0));
        }
        throw problem("the container states no duration of this stream; assert that of the file");
    }

    private String inTicks(Rational seconds) {
        Rational ticks = seconds.dividedBy(actual.timeBase());
        return ticks.denominator() == 1
                ? say("%s (%s ticks of %s s)", Times.text(seconds), ticks.numerator(), actual.timeBase())
                : say("%s (not a whole number of ticks of %s s)", Times.text(seconds), actual.timeBase());
    }

    private static String offBy(Rational seconds) {
        return Times.text(Times.abs(seconds)) + (seconds.signum() > 0 ? " too much" : " too little");
    }

    static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private String tag(String name) {
        return actual.tags().getOrDefault(name, "none");
    }
}
