package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * One packet of a file: what a container holds of a stream in one piece, still coded. Immutable.
 *
 * @param stream the index of its stream
 * @param pts when it is shown, in ticks of the stream's time base; empty if the file does not say
 * @param dts when it is decoded, in ticks of the stream's time base; empty if the file does not say
 * @param duration how long it is shown, in ticks of the stream's time base; empty if the file does not say
 * @param size the length of its content in bytes
 * @param position where in the file it starts, in bytes; empty if the container cannot tell
 * @param keyframe whether decoding can start here
 * @param discarded whether its content is decoded but not shown, as the priming of AAC
 * @param payloadMd5 the MD5 of its content: 32 hexadecimal digits
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Packet(
        int stream,
        OptionalLong pts,
        OptionalLong dts,
        OptionalLong duration,
        long size,
        OptionalLong position,
        boolean keyframe,
        boolean discarded,
        String payloadMd5) {

    /**
     * Makes one.
     *
     * @param stream see {@link Packet}
     * @param pts see {@link Packet}
     * @param dts see {@link Packet}
     * @param duration see {@link Packet}
     * @param size see {@link Packet}
     * @param position see {@link Packet}
     * @param keyframe see {@link Packet}
     * @param discarded see {@link Packet}
     * @param payloadMd5 see {@link Packet}
     * @throws NullPointerException if any argument is null
     */
    public Packet {
        requireNonNull(pts, "pts");
        requireNonNull(dts, "dts");
        requireNonNull(duration, "duration");
        requireNonNull(position, "position");
        requireNonNull(payloadMd5, "payloadMd5");
    }
}
