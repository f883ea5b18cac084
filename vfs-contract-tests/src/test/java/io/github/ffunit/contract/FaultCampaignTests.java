package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Faults in every backend call of many workloads, and whether the campaign sees what does not recover. */
class FaultCampaignTests {
    private static final long SEED = 20_250_101;

    private static Trials workloads(int count, Shard shard) {
        return new Trials(SEED, count, shard, Duration.ofMinutes(5));
    }

    private static TrialReport run(Subject subject, int workloads) throws IOException {
        TrialReport report = FaultCampaign.run(subject, workloads(workloads, Shard.WHOLE));
        System.out.printf(
                "fault campaign on %s: seed %d, %d workloads, %d faults%n",
                subject, SEED, report.done(), report.checks());
        assertThat(report.failures()).isEmpty();
        assertThat(report.isPartial()).isFalse();
        return report;
    }

    @Test
    void everyException_inEveryBackendCall_isAnErrno_andLosesNothing() throws IOException {
        assertThat(run(Subjects.jimfsUnix(), 200).checks()).isGreaterThanOrEqualTo(10_000);
    }

    /** There the bridge must hide open files instead of deleting them, and so makes more than one call for one change. */
    @Test
    void sameOnAFileSystem_thatDeletesNoOpenFiles() throws IOException {
        assertThat(run(Subjects.memoryFileSystem(), 30).checks()).isGreaterThanOrEqualTo(2_000);
    }

    /** In this workload a name hides an open file that has another: the host counts both, a guest must not. */
    @Test
    void nameThatHidesAnOpenFile_isNoneOfItsLinks() throws IOException {
        Trials one = new Trials(1874, 1, Shard.WHOLE, Duration.ofMinutes(5));
        assertThat(FaultCampaign.run(Subjects.jimfsUnix(), one).failures()).isEmpty();
    }

    @Test
    void shards_makeTheWholeRun() throws IOException {
        Subject subject = Subjects.jimfsUnix();
        long whole = FaultCampaign.run(subject, workloads(5, Shard.WHOLE)).checks();
        long first = FaultCampaign.run(subject, workloads(5, new Shard(1, 2))).checks();
        long second = FaultCampaign.run(subject, workloads(5, new Shard(2, 2))).checks();
        assertThat(first).isPositive().isLessThan(whole);
        assertThat(first + second).isEqualTo(whole);
    }

    /** From its third root on it has a file too many: what came of a fault cannot be told from that. */
    @Test
    void fileSystem_thatIsNotTheSameTwice_isFound() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        Subject moody = Subject.of("moody", () -> {
            Path root = Subjects.jimfsRoot();
            if (opened.getAndIncrement() >= 2) {
                Files.writeString(root.resolve("b"), "too many");
            }
            return root;
        });
        TrialReport report = FaultCampaign.run(moody, workloads(3, Shard.WHOLE));
        assertThat(report.failures()).isNotEmpty();
        assertThat(report.failures().get(0).message()).startsWith("seed " + SEED + ", backend call ");
    }

    @Test
    void setOfCalls_hasNoFaults() throws IOException {
        Subject calls = Subject.ofCalls("calls", () -> Model.like(Subjects.jimfsUnix()));
        assertThat(FaultCampaign.run(calls, workloads(3, Shard.WHOLE)).planned())
                .isZero();
    }
}
