package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * The hash of one decoded frame, a line of FFmpeg's {@code framemd5}. Immutable.
 *
 * @param pts when it is shown, in ticks of {@link StreamHashes#timeBase()}
 * @param duration how long it is shown, in ticks of {@link StreamHashes#timeBase()}; 0 if nobody knows
 * @param size the length of its pixels or samples in bytes
 * @param md5 of its pixels or samples: 32 hexadecimal digits
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FrameHash(long pts, long duration, long size, String md5) {

    /**
     * Makes one.
     *
     * @param pts see {@link FrameHash}
     * @param duration see {@link FrameHash}
     * @param size see {@link FrameHash}
     * @param md5 see {@link FrameHash}
     * @throws NullPointerException if {@code md5} is null
     */
    public FrameHash {
        requireNonNull(md5, "md5");
    }

    /** {@return the same with 0 for its times, to compare contents alone} */
    public FrameHash withoutTimes() {
        return new FrameHash(0, 0, size, md5);
    }
}
