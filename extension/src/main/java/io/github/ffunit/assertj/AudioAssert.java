package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a stream with sound. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AudioAssert extends AbstractStreamAssert<AudioAssert> {

    AudioAssert(MediaAnalysis analysis, StreamInfo stream, Subject subject) {
        super(analysis, stream, AudioAssert.class, subject);
    }

    private AudioAssert(@Nullable StreamInfo nothing, Subject subject) {
        super(null, nothing, AudioAssert.class, subject);
    }

    static AudioAssert missing(Subject subject) {
        return new AudioAssert(null, subject);
    }

    // ---- facts

    /**
     * Asserts the sample rate.
     *
     * @param hertz samples a second of each channel
     * @return this
     */
    public AudioAssert hasSampleRate(int hertz) {
        return check(
                () -> requireEqual("sample rate", hertz, actual.sampleRate().orElse(0)));
    }

    /**
     * Asserts the number of channels.
     *
     * @param count how many there are
     * @return this
     */
    public AudioAssert hasChannels(int count) {
        return check(() -> requireEqual("channels", count, actual.channels().orElse(0)));
    }

    /**
     * Asserts the layout of the channels.
     *
     * @param name as FFmpeg calls it, for instance {@code stereo} or {@code 5.1}
     * @return this
     */
    public AudioAssert hasChannelLayout(String name) {
        requireNonNull(name, "name");
        return check(() -> requireEqual("channel layout", name, text(actual.channelLayout())));
    }

    /**
     * Decodes the stream and asserts the number of its samples, without priming: gapless to the sample.
     *
     * @param count how many each channel has
     * @return this
     */
    public AudioAssert hasSampleCount(long count) {
        return check(() -> {
            long was = analysis().frameHashes(index()).frames().stream()
                    .mapToLong(FrameHash::duration)
                    .sum();
            if (was != count) {
                throw difference(
                        count,
                        was,
                        "expected [%s] samples but decoded [%s], %s too %s",
                        count,
                        was,
                        Math.abs(was - count),
                        was > count ? "many" : "few");
            }
        });
    }
}
