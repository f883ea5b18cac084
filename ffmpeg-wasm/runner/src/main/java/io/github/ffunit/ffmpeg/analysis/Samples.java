package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * All decoded samples of a sound stream. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Samples {

    private final int sampleRate;
    private final int channels;
    private final float[] interleaved;

    /** {@code interleaved} is not copied. */
    Samples(int sampleRate, int channels, float[] interleaved) {
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.interleaved = requireNonNull(interleaved);
    }

    /** {@return samples per second of each channel} */
    public int sampleRate() {
        return sampleRate;
    }

    /** {@return the number of channels} */
    public int channels() {
        return channels;
    }

    /** {@return the number of samples of each channel} */
    public int count() {
        return interleaved.length / channels;
    }

    /**
     * Returns one channel.
     *
     * @param channel from 0
     * @return its samples, full scale being 1; a new array each time
     * @throws IndexOutOfBoundsException if there is no such channel
     */
    public float[] channel(int channel) {
        checkIndex(channel, channels);
        float[] samples = new float[count()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = interleaved[i * channels + channel];
        }
        return samples;
    }

    /** {@return rate, channels and length} */
    @Override
    public String toString() {
        return "Samples[%s Hz, channels=%s, count=%s]".formatted(sampleRate, channels, count());
    }
}
