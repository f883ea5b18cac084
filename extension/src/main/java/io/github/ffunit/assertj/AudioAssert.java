package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.Loudness;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Samples;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a stream with sound. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AudioAssert extends AbstractStreamAssert<AudioAssert> {

    private static final double SILENT_DB = -60;

    /** Of sounds that have something in common. */
    private static final double SIMILAR = 0.3;

    private @Nullable Loudness loudness;
    private @Nullable Samples samples;

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

    /**
     * Decodes the stream and asserts that each frame starts when the one before ends, but for one tick of rounding.
     *
     * @return this
     */
    public AudioAssert hasNoGaps() {
        return check(() -> {
            StreamHashes hashes = analysis().frameHashes(index());
            Rational tick = actual.timeBase();
            for (int i = 1; i < hashes.frames().size(); i++) {
                Rational end = hashes.time(i - 1)
                        .plus(hashes.timeBase().times(hashes.frames().get(i - 1).duration()));
                Rational gap = hashes.time(i).minus(end);
                if (Times.abs(gap).compareTo(tick) > 0) {
                    throw problem(
                            "expected no gap but frame %s starts at %s, %s %s the end of the one before",
                            i,
                            Times.text(hashes.time(i)),
                            Times.text(Times.abs(gap)),
                            gap.signum() > 0 ? "after" : "before");
                }
            }
        });
    }

    // ---- loudness

    /**
     * Goes on to the integrated loudness by EBU R 128, in LUFS, measured by FFmpeg's filter {@code ebur128}; -70 for silence.
     *
     * @return assertions about the figure
     */
    public MeasureAssert integratedLoudness() {
        return measure("integrated loudness", " LUFS", () -> loudness().integratedLufs());
    }

    /**
     * Goes on to the loudest three seconds by EBU R 128, in LUFS, measured by FFmpeg's filter {@code ebur128}; -120.691 for silence and for less than
     * three seconds.
     *
     * @return assertions about the figure
     */
    public MeasureAssert maxShortTermLoudness() {
        return measure("short-term loudness", " LUFS", () -> loudness().maxShortTermLufs());
    }

    /**
     * Goes on to the loudness range by EBU R 128, in LU, measured by FFmpeg's filter {@code ebur128}; 0 for less than three seconds.
     *
     * @return assertions about the figure
     */
    public MeasureAssert loudnessRange() {
        return measure("loudness range", " LU", () -> loudness().rangeLu());
    }

    /**
     * Goes on to the largest peak between samples, in dBTP, to one decimal, measured by FFmpeg's filter {@code ebur128}; minus infinite for silence.
     *
     * @return assertions about the figure
     */
    public MeasureAssert truePeak() {
        return measure("true peak", " dBTP", () -> loudness().truePeakDbtp());
    }

    /**
     * Decodes the stream and goes on to its largest sample in any channel, in dB of full scale; minus infinite for silence.
     *
     * @return assertions about the figure
     */
    public MeasureAssert samplePeak() {
        return measure("sample peak", " dBFS", () -> {
            double peak = 0;
            for (int channel = 0; channel < samples().channels(); channel++) {
                peak = Math.max(peak, Signal.peak(samples().channel(channel)));
            }
            return Signal.decibels(peak);
        });
    }

    /**
     * Decodes the stream and goes on to the root mean square of the samples of a channel, in dB of full scale; minus infinite for silence.
     *
     * @param channel from 0
     * @return assertions about the figure
     */
    public MeasureAssert rms(int channel) {
        return measure(say("RMS of channel %s", channel), " dBFS", () -> Signal.decibels(Signal.rms(channel(channel))));
    }

    /**
     * Asserts that some sample is louder than -60 dB of full scale.
     *
     * @return this
     */
    public AudioAssert isNotSilent() {
        samplePeak().isAtLeast(SILENT_DB);
        return this;
    }

    /**
     * Asserts that no sample is louder than -60 dB of full scale.
     *
     * @return this
     */
    public AudioAssert isSilent() {
        samplePeak().isAtMost(SILENT_DB);
        return this;
    }

    /**
     * Decodes the stream and goes on to its silences: times of at least 100 ms in which all channels are below -60 dB of full scale, by FFmpeg's
     * filter {@code silencedetect}.
     *
     * @return assertions about the spans
     */
    public SpansAssert silences() {
        return silences(SILENT_DB, Duration.ofMillis(100));
    }

    /**
     * Decodes the stream and goes on to its silences, by FFmpeg's filter {@code silencedetect}.
     *
     * @param belowDb what counts as silence, in dB of full scale; negative
     * @param atLeast how long a span must be to count; not negative
     * @return assertions about the spans
     */
    public SpansAssert silences(double belowDb, Duration atLeast) {
        requireNonNull(atLeast, "atLeast");
        return go(
                () -> new SpansAssert(
                        analysis().silences(index(), belowDb, atLeast),
                        subject().part("silences")),
                SpansAssert::missing);
    }

    // ---- what is heard

    /**
     * Decodes the stream and goes on to the frequency with most power in a channel, in Hz. For a steady tone of a second it is exact to a hundredth.
     *
     * @param channel from 0
     * @return assertions about the figure
     */
    public MeasureAssert dominantFrequency(int channel) {
        return measure(
                say("dominant frequency of channel %s", channel),
                " Hz",
                () -> Signal.dominantFrequency(channel(channel), samples().sampleRate()));
    }

    /**
     * Decodes both streams and goes on to how many samples later the sound comes than in another file, by cross-correlation of all channels together;
     * negative for earlier. Fails if the rates differ, or the sounds have nothing in common. A sound that repeats itself has several answers; the
     * best one counts, of equals the nearest to 0.
     *
     * @param other a file of any file system with one stream of sound, or more, of which the first counts
     * @return assertions about the figure, in samples
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no sound
     */
    public MeasureAssert offsetTo(Path other) {
        Side side = Side.of(other, StreamInfo.Type.AUDIO);
        return measure(say("offset to [%s]", other), " samples", () -> {
            Samples reference = side.samples();
            if (reference.sampleRate() != samples().sampleRate()) {
                throw problem(
                        "expected the rate of [%s], [%s] Hz, but was [%s] Hz",
                        other, reference.sampleRate(), samples().sampleRate());
            }
            Signal.Offset offset = offset(samples(), reference);
            if (offset.similarity() < SIMILAR) {
                throw problem(
                        "expected the sound of [%s] but the two have a similarity of %s, below %s",
                        other, Times.number(offset.similarity()), SIMILAR);
            }
            return (double) offset.samples();
        });
    }

    /**
     * Decodes both streams and asserts that they have the same samples.
     *
     * @param other a file of any file system with one stream of sound, or more, of which the first counts
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     * @throws IllegalArgumentException if the other file has no sound
     */
    public AudioAssert hasSameSamplesAs(Path other) {
        Side side = Side.of(other, StreamInfo.Type.AUDIO);
        return check(() -> {
            Samples expected = side.samples();
            Samples was = samples();
            requireEqual("channels", expected.channels(), was.channels());
            requireEqual("sample rate", expected.sampleRate(), was.sampleRate());
            for (int channel = 0; channel < was.channels(); channel++) {
                int first = Arrays.mismatch(expected.channel(channel), was.channel(channel));
                if (first >= 0) {
                    throw difference(
                            expected,
                            was,
                            "expected the samples of [%s] but %s%s",
                            other,
                            first < Math.min(expected.count(), was.count())
                                    ? say(
                                            "sample %s of channel %s (%s) is %s instead of %s",
                                            first,
                                            channel,
                                            Times.text(new Rational(first, was.sampleRate())),
                                            was.channel(channel)[first],
                                            expected.channel(channel)[first])
                                    : say("has [%s] instead of [%s]", was.count(), expected.count()),
                            moved(offset(was, expected)));
                }
            }
        });
    }

    private static String moved(Signal.Offset offset) {
        if (offset.samples() == 0 || offset.similarity() < SIMILAR) {
            return "";
        }
        return say(
                "; the sound comes %s samples %s",
                Math.abs(offset.samples()), offset.samples() > 0 ? "later" : "earlier");
    }

    private static Signal.Offset offset(Samples was, Samples expected) {
        return Signal.offset(Signal.mixed(was), Signal.mixed(expected));
    }

    // ---- helpers

    private MeasureAssert measure(String what, String unit, Search<Double> figure) {
        return go(() -> new MeasureAssert(figure.find(), unit, subject().part(what)), MeasureAssert::missing);
    }

    private Loudness loudness() {
        if (loudness == null) {
            loudness = analysis().loudness(index());
        }
        return loudness;
    }

    private Samples samples() {
        if (samples == null) {
            samples = analysis().samples(index());
        }
        return samples;
    }

    private float[] channel(int channel) {
        if (channel < 0 || channel >= samples().channels()) {
            throw problem(
                    "expected a channel [%s] but has [%s] channels",
                    channel, samples().channels());
        }
        return samples().channel(channel);
    }
}
