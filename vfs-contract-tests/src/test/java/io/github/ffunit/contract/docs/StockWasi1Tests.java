package io.github.ffunit.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Catalogue;
import io.github.ffunit.contract.ContractTable;
import io.github.ffunit.contract.PropertyResult;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.SubjectReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chicory's own WASI stands as docs/verdicts.md says. */
class StockWasi1Tests {
    private static Subject known(Subject subject, String reason, String ids) {
        Subject all = subject;
        for (String id : List.of(ids.split(" "))) {
            all = all.known(id, reason);
        }
        return all;
    }

    private static Subject subject() {
        Subject subject = Subject.ofCalls("chicory-wasi", StockWasi1::newGuest)
                .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.LINK_TIMES, Capability.VERBATIM_LINK_TEXT);
        subject = known(subject, "no /tmp and no /dev", "H09 I01 J11 K09 M01 M02 M03 M04 M05 M06 M07 N08");
        subject = known(
                subject, "another errno", "A03 A08 D06 E03 E05 F10 I02 I05 J05 J08 K02 K03 K07 K08 K10 L01 L02 L06");
        subject = known(subject, "no link whose text leads up", "A10");
        subject = known(subject, "a request that the contract refuses is done", "A04 A06 A12 A13 B08 F08 J07 K04");
        subject = known(subject, "a slash at the end is not looked at", "A11 G06 J09");
        subject = known(subject, "TRUNC needs the right to write", "A07 G12");
        subject = known(subject, "an exception leaves the call", "B06 C11 F03 F04 G01 G02 G03");
        subject = known(subject, "the call, or that use of it, is not there", "C08 F09 G13 N01");
        subject = known(subject, "open files that append do less", "C06 C07 E04 F05");
        subject = known(subject, "empty buffers are not nothing", "B03 C03 E06");
        subject = known(subject, "an open file is looked at by the name it had", "F06 G05 I08 J02 J03 J10 K01");
        subject = known(subject, "flags are not kept for directories", "A15");
        subject = known(subject, "links show size 0", "G04 K06");
        subject = known(subject, "times go through links, and are signed", "G10 G11");
        subject = known(subject, "a listing is made anew for each call", "H08 H11");
        return known(subject, "dots are taken out of a path first", "L03");
    }

    /** Of those about threads some go otherwise from run to run. */
    @Test
    void properties_standAsThePageSays() {
        Subject subject = subject();
        Catalogue catalogue = Catalogue.standard();
        List<PropertyResult> results = catalogue.ids().stream()
                .filter(id -> !id.startsWith("O"))
                .map(id -> catalogue.check(subject, id))
                .toList();
        SubjectReport report = new SubjectReport(subject, catalogue.checkDeclaration(subject), results);
        System.out.println(ContractTable.counts(report));
        assertThat(report.declaration()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(Path.of("..", "docs", "verdicts.md")).content().contains(ContractTable.counts(report));
    }
}
