package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The suite on bare calls, as of another runtime: here those of the bridge, with nothing of it to see behind them. */
class OtherRuntimeTests {
    private static Wasi1 newGuest() {
        try {
            return new BridgeWasi1(VfsBridge.builder()
                    .root(Jimfs.newFileSystem(Configuration.unix()).getPath("/"))
                    .clock(() -> World.NOW)
                    .open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void calls_withoutAFileSystemToLookAt_areTestedAllTheSame() {
        Subject subject = Subject.ofCalls("calls", OtherRuntimeTests::newGuest)
                .without(
                        Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.LINK_COUNTS, Capability.VERBATIM_LINK_TEXT);
        SubjectReport report = Catalogue.standard().check(subject);
        assertThat(report.declaration()).isEmpty();
        assertThat(report.failures()).isEmpty();
        Set<String> sections = new TreeSet<>();
        for (PropertyResult result : report.results()) {
            if (result.verdict() == Verdict.PASSED) {
                sections.add(result.id().substring(0, 1));
            }
        }
        assertThat(sections).contains("A", "B", "C", "D", "E", "F", "G");
    }
}
