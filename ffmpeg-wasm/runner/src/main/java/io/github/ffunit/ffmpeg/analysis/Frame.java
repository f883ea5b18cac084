package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * One decoded frame of a stream, as ffprobe describes it. Immutable.
 *
 * @param pts when it is shown, in ticks of the stream's time base; empty if nobody knows
 * @param duration how long it is shown, in ticks of the stream's time base; empty if nobody knows
 * @param pictureType {@code I}, {@code P}, {@code B} or another of FFmpeg's letters; {@code ?} for sound
 * @param keyframe whether decoding can start here
 * @param interlaced whether it consists of two fields
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Frame(OptionalLong pts, OptionalLong duration, String pictureType, boolean keyframe, boolean interlaced) {

    /**
     * Makes one.
     *
     * @param pts see {@link Frame}
     * @param duration see {@link Frame}
     * @param pictureType see {@link Frame}
     * @param keyframe see {@link Frame}
     * @param interlaced see {@link Frame}
     * @throws NullPointerException if any argument is null
     */
    public Frame {
        requireNonNull(pts, "pts");
        requireNonNull(duration, "duration");
        requireNonNull(pictureType, "pictureType");
    }
}
