package io.github.ffunit.assertj;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What happened to numbered frames, in words. */
final class ShownFrames {

    /** The most findings of one kind that are listed one by one. */
    private static final int MOST_LISTED = 5;

    private ShownFrames() {}

    /**
     * What is wrong.
     *
     * @param expected the numbers that should be shown
     * @param shown the numbers that are, which are others
     * @param time when the picture at a place is shown
     */
    static String describe(List<Integer> expected, List<Integer> shown, IntFunction<String> time) {
        StringJoiner findings = new StringJoiner("; ");
        Set<Integer> distinct = new LinkedHashSet<>(shown);
        List<String> repeated = new ArrayList<>();
        for (int number : distinct) {
            int times = Collections.frequency(shown, number);
            if (times > Collections.frequency(expected, number) && expected.contains(number)) {
                List<String> at = IntStream.range(0, shown.size())
                        .filter(i -> shown.get(i) == number)
                        .mapToObj(time)
                        .toList();
                repeated.add("frame %s appears %s (%s)"
                        .formatted(number, times == 2 ? "twice" : times + " times", String.join(", ", at)));
            }
        }
        add(findings, repeated);
        List<Integer> missing =
                expected.stream().filter(number -> !distinct.contains(number)).toList();
        if (!missing.isEmpty()) {
            findings.add("%s missing".formatted(frames(missing)));
        }
        List<Integer> unexpected =
                distinct.stream().filter(number -> !expected.contains(number)).toList();
        if (!unexpected.isEmpty()) {
            findings.add("%s not expected".formatted(frames(unexpected)));
        }
        if (findings.length() == 0) {
            int first = 0;
            while (first < shown.size()
                    && first < expected.size()
                    && expected.get(first).equals(shown.get(first))) {
                first++;
            }
            findings.add(
                    first < shown.size()
                            ? "frame %s is out of order (%s)".formatted(shown.get(first), time.apply(first))
                            : "frame %s is not repeated".formatted(expected.get(first)));
        }
        return findings.toString();
    }

    private static void add(StringJoiner findings, List<String> some) {
        some.stream().limit(MOST_LISTED).forEach(findings::add);
        if (some.size() > MOST_LISTED) {
            findings.add("%s more appear again".formatted(some.size() - MOST_LISTED));
        }
    }

    private static String frames(List<Integer> numbers) {
        return numbers.size() == 1
                ? "frame %s is".formatted(numbers.get(0))
                : "frames %s are".formatted(ranges(numbers));
    }

    /** {@code 0 to 5, 7}. */
    static String ranges(List<Integer> numbers) {
        StringJoiner ranges = new StringJoiner(", ");
        int i = 0;
        while (i < numbers.size()) {
            int last = i;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
                last++;
            }
            if (last - i < 2) {
                last = i;
            }
            ranges.add(i == last ? "" + numbers.get(i) : numbers.get(i) + " to " + numbers.get(last));
            i = last + 1;
        }
        return ranges.toString();
    }
}
