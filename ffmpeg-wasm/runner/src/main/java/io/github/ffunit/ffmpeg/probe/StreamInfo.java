package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What ffprobe says about a stream. Immutable.
 *
 * <p>Times are exact: in ticks of {@link #timeBase()}, or as {@link Rational} seconds.
 *
 * @param values everything ffprobe printed, by its own keys, the following aside; unmodifiable
 * @param dispositions what is set of {@code default}, {@code forced}, {@code attached_pic} and so on; unmodifiable
 * @param tags the stream's metadata, for instance {@code language}; unmodifiable
 * @param sideData each with its values by ffprobe's own keys, for instance {@code rotation}; unmodifiable
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StreamInfo(
        Map<String, String> values,
        Set<String> dispositions,
        Map<String, String> tags,
        List<Map<String, String>> sideData) {

    /** What a stream carries. */
    public enum Type {
        /** Pictures, cover art among them. */
        VIDEO,
        /** Sound. */
        AUDIO,
        /** Subtitles as text or pictures. */
        SUBTITLE,
        /** Anything else with timestamps. */
        DATA,
        /** A file without timestamps, as a font. */
        ATTACHMENT,
        /** FFmpeg does not know. */
        UNKNOWN
    }

    /**
     * Makes one.
     *
     * @param values see {@link StreamInfo}
     * @param dispositions see {@link StreamInfo}
     * @param tags see {@link StreamInfo}
     * @param sideData see {@link StreamInfo}
     * @throws NullPointerException if any argument is null
     */
    public StreamInfo {
        values = Section.copy(values);
        dispositions = Section.copy(dispositions);
        tags = Section.copy(tags);
        sideData = sideData.stream().map(Section::copy).toList();
    }

    /** {@return the stream's place in the file, from 0} */
    public int index() {
        return Integer.parseInt(Section.required(values, "index"));
    }

    /** {@return what it carries} */
    public Type type() {
        return switch (Section.text(values, "codec_type").orElse("")) {
            case "video" -> Type.VIDEO;
            case "audio" -> Type.AUDIO;
            case "subtitle" -> Type.SUBTITLE;
            case "data" -> Type.DATA;
            case "attachment" -> Type.ATTACHMENT;
            default -> Type.UNKNOWN;
        };
    }

    /** {@return FFmpeg's name of the codec, for instance {@code h264}, if it knows the codec} */
    public Optional<String> codecName() {
        return Section.text(values, "codec_name");
    }

    /** {@return the container's tag for the codec, for instance {@code avc1}} */
    public Optional<String> codecTag() {
        return Section.text(values, "codec_tag_string");
    }

    /** {@return the profile, for instance {@code High}, if the codec has profiles} */
    public Optional<String> profile() {
        return Section.text(values, "profile");
    }

    /** {@return the width of a picture in pixels, if it is video} */
    public OptionalInt width() {
        return Section.integer(values, "width");
    }

    /** {@return the height of a picture in pixels, if it is video} */
    public OptionalInt height() {
        return Section.integer(values, "height");
    }

    /** {@return the name of the pixel format, for instance {@code yuv420p}, if known} */
    public Optional<String> pixelFormat() {
        return Section.text(values, "pix_fmt");
    }

    /** {@return the shape of a pixel, width over height, if known} */
    public Optional<Rational> sampleAspectRatio() {
        return Section.fraction(values, "sample_aspect_ratio");
    }

    /** {@return samples per second, if it is audio} */
    public OptionalInt sampleRate() {
        return Section.integer(values, "sample_rate");
    }

    /** {@return the number of channels, if it is audio} */
    public OptionalInt channels() {
        return Section.integer(values, "channels");
    }

    /** {@return the name of the channel layout, for instance {@code stereo}, if known} */
    public Optional<String> channelLayout() {
        return Section.text(values, "channel_layout");
    }

    /** {@return the seconds that a tick lasts} */
    public Rational timeBase() {
        return Rational.parse(Section.required(values, "time_base"));
    }

    /** {@return the lowest frame rate at which every timestamp can be exact, if known} */
    public Optional<Rational> realFrameRate() {
        return Section.fraction(values, "r_frame_rate");
    }

    /** {@return frames per second on average, if known} */
    public Optional<Rational> averageFrameRate() {
        return Section.fraction(values, "avg_frame_rate");
    }

    /** {@return when it starts, in ticks of {@link #timeBase()}, if known} */
    public OptionalLong startTicks() {
        return Section.count(values, "start_pts");
    }

    /** {@return how long it plays, in ticks of {@link #timeBase()}, if known} */
    public OptionalLong durationTicks() {
        return Section.count(values, "duration_ts");
    }

    /** {@return when it starts, if known; rounded to nanoseconds} */
    public Optional<Duration> startTime() {
        return toDuration(startTicks());
    }

    /** {@return how long it plays, if known; rounded to nanoseconds} */
    public Optional<Duration> duration() {
        return toDuration(durationTicks());
    }

    /** {@return the number of frames according to the container, if it says so} */
    public OptionalLong frameCount() {
        return Section.count(values, "nb_frames");
    }

    /** {@return bits per second, if known} */
    public OptionalLong bitrateBitsPerSecond() {
        return Section.count(values, "bit_rate");
    }

    /**
     * Returns any other value.
     *
     * @param key as ffprobe prints it, for instance {@code level} or {@code color_space}
     * @return the value as printed, or empty if ffprobe printed none or {@code N/A}
     * @throws NullPointerException if {@code key} is null
     */
    public Optional<String> raw(String key) {
        return Section.text(values, requireNonNull(key, "key"));
    }

    private Optional<Duration> toDuration(OptionalLong ticks) {
        return ticks.isPresent()
                ? Optional.of(timeBase().times(ticks.getAsLong()).toDuration())
                : Optional.empty();
    }
}
