package io.github.ffunit.internal.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The text of a golden: sections with a heading in brackets, in the order of the headings.
 *
 * @param sections the lines below each heading
 */
record GoldenText(Map<String, List<String>> sections) {

    GoldenText {
        sections = new TreeMap<>(sections);
    }

    /** Reads leniently, as people edit goldens: blank lines, the kind of line ends and spaces at the ends of lines do not matter. */
    static GoldenText parse(String text) {
        Map<String, List<String>> sections = new TreeMap<>();
        List<String> section = new ArrayList<>();
        for (String line : text.lines().map(String::stripTrailing).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), heading -> new ArrayList<>());
            } else if (!line.isEmpty()) {
                if (sections.isEmpty()) {
                    section = sections.computeIfAbsent("", heading -> new ArrayList<>());
                }
                section.add(line);
            }
        }
        return new GoldenText(sections);
    }

    /** In each section that differs, the lines from the first to the last difference: {@code -} here, {@code +} in the other. */
    String linesOtherThan(GoldenText other) {
        Set<String> headings = new TreeSet<>(sections.keySet());
        headings.addAll(other.sections.keySet());
        StringBuilder text = new StringBuilder();
        for (String heading : headings) {
            List<String> before = sections.getOrDefault(heading, List.of());
            List<String> after = other.sections.getOrDefault(heading, List.of());
            if (!before.equals(after)) {
                text.append('[').append(heading).append("]\n");
                int shorter = Math.min(before.size(), after.size());
                int start = 0;
                while (start < shorter && before.get(start).equals(after.get(start))) {
                    start++;
                }
                int end = 0;
                while (end < shorter - start
                        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
                    end++;
                }
                before.subList(start, before.size() - end)
                        .forEach(line -> text.append("- ").append(line).append('\n'));
                after.subList(start, after.size() - end)
                        .forEach(line -> text.append("+ ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return sections.entrySet().stream()
                .map(section -> "[" + section.getKey() + "]\n"
                        + section.getValue().stream().map(line -> line + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
