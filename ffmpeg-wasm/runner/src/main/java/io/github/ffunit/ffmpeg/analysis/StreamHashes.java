package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The hashes of all decoded frames of one stream. Immutable.
 *
 * @param stream the index of the stream in the file
 * @param facts what stands above the hashes, by FFmpeg's own names in its order: {@code tb}, {@code media_type}, {@code codec_id} (of the decoded
 *     form), {@code dimensions} and {@code sar}, or {@code sample_rate} and {@code channel_layout_name}; unmodifiable
 * @param frames in the order of showing; unmodifiable
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StreamHashes(int stream, Map<String, String> facts, List<FrameHash> frames) {

    /**
     * Makes them.
     *
     * @param stream see {@link StreamHashes}
     * @param facts see {@link StreamHashes}
     * @param frames see {@link StreamHashes}
     * @throws NullPointerException if any argument is null
     */
    public StreamHashes {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        frames = List.copyOf(frames);
    }

    /** {@return the seconds that a tick lasts: of pictures as the container has it, of sound one sample} */
    public Rational timeBase() {
        return Rational.parse(requireNonNull(facts.get("tb"), "tb"));
    }

    /**
     * Returns when a frame is shown, exactly.
     *
     * @param frame its place, from 0
     * @return its time in seconds
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public Rational time(int frame) {
        return timeBase().times(frames.get(frame).pts());
    }

    /** {@return when the last frame has been shown, in seconds; 0 without frames} */
    public Rational end() {
        if (frames.isEmpty()) {
            return Rational.ZERO;
        }
        FrameHash last = frames.get(frames.size() - 1);
        return timeBase().times(last.pts() + last.duration());
    }
}
