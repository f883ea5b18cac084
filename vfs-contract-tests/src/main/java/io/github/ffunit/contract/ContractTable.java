package io.github.ffunit.contract;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The verdicts as text: a line for each property, a column for each subject, then a line of counts for each subject, and at
 * last what deserves words. Immutable.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ContractTable {
    private static final int NARROWEST = 6;

    private final Catalogue catalogue;
    private final List<SubjectReport> reports;

    /**
     * Makes a table.
     *
     * @param catalogue the properties
     * @param reports by that catalogue, one for each column
     */
    public ContractTable(Catalogue catalogue, List<SubjectReport> reports) {
        this.catalogue = catalogue;
        this.reports = List.copyOf(reports);
    }

    /** {@return lines that end with a line feed} */
    public String render() {
        StringBuilder text = new StringBuilder("id ");
        for (SubjectReport report : reports) {
            text.append("  ").append(padded(report.subject().name(), report));
        }
        text.append("  what must hold\n");
        List<String> ids = catalogue.ids();
        for (int i = 0; i < ids.size(); i++) {
            appendProperty(text, ids.get(i), i);
        }
        text.append('\n');
        reports.forEach(report -> text.append(counts(report)).append('\n'));
        reports.forEach(report -> appendWords(text, report));
        return text.toString();
    }

    private void appendProperty(StringBuilder text, String id, int index) {
        text.append(id);
        for (SubjectReport report : reports) {
            String word = report.results().get(index).verdict().word();
            text.append("  ").append(padded(word, report));
        }
        text.append("  ").append(catalogue.says(id).get(0)).append('\n');
    }

    private static String padded(String word, SubjectReport report) {
        int width = Math.max(NARROWEST, report.subject().name().length());
        return word + " ".repeat(width - word.length());
    }

    /**
     * Counts the verdicts of one subject.
     *
     * @param report of the subject
     * @return one line, without its end
     */
    public static String counts(SubjectReport report) {
        String line = "%s: %d properties: %d passed, %d absent, %d known, %d failed"
                .formatted(
                        report.subject(),
                        report.results().size(),
                        report.count(Verdict.PASSED),
                        report.count(Verdict.ABSENT),
                        report.count(Verdict.KNOWN),
                        report.count(Verdict.FAILED));
        long untested = report.count(Verdict.UNTESTED);
        return untested == 0 ? line : line + ", %d untested".formatted(untested);
    }

    private static void appendWords(StringBuilder text, SubjectReport report) {
        for (String difference : report.declaration()) {
            text.append("\nDECLARATION  ").append(difference).append('\n');
        }
        for (PropertyResult result : report.results()) {
            if (!result.message().isEmpty()) {
                String heading = "%s  %s  %s".formatted(result.verdict(), result.id(), report.subject());
                text.append('\n').append(heading).append('\n');
                result.message().strip().lines().forEach(line -> text.append("    ")
                        .append(line)
                        .append('\n'));
            }
        }
    }
}
