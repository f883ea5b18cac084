package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.CampaignReport;
import io.github.ffunit.contract.script.Failure;
import io.github.ffunit.contract.script.Script;
import io.github.ffunit.contract.script.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Random sequences on the model, the bridge over a file system in memory, and the bridge over the host's, in step. More of them
 * with {@code -Dvfs.sequences=25000}, others with {@code -Dvfs.seed=…}.
 */
class CampaignTests {
    private static final long SEED = Long.getLong("vfs.seed", 20_260_104);
    private static final int SEQUENCES = Integer.getInteger("vfs.sequences", 2000);

    private static CampaignReport run(Campaign campaign) throws IOException {
        CampaignReport report = campaign.run();
        System.out.println(report.counts());
        assertThat(report.failures()).as(report.render()).isEmpty();
        return report;
    }

    private static Campaign sequences(Subject subject, int count) {
        return Campaign.on(subject)
                .seed(SEED)
                .sequences(count, 60)
                .timeLimit(Duration.ofSeconds(Math.max(15, count / 100)))
                .reference(Subjects.defaultFileSystem());
    }

    @Test
    void sequences_inMemory_areAnsweredAsByTheModel() throws IOException {
        run(sequences(Subjects.jimfsUnix(), SEQUENCES * 3 / 4));
    }

    @Test
    void sequences_onTheHost_areAnsweredAsByTheModel() throws IOException {
        run(sequences(Subjects.defaultFileSystem(), SEQUENCES / 4));
    }

    @Test
    void sequences_whereNamesAreFolded_areAnsweredAsByTheModel() throws IOException {
        run(sequences(Subjects.jimfsOsX(), SEQUENCES / 20));
    }

    @Test
    void oneFile_forLong_isReadAndWrittenAsByTheModel() throws IOException {
        Campaign forLong = Campaign.on(Subjects.jimfsUnix()).workload(Workload.SINGLE_FILE);
        run(forLong.seed(SEED)
                .sequences(SEQUENCES / 100, 600)
                .timeLimit(Duration.ofSeconds(Math.max(15, SEQUENCES / 100))));
    }

    @Test
    void errnoMatrix_isAnsweredAsByTheModel() throws IOException {
        Campaign matrix = Campaign.on(Subjects.jimfsUnix()).workload(Workload.ERRNO_MATRIX);
        CampaignReport report = run(matrix.sequences(Integer.MAX_VALUE, 1).timeLimit(Duration.ofMinutes(2)));
        assertThat(report.planned()).isGreaterThanOrEqualTo(900);
        assertThat(report.missing()).as("cells that nothing reached").isEmpty();
    }

    /** What campaigns found in the bridge, made short. */
    @Test
    void scripts_thatOnceFailed_doNot() throws IOException {
        for (String text : List.of(
                "path_create_directory d0 a;path_unlink_file d0 a/..",
                "path_create_directory d0 d;path_symlink a d0 l;path_filestat_set_times d0 0 d 0 0 5;path_link d0 0 l d0 d/a",
                "path_open d0 0 a 1 66 0;path_unlink_file d0 a;fd_filestat_set_times f0 0 0 5;fd_pwrite f0 0 1 1",
                "path_open d0 0 tmp/a 1 66 0;path_unlink_file d0 tmp/a;fd_filestat_set_times f0 0 0 5;fd_allocate f0 0 1",
                "path_open d0 0 a 1 66 0;path_link d0 0 a d0 b;path_unlink_file d0 a;path_link d0 0 b d0 a",
                "path_open d0 0 a 1 66 0;path_link d0 0 a d0 b;path_unlink_file d0 a;path_filestat_set_times d0 0 b 0 0 5",
                "path_open d0 0 b 1 66 0;path_link d0 0 b d0 a;path_open d0 0 a 0 64 0;path_unlink_file d0 b",
                "path_open d0 0 a 1 66 0;fd_datasync f0")) {
            for (Subject subject :
                    List.of(Subjects.jimfsUnix(), Subjects.memoryFileSystem(), Subjects.defaultFileSystem())) {
                Failure failure = Campaign.on(subject).replay(Script.parse(text));
                assertThat(failure)
                        .as(failure == null ? text : failure.render())
                        .isNull();
            }
        }
    }

    @Test
    void replay_ofAScript_tellsWhetherItFails() throws IOException {
        String text = "path_open d0 1 a 1 66 0;fd_write f0 5 1";
        Failure failure = Campaign.on(Subjects.jimfsUnix()).replay(Script.parse(text));
        assertThat(failure).as(failure == null ? text : failure.render()).isNull();
    }

    @Test
    void sequences_throughShellsWithoutABug_areAnsweredAsByTheModel() throws IOException {
        run(sequences(Bug.soundShell(), SEQUENCES / 20));
    }

    private static Subject withBug(String id) {
        return Zoo.breaking(id).subject();
    }

    @Test
    void sameSeed_givesTheSameReport_inAnyCountry() throws IOException {
        Campaign campaign = Campaign.on(withBug("E02")).seed(5).sequences(60, 40);
        CampaignReport first = campaign.run();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            CampaignReport second = campaign.run();
            assertThat(second.render()).isEqualTo(first.render()).contains("E02 ");
            assertThat(second.matrix()).isEqualTo(first.matrix());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void failure_isReportedAsCallsWithTheFirstDifference() throws IOException {
        Failure failure = Objects.requireNonNull(
                Campaign.on(withBug("C03"))
                        .reference(Subjects.defaultFileSystem())
                        .replay(Script.parse(
                                "path_create_directory d0 b;path_open d0 1 a 1 66 0;fd_seek f0 100 0;fd_write f0 0 1")),
                "it fails");
        assertThat(failure.render()).isEqualTo("""
                        FAILED  C03 A write of no bytes beyond the end succeeds, and leaves size and times alone.    subject jimfs-unix
                        replay  shrunk 4 -> 3 operations in 21 runs

                          1  path_open(3, 0, "a", CREAT, R|W, 0)                        = 0  4
                          2  fd_seek(4, 1, SET)                                         = 0  1
                          3  fd_write(4, [0])                                           = 0  0
                                fd_filestat_get(4) expected size 0, got size 1    <-- first difference

                          model: size 0    lenient set: {size 0}
                          default: same as model
                          replay: --replay 'path_open d0 0 a 1 66 0;fd_seek f0 1 0;fd_write f0 0 1'
                          see catalogue C03
                        """);
    }

    /** What no call has shown yet, the host may run into. */
    @Test
    void host_thatFindsOtherFilesThanTheModel_isADifference() throws IOException {
        Subject untidy = Subject.of("untidy", () -> {
            Path root = Subjects.jimfsRoot();
            Files.writeString(root.resolve("b"), "left behind");
            return root;
        });
        Failure failure = Objects.requireNonNull(Campaign.on(untidy).replay(Script.parse("host_escape b")), "it fails");
        assertThat(failure.render()).contains("host_escape", "FileAlreadyExistsException    <-- first difference");
    }

    @Test
    void failure_thatComesOnce_isReportedAsItCame() throws IOException {
        AtomicBoolean first = new AtomicBoolean(true);
        Bug bug = Bug.bug(
                "D06",
                "the first position is wrong",
                "fdTell",
                (real, a) -> first.getAndSet(false) ? new Answer<>(0, 77L) : real.fdTell((Integer) a[0]));
        CampaignReport report =
                Campaign.on(bug.subject()).sequences(50, 60).failures(1).run();
        assertThat(report.failures()).singleElement().satisfies(failure -> assertThat(failure.render())
                .contains("does not always fail", "77"));
    }

    @Test
    void host_thatIsRefused_endsTheScript_andNoMore() throws IOException {
        String escape = "host_escape x;path_filestat_get d0 0 x";
        String unlink =
                "path_open d0 0 a 1 66 0;fd_close f0;path_link d0 0 a d0 b;path_open d0 0 b 0 66 0;host_unlink a";
        assertThat(Campaign.on(Strangers.sshdRooted()).check(Script.parse(escape)))
                .isNull();
        assertThat(Campaign.on(Strangers.luceneWindows()).check(Script.parse(unlink)))
                .isNull();
    }

    @Test
    void campaign_thatRunsOutOfTime_saysSo() throws IOException {
        CampaignReport report = Campaign.on(Subjects.jimfsUnix())
                .sequences(1_000_000, 60)
                .timeLimit(Duration.ofMillis(1))
                .run();
        assertThat(report.timeLimited()).isTrue();
        assertThat(report.counts()).contains("TIME-LIMITED " + report.sequences() + " of 1000000");
    }

    @Test
    void readOnlySubject_isRefused() {
        assertThatThrownBy(() -> Campaign.on(Subjects.jrt()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jrt")
                .hasMessageContaining("Catalogue");
    }
}
