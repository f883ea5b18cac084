package io.github.ffunit.internal.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    @Override
    public String toString() {
        return sections.entrySet().stream()
                .map(section -> "[" + section.getKey() + "]\n"
                        + section.getValue().stream().map(line -> line + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
