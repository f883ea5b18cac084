package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.script.PairCampaign;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two ways to do one thing look the same; and each kind of pair can fail. */
class PairTests {
    private static final long SEED = 20_260_105;

    /** For each kind of pair a planted bug that it shows. */
    private static final Map<String, String> BUGS = new TreeMap<>(Map.of(
            "growth", "a size is rounded up to a block",
            "link and back", "a hard link is a copy",
            "nothing", "a write of nothing grows the file",
            "positioned read", "reads come in small pieces",
            "positioned write", "a write beyond the end begins at the end",
            "rename and back", "a move copies and removes",
            "split buffer", "only the first buffer is written",
            "split read", "reads come in small pieces",
            "split write", "the last byte of a large write is lost"));

    private static TrialReport run(Subject subject, int pairs) throws IOException {
        return PairCampaign.run(subject, new Trials(SEED, pairs, Shard.WHOLE, Duration.ofMinutes(2)));
    }

    @Test
    void pairs_lookTheSame() throws IOException {
        for (Subject subject : List.of(Subjects.jimfsUnix(), Subjects.memoryFileSystem())) {
            TrialReport report = run(subject, 900);
            assertThat(report.failures()).as(subject.name()).isEmpty();
            assertThat(report.checks()).isEqualTo(900);
        }
    }

    @TestFactory
    Stream<DynamicTest> bugs_areShownByTheirPairs() {
        return BUGS.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Bug bug = Zoo.named(each.getValue());
                    assertThat(run(bug.subject(), 1800).failures())
                            .extracting(TrialReport.Failed::key)
                            .contains(each.getKey());
                }));
    }

    @Test
    void pair_thatDiffers_isShownWithBothWays() throws IOException {
        Bug bug = Zoo.named("only the first buffer is written");
        TrialReport.Failed failed = run(bug.subject(), 300).failures().get(0);
        assertThat(failed.calls()).isEqualTo(1);
        List<String> lines = failed.message().lines().toList();
        assertThat(lines).hasSize(6).startsWith("one way:").element(2).isEqualTo("the other:");
        assertThat(lines.get(1)).matches(" +fd_write\\(4, \\[[0-9]+]\\)");
        assertThat(lines.get(3)).matches(" +fd_write\\(4, \\[[0-9]+, [0-9]+]\\)");
        assertThat(lines.get(4)).startsWith("one way    fd_tell(4)");
        assertThat(lines.get(5)).startsWith("the other  fd_tell(4)");
    }
}
