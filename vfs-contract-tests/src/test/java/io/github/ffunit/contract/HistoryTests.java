package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.contract.History.Call;
import io.github.ffunit.contract.History.Event;
import io.github.ffunit.contract.History.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule O07 for long, and whether its search finds what has no order. */
class HistoryTests {
    private static final long SEED = 20_260_103;
    private static final int HISTORIES = 2_500;

    private static Event event(Kind kind, String name, int begin, int end, String answer) {
        return new Event(new Call(kind, name, "b"), begin, end, answer);
    }

    @Test
    void twoWinners_haveNoOrder() {
        assertThat(History.of(List.of(
                                event(Kind.CREATE, "a", 0, 2, "SUCCESS"), event(Kind.CREATE, "a", 1, 3, "SUCCESS")))
                        .isLinearizable())
                .isFalse();
        assertThat(History.of(List.of(event(Kind.CREATE, "a", 0, 2, "EXIST"), event(Kind.CREATE, "a", 1, 3, "SUCCESS")))
                        .isLinearizable())
                .as("the second came first")
                .isTrue();
    }

    @Test
    void answerFromBeforeWhatHasEnded_hasNoOrder() {
        assertThat(History.of(List.of(event(Kind.CREATE, "a", 0, 1, "SUCCESS"), event(Kind.STAT, "a", 2, 3, "NOENT")))
                        .isLinearizable())
                .isFalse();
        assertThat(History.of(List.of(event(Kind.CREATE, "a", 0, 2, "SUCCESS"), event(Kind.STAT, "a", 1, 3, "NOENT")))
                        .isLinearizable())
                .as("at the same time")
                .isTrue();
    }

    @Test
    void nameThatIsNowhereDuringARename_hasNoOrder() {
        Event create = event(Kind.CREATE, "a", 0, 1, "SUCCESS");
        Event rename = event(Kind.RENAME, "a", 2, 9, "SUCCESS");
        assertThat(History.of(List.of(
                                create,
                                rename,
                                event(Kind.STAT, "a", 3, 4, "NOENT"),
                                event(Kind.STAT, "b", 5, 6, "NOENT")))
                        .isLinearizable())
                .isFalse();
        assertThat(History.of(List.of(
                                create,
                                rename,
                                event(Kind.STAT, "a", 3, 4, "SUCCESS"),
                                event(Kind.STAT, "b", 5, 6, "NOENT"),
                                event(Kind.STAT, "b", 7, 8, "SUCCESS")))
                        .isLinearizable())
                .isTrue();
    }

    @Test
    void lostWrite_hasNoOrder() {
        Event first = event(Kind.WRITE, "a", 0, 2, "wrote 1");
        Event second = event(Kind.WRITE, "b", 1, 3, "wrote 1");
        Event rewind = event(Kind.REWIND, "a", 4, 5, "at 0");
        assertThat(History.of(List.of(first, second, rewind, event(Kind.READ, "a", 6, 7, "read b")))
                        .isLinearizable())
                .isFalse();
        assertThat(History.of(List.of(first, second, rewind, event(Kind.READ, "a", 6, 7, "read ba")))
                        .isLinearizable())
                .isTrue();
    }

    @Test
    void thousandsOfHistories_haveAnOrder() throws IOException {
        Subject subject = Subject.of(
                "jimfs", () -> Jimfs.newFileSystem(Configuration.unix()).getPath("/"));
        TrialReport report =
                HistoryCampaign.run(subject, new Trials(SEED, HISTORIES, Shard.WHOLE, Duration.ofMinutes(5)));
        assertThat(report.failures()).isEmpty();
        assertThat(report.checks()).isEqualTo(HISTORIES);
        System.out.printf("%d histories from seed %d, each has a serial order%n", HISTORIES, SEED);
    }
}
