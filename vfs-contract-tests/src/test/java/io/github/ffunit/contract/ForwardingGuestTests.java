package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.CampaignReport;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The suite from inside WebAssembly, through the engine and the binding to it. */
class ForwardingGuestTests {
    private static final long SEED = 20_260_106;

    private final Subject subject = Subjects.jimfsUnix()
            .guests(ForwardingGuest::over)
            .known("O07", "the engine ends a guest whose thread is interrupted, before the call is made")
            .known("P03", "Chicory takes a StackOverflowError of the host for its own");

    @Test
    void properties_fromInsideWebAssembly_hold() {
        SubjectReport report = Catalogue.standard().check(subject);
        System.out.println(ContractTable.counts(report));
        assertThat(report.declaration()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.count(Verdict.PASSED))
                .isEqualTo(Catalogue.standard().ids().size() - 2);
    }

    @Test
    void sequences_fromInsideWebAssembly_areAnsweredAsByTheModel() throws IOException {
        CampaignReport report =
                Campaign.on(subject).seed(SEED).sequences(500, 60).run();
        System.out.println(report.counts());
        assertThat(report.failures()).as(report.render()).isEmpty();
        assertThat(report.timeLimited()).isFalse();
    }
}
