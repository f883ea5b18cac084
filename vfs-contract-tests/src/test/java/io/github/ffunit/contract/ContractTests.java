package io.github.ffunit.contract;

import static io.github.ffunit.contract.GuestFileSystemPage.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract on all file systems at hand. */
class ContractTests {
    @Test
    void contract_onEverySubject_holds() throws IOException {
        Catalogue catalogue = Catalogue.standard();
        List<SubjectReport> reports = new ArrayList<>();
        for (Subject subject : Subjects.all()) {
            reports.add(catalogue.check(subject));
        }
        String table = new ContractTable(catalogue, reports).render();
        System.out.println(table);
        Path file = Path.of("target", "vfs-contract", "table.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.declaration()).isEmpty();
            assertThat(report.failures()).isEmpty();
        });
        GuestFileSystemPage page = GuestFileSystemPage.read();
        page.requireBelow("capabilities", capabilities(reports));
        page.requireBelow("properties", properties(reports));
    }

    private static List<String> capabilities(List<SubjectReport> reports) {
        List<String> lines = new ArrayList<>();
        lines.add(row(Stream.concat(Stream.of("capability"), names(reports))));
        lines.add("|---".repeat(reports.size() + 1) + "|");
        for (Capability capability : Capability.values()) {
            Stream<String> has = reports.stream().map(report -> standing(report.subject(), capability));
            lines.add(row(Stream.concat(Stream.of("`%s`".formatted(capability)), has)));
        }
        return lines;
    }

    /** What cannot be written is not asked for the rest. */
    private static String standing(Subject subject, Capability capability) {
        if (capability != Capability.WRITABLE && !subject.has(Capability.WRITABLE)) {
            return "";
        }
        if (capability == Capability.NANOSECOND_TIMES && subject.name().equals("default")) {
            return "from JDK " + Subjects.JDK_WITH_NANOSECONDS;
        }
        return subject.has(capability) ? "yes" : "no";
    }

    private static Stream<String> names(List<SubjectReport> reports) {
        return reports.stream().map(report -> report.subject().name());
    }

    /** A line for each file system; those that differ in nothing share one. */
    private static List<String> properties(List<SubjectReport> reports) {
        Map<String, List<SubjectReport>> alike = reports.stream()
                .collect(Collectors.groupingBy(ContractTests::standing, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        lines.add("| file systems | hold | absent | which are absent |");
        lines.add("|---|---|---|---|");
        alike.forEach((standing, group) ->
                lines.add("| " + names(group).collect(Collectors.joining(", ")) + " | " + standing + " |"));
        return lines;
    }

    private static String standing(SubjectReport report) {
        String absent = report.results().stream()
                .filter(result -> result.verdict() == Verdict.ABSENT)
                .map(PropertyResult::id)
                .collect(Collectors.joining(" "));
        return "%d | %d | %s".formatted(report.count(Verdict.PASSED), report.count(Verdict.ABSENT), absent);
    }
}
