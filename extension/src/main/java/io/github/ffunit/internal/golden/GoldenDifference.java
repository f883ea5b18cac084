package io.github.ffunit.internal.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is other than the golden says.
 *
 * @param kinds one or a few words for each side that differs, for statistics
 * @param first the first difference in words
 * @param psnrDb how far off a picture is; empty for text
 */
record GoldenDifference(Set<String> kinds, String first, OptionalDouble psnrDb) {

    /** The section that changes with every byte of a file, and so says least. */
    static final String FILE = "file";

    /** The difference of two texts that are not equal. */
    static GoldenDifference between(GoldenText golden, GoldenText received) {
        Map<String, String> findings = new TreeMap<>();
        List<String> texts = new ArrayList<>();
        Set<String> headings = new TreeSet<>(golden.sections().keySet());
        headings.addAll(received.sections().keySet());
        for (String heading : headings) {
            List<String> before = golden.sections().get(heading);
            List<String> after = received.sections().get(heading);
            if (before == null || after == null) {
                findings.put(heading, "other facets");
                texts.add("[%s] is %s".formatted(heading, before == null ? "not in the golden" : "only in the golden"));
            } else if (!before.equals(after)) {
                FrameLines.Finding finding = FrameLines.compare(before, after)
                        .orElseGet(() -> new FrameLines.Finding(heading, firstOtherLine(before, after)));
                findings.put(heading, finding.kind());
                texts.add("[%s] %s".formatted(heading, finding.text()));
            }
        }
        Set<String> kinds = new TreeSet<>(findings.values());
        // The hash of the file tells nothing that another facet does not tell better
        if (kinds.size() > 1) {
            kinds.remove(FILE);
            texts.removeIf(text -> text.startsWith("[" + FILE + "]"));
        }
        return new GoldenDifference(kinds, texts.get(0), OptionalDouble.empty());
    }

    private static String firstOtherLine(List<String> before, List<String> after) {
        int i = 0;
        while (i < before.size() && i < after.size() && before.get(i).equals(after.get(i))) {
            i++;
        }
        if (i == before.size()) {
            return "has more: " + after.get(i);
        }
        return i == after.size() ? "has less: " + before.get(i) : "%s -> %s".formatted(before.get(i), after.get(i));
    }

    /** The kinds as they are counted. */
    String reason() {
        return kinds.equals(Set.of(FILE)) ? "file bytes only" : String.join(" and ", kinds);
    }
}
