package io.github.ffunit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTests {

    private static float[] sine(double hertz, int sampleRate, int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / sampleRate);
        }
        return samples;
    }

    private static float[] noise(int count) {
        Random random = new Random(1);
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 440, 440.5, 997, 3999.9, 12_345.6})
    void dominantFrequency_ofSine_isExact(double hertz) {
        assertThat(Signal.dominantFrequency(sine(hertz, 48_000, 48_000), 48_000))
                .isCloseTo(hertz, within(0.01));
    }

    @Test
    void dominantFrequency_ofTwo_isTheLouder() {
        float[] both = sine(440, 8000, 8000);
        float[] other = sine(1000, 8000, 8000);
        for (int i = 0; i < both.length; i++) {
            both[i] = both[i] * 0.5f + other[i] * 0.4f;
        }

        assertThat(Signal.dominantFrequency(both, 8000)).isCloseTo(440, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3000, -1, 0, 1, 17, 1024, 3000})
    void offset_ofNoise_isExact(int samples) {
        float[] sound = noise(8000);
        float[] moved = new float[8000];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = i >= samples && i - samples < sound.length ? sound[i - samples] : 0;
        }

        Signal.Offset offset = Signal.offset(moved, sound);

        assertThat(offset.samples()).isEqualTo(samples);
        assertThat(offset.similarity()).isBetween(0.7, 1.0001);
    }

    @Test
    void offset_ofOtherLengths_isExact() {
        float[] sound = noise(5000);

        assertThat(Signal.offset(Arrays.copyOfRange(sound, 700, 1700), sound).samples())
                .isEqualTo(-700);
    }

    @Test
    void offset_ofPeriods_isTheNearest() {
        float[] sound = sine(1000, 8000, 800);

        assertThat(Signal.offset(sound, sound))
                .isEqualTo(new Signal.Offset(0, Signal.offset(sound, sound).similarity()));
    }

    @Test
    void offset_ofSilence_hasNoSimilarity() {
        assertThat(Signal.offset(new float[100], noise(100))).isEqualTo(new Signal.Offset(0, 0));
        assertThat(Signal.offset(new float[0], new float[0])).isEqualTo(new Signal.Offset(0, 0));
    }

    @Test
    void levels_areThoseOfASine() {
        assertThat(Signal.decibels(Signal.peak(sine(1000, 48_000, 48_000)))).isCloseTo(0, within(0.001));
        assertThat(Signal.decibels(Signal.rms(sine(1000, 48_000, 48_000)))).isCloseTo(-3.0103, within(0.001));
        assertThat(Signal.decibels(Signal.rms(new float[0]))).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
