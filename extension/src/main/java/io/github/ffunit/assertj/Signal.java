package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.Samples;
import java.util.Arrays;

/** Arithmetic with samples. */
final class Signal {

    /** More would not make frequencies more exact than anybody asks for. */
    private static final int MOST_BITS = 18;

    private Signal() {}

    /** All channels together. */
    static float[] mixed(Samples samples) {
        float[] mix = new float[samples.count()];
        for (int channel = 0; channel < samples.channels(); channel++) {
            float[] one = samples.channel(channel);
            for (int i = 0; i < mix.length; i++) {
                mix[i] += one[i];
            }
        }
        return mix;
    }

    static double peak(float[] samples) {
        double peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    static double rms(float[] samples) {
        double squares = 0;
        for (float sample : samples) {
            squares += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(squares / samples.length);
    }

    /** In decibels of full scale; minus infinite for silence. */
    static double decibels(double amplitude) {
        return 20 * Math.log10(amplitude);
    }

    /** The frequency with most power, in Hz: the strongest bin of a transform, made exact by Goertzel's filter. */
    static double dominantFrequency(float[] samples, int sampleRate) {
        int bits = Math.min(MOST_BITS, 32 - Integer.numberOfLeadingZeros(Math.max(1, samples.length - 1)));
        int length = Math.min(samples.length, 1 << bits);
        double[] real = new double[1 << bits];
        for (int i = 0; i < length; i++) {
            real[i] = samples[i] * hann(i, length);
        }
        double[] windowed = Arrays.copyOf(real, length);
        double[] imaginary = new double[real.length];
        transform(real, imaginary, false);
        int strongest = 0;
        double most = -1;
        for (int bin = 0; bin <= real.length / 2; bin++) {
            double power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
            if (power > most) {
                most = power;
                strongest = bin;
            }
        }
        double low = Math.max(0, strongest - 1);
        double high = Math.min(real.length / 2.0, strongest + 1);
        // The main lobe of the window has one top
        for (int i = 0; i < 60; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (goertzel(windowed, left / real.length) < goertzel(windowed, right / real.length)) {
                low = left;
            } else {
                high = right;
            }
        }
        return (low + high) / 2 * sampleRate / real.length;
    }

    private static double hann(int i, int length) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
    }

    /** The power at one frequency, in periods a sample. */
    private static double goertzel(double[] samples, double frequency) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency);
        double last = 0;
        double beforeLast = 0;
        for (double sample : samples) {
            double now = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }

    /**
     * How two sounds lie best upon each other.
     *
     * @param samples how much later the first is than the second
     * @param similarity 1 for the same, 0 for nothing in common
     */
    record Offset(int samples, double similarity) {}

    /** By cross-correlation; without sound there is no similarity. */
    static Offset offset(float[] sound, float[] reference) {
        int size = 2 * Integer.highestOneBit(Math.max(1, sound.length + reference.length - 1));
        double[] real = new double[size];
        double[] imaginary = new double[size];
        // Both in one transform: the one as real, the other as imaginary part
        for (int i = 0; i < sound.length; i++) {
            real[i] = sound[i];
        }
        for (int i = 0; i < reference.length; i++) {
            imaginary[i] = reference[i];
        }
        transform(real, imaginary, false);
        double[] productReal = new double[size];
        double[] productImaginary = new double[size];
        for (int k = 0; k < size; k++) {
            int mirror = (size - k) % size;
            double soundReal = (real[k] + real[mirror]) / 2;
            double soundImaginary = (imaginary[k] - imaginary[mirror]) / 2;
            double referenceReal = (imaginary[k] + imaginary[mirror]) / 2;
            double referenceImaginary = (real[mirror] - real[k]) / 2;
            productReal[k] = soundReal * referenceReal + soundImaginary * referenceImaginary;
            productImaginary[k] = soundImaginary * referenceReal - soundReal * referenceImaginary;
        }
        transform(productReal, productImaginary, true);
        double energy =
                Math.sqrt(rms(sound) * rms(sound) * sound.length * rms(reference) * rms(reference) * reference.length);
        if (energy == 0) {
            return new Offset(0, 0);
        }
        int best = 0;
        // From the middle outwards: of equals, the nearest counts
        for (int distance = 0; distance < size / 2; distance++) {
            for (int lag : new int[] {distance, (size - distance) % size}) {
                if (productReal[lag] > productReal[best] + 1e-9 * energy * size) {
                    best = lag;
                }
            }
        }
        return new Offset(best < size / 2 ? best : best - size, productReal[best] / size / energy);
    }

    /** The discrete Fourier transform in place, of a power of two; the inverse one is not divided by the size. */
    private static void transform(double[] real, double[] imaginary, boolean inverse) {
        int size = real.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int length = 2; length <= size; length *= 2) {
            double angle = (inverse ? 2 : -2) * Math.PI / length;
            for (int k = 0; k < length / 2; k++) {
                double cos = Math.cos(angle * k);
                double sin = Math.sin(angle * k);
                for (int start = 0; start < size; start += length) {
                    int even = start + k;
                    int odd = even + length / 2;
                    double oddReal = real[odd] * cos - imaginary[odd] * sin;
                    double oddImaginary = real[odd] * sin + imaginary[odd] * cos;
                    real[odd] = real[even] - oddReal;
                    imaginary[odd] = imaginary[even] - oddImaginary;
                    real[even] += oddReal;
                    imaginary[even] += oddImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
