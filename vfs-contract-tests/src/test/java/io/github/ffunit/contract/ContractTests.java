package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    }
}
