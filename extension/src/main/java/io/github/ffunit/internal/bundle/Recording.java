package io.github.ffunit.internal.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is needed to do a test's runs again: the file {@code replay.txt} of a bundle. One fact a line, a keyword and its value; backslashes and line
 * feeds of values are escaped.
 *
 * @param test the {@linkplain TestIdentity#uniqueId unique id} of the test
 * @param engine what ran the programs
 * @param workDirectory of the programs
 * @param complete whether all runs and all files are there
 */
record Recording(String test, String engine, String workDirectory, boolean complete, List<Step> steps) {

    static final String FILE = "replay.txt";
    private static final String FIRST_LINE = "ffunit bundle 1";

    /**
     * One run.
     *
     * @param exitCode empty if it did not end by itself
     * @param created names in the archive
     * @param changed names in the archive of files that were there before
     */
    record Step(
            String program, List<String> arguments, OptionalInt exitCode, List<String> created, List<String> changed) {}

    /** Names in the archive of what the test had not before its runs. */
    Set<String> created() {
        return steps.stream().flatMap(step -> step.created().stream()).collect(Collectors.toSet());
    }

    String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        line(text, "test", test);
        line(text, "engine", engine);
        line(text, "work", workDirectory);
        line(text, "complete", Boolean.toString(complete));
        for (Step step : steps) {
            line(text, "run", step.program());
            step.arguments().forEach(argument -> line(text, "argument", argument));
            step.exitCode().ifPresent(code -> line(text, "exit", Integer.toString(code)));
            step.created().forEach(file -> line(text, "created", file));
            step.changed().forEach(file -> line(text, "changed", file));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String keyword, String value) {
        text.append(keyword)
                .append(' ')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                .append('\n');
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Recording parse(String text) {
        List<String> lines = List.of(text.split("\n"));
        if (!lines.get(0).equals(FIRST_LINE)) {
            throw new IllegalArgumentException(
                    "the recording starts with [%s] instead of [%s]; it is of another version of FFUnit"
                            .formatted(lines.get(0), FIRST_LINE));
        }
        String test = "";
        String engine = "";
        String workDirectory = "";
        boolean complete = true;
        List<Draft> drafts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            String value = unescape(line.substring(space + 1));
            switch (line.substring(0, Math.max(0, space))) {
                case "test" -> test = value;
                case "engine" -> engine = value;
                case "work" -> workDirectory = value;
                case "complete" -> complete = Boolean.parseBoolean(value);
                case "run" -> drafts.add(new Draft(value));
                case "argument" -> last(drafts).arguments.add(value);
                case "exit" -> last(drafts).exitCode = OptionalInt.of(Integer.parseInt(value));
                case "created" -> last(drafts).created.add(value);
                case "changed" -> last(drafts).changed.add(value);
                default -> throw new IllegalArgumentException("the recording has a line [%s]".formatted(line));
            }
        }
        return new Recording(
                test,
                engine,
                workDirectory,
                complete,
                drafts.stream().map(Draft::finish).toList());
    }

    private static final class Draft {

        private final String program;
        private final List<String> arguments = new ArrayList<>();
        private final List<String> created = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private OptionalInt exitCode = OptionalInt.empty();

        Draft(String program) {
            this.program = program;
        }

        Step finish() {
            return new Step(program, List.copyOf(arguments), exitCode, List.copyOf(created), List.copyOf(changed));
        }
    }

    private static Draft last(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            throw new IllegalArgumentException("the recording has a fact of a run before the first run");
        }
        return drafts.get(drafts.size() - 1);
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
