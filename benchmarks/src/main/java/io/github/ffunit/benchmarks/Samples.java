package io.github.ffunit.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of the same thing, in seconds. */
final class Samples {

    private final List<Double> seconds = new ArrayList<>();

    static Samples of(double... seconds) {
        Samples samples = new Samples();
        for (double each : seconds) {
            samples.add(each);
        }
        return samples;
    }

    void add(double sample) {
        seconds.add(sample);
    }

    int count() {
        return seconds.size();
    }

    double min() {
        return Collections.min(seconds);
    }

    double max() {
        return Collections.max(seconds);
    }

    /** The one in the middle, or the mean of the two there. */
    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
