package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.History.Call;
import io.github.ffunit.contract.History.Event;
import io.github.ffunit.contract.History.Kind;
import io.github.ffunit.contract.model.Model;
import io.github.ffunit.contract.script.HistoryCampaign;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule O07 for long, and whether its search finds what has no order. */
class HistoryTests {
    private static final long SEED = 20_260_103;
    private static final int HISTORIES = 2_000;

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
        TrialReport report = run(Subjects.jimfsUnix(), HISTORIES);
        assertThat(report.failures()).isEmpty();
        assertThat(report.checks()).isEqualTo(HISTORIES);
        System.out.printf("%d histories from seed %d, each has a serial order%n", HISTORIES, SEED);
    }

    /** One that makes its calls wait for each other gives each an order by its nature: what fails there is the search. */
    @Test
    void historiesOfTheModelItself_haveAnOrder() throws IOException {
        Subject model = Subject.ofCalls("model", () -> Model.like(Subjects.jimfsUnix()))
                .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.VERBATIM_LINK_TEXT);
        assertThat(run(model, HISTORIES / 10).failures()).isEmpty();
    }

    @Test
    void historyWithoutAnOrder_isShownAsItHappened() throws IOException {
        Bug torn = Zoo.named("a write is torn");
        TrialReport.Failed failed = run(torn.subject(), HISTORIES).failures().get(0);
        assertThat(failed.key()).isEqualTo("O07");
        assertThat(failed.calls()).isBetween(2, 12);
        assertThat(failed.message())
                .startsWith("no serial order explains\nfirst ")
                .containsPattern("thread [1-4] +[0-9]+-[0-9]+ +fd_p?write\\(")
                .contains("last ", "fd_pread(4, 0, [60])");
    }

    private static TrialReport run(Subject subject, int histories) throws IOException {
        return HistoryCampaign.run(subject, new Trials(SEED, histories, Shard.WHOLE, Duration.ofMinutes(5)));
    }
}
