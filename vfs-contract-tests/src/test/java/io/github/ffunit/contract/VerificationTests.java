package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.CampaignReport;
import io.github.ffunit.contract.verify.Finding;
import io.github.ffunit.contract.verify.Profile;
import io.github.ffunit.contract.verify.Standing;
import io.github.ffunit.contract.verify.Summary;
import io.github.ffunit.contract.verify.Verification;
import io.github.ffunit.contract.verify.VerificationReport;
import io.github.ffunit.contract.verify.ZooResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, its reports, its shards, and the command. */
class VerificationTests {
    private static final Profile TINY = new Profile("tiny", Duration.ofMinutes(5), 40, 30, 1, 50, 1, 4, 9, 20);

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    VerificationTests(@TempDir Path folder) {
        this.folder = folder;
    }

    private int command(String... arguments) throws IOException {
        out.reset();
        err.reset();
        return new ContractCommand(printer(out), printer(err), false).run(List.of(arguments));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static VerificationReport untimed(VerificationReport report) {
        return new VerificationReport(
                report.subject(),
                report.profile(),
                report.seed(),
                report.shards(),
                report.sequences(),
                report.calls(),
                report.faults(),
                report.schedules(),
                report.pairs(),
                report.missing(),
                report.properties(),
                report.findings(),
                report.unfinished(),
                0);
    }

    private static Verification tiny(Subject subject) {
        return Verification.of(subject).profile(TINY).seed(7);
    }

    @Test
    void wholeRun_countsAllThatItDid() throws IOException {
        VerificationReport report = tiny(Subjects.jimfsUnix()).run();
        assertThat(report.findings()).as(report.render()).isEmpty();
        assertThat(report.properties()).hasSize(150);
        assertThat(report.sequences()).isEqualTo(40 + 1 + 20);
        assertThat(report.schedules()).isEqualTo(4);
        assertThat(report.render())
                .matches("jimfs-unix: 150 properties: 150 passed, 0 failed; 61 sequences, [0-9,]+ calls, "
                        + "[1-9][0-9]* faults, 4 schedules, 9 pairs; profile tiny, seed 7\n");
    }

    @Test
    void shards_makeTheWholeRun_alsoWhereItFails() throws IOException {
        Bug bug = Zoo.breaking("C03");
        Campaign campaign = Campaign.on(bug.subject()).seed(7).sequences(601, 60);
        CampaignReport whole = campaign.run();
        assertThat(whole.failures()).isNotEmpty();
        List<CampaignReport> parts = Stream.of(new Shard(1, 3), new Shard(2, 3), new Shard(3, 3))
                .map(shard -> quietly(campaign.shard(shard)))
                .toList();
        assertThat(parts.stream().map(CampaignReport::sequences)).containsExactly(201, 200, 200);
        assertThat(parts.stream().mapToLong(CampaignReport::calls).sum()).isEqualTo(whole.calls());
        whole.failures().forEach(failure -> assertThat(parts.stream()
                        .flatMap(part -> part.failures().stream())
                        .filter(found -> found.number() == failure.number()
                                && found.key().equals(failure.key())))
                .singleElement()
                .satisfies(found -> assertThat(found.render()).isEqualTo(failure.render())));
        assertThat(parts.stream()
                        .flatMap(part -> part.failures().stream())
                        .mapToInt(found -> found.occurrences())
                        .sum())
                .isEqualTo(whole.failures().stream()
                        .mapToInt(found -> found.occurrences())
                        .sum());
    }

    private static CampaignReport quietly(Campaign campaign) {
        try {
            return campaign.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void command_showsWhatTheHostAnswers_besideTheModel() throws IOException {
        String script = "path_open d0 1 a 1 66 0;fd_write f0 5 1;path_open d0 0 a 0 66 0";
        assertThat(command("memory-fs", "--replay", script)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("expected size 1, got size 0")
                .contains("\n  " + System.getProperty("os.name").toLowerCase(Locale.ROOT) + ": same as model\n");
        assertThat(command("default", "--replay", script)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("default: answered as by the model\n");
    }

    @Test
    void command_withShards_makesTheSameReportsAsWithout() throws IOException {
        String whole = folder.resolve("whole").toString();
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();
        String merged = folder.resolve("merged").toString();
        assertThat(command("zip", "--out", whole)).isZero();
        String line = out.toString(StandardCharsets.UTF_8);
        assertThat(line)
                .isEqualTo("zip: 150 properties: 81 passed, 69 absent, 0 failed; "
                        + "0 sequences, 0 calls, 0 faults, 0 schedules, 0 pairs; profile ci, seed 1\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .as("progress on no terminal")
                .isEmpty();
        assertThat(command("zip", "--shard", "2/2", "--out", second)).isZero();
        assertThat(command("zip", "--shard", "1/2", "--out", first)).isZero();
        assertThat(command("--merge", second, first, "--out", merged)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(line);
        for (String file : List.of("report.html", "report.txt")) {
            assertThat(Path.of(merged, file)).hasSameTextualContentAs(Path.of(whole, file));
        }
        assertThat(untimed(Summary.read(Path.of(merged)).subjects().get(0)))
                .isEqualTo(untimed(Summary.read(Path.of(whole)).subjects().get(0)));
        assertThat(Files.readString(Path.of(whole, "summary.json")))
                .contains("\"passed\" : 81", "\"absent\" : 69", "\"shards\" : [", "\"seconds\" : ");
        assertThat(command("--merge", first, first)).isEqualTo(ContractCommand.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("only different shards of one run");
    }

    @Test
    void command_withWrongArguments_saysWhatIsRight() throws IOException {
        assertThat(command("--profile", "fast")).isEqualTo(ContractCommand.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no profile [fast]: there are smoke, ci, deep");
        assertThat(command("ext4")).isEqualTo(ContractCommand.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no subject [ext4]", "memoryfilesystem", "all");
        assertThat(command("--shard", "3/2")).isEqualTo(ContractCommand.WRONG_USAGE);
        assertThat(command("--seed")).isEqualTo(ContractCommand.WRONG_USAGE);
        assertThat(command("--merge", folder.resolve("missing").toString())).isEqualTo(ContractCommand.WRONG_USAGE);
    }

    @Test
    void command_replaysAScript() throws IOException {
        assertThat(command("--replay", "path_open d0 1 a 1 66 0;fd_write f0 5 1"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("jimfs-unix: answered as by the model\n");
    }

    private static VerificationReport report(Shard shard, Finding finding, String id) {
        SortedMap<String, Standing> standing = new TreeMap<>();
        SortedSet<String> missing = new TreeSet<>(List.of("fd_read BADF CLOSED", id));
        standing.put(id, new Standing(Verdict.KNOWN, "a <reason> & \"more\""));
        return new VerificationReport(
                "acmefs",
                "ci",
                5,
                List.of(shard),
                1,
                10,
                100,
                1000,
                5,
                missing,
                standing,
                List.of(finding),
                List.of(),
                0.5);
    }

    @Test
    void summary_isReadAsWritten_andItsPageIsSafe() throws IOException {
        VerificationReport first = report(new Shard(1, 2), new Finding("k", 9, 2, "late <b>\n"), "A01");
        VerificationReport second = report(new Shard(2, 2), new Finding("k", 4, 3, "early <b>\n"), "A02");
        Summary summary = Summary.merge(
                List.of(new Summary(List.of(first), null), new Summary(List.of(second), new ZooResult(60, 60, 2.5))));
        VerificationReport merged = summary.subjects().get(0);
        assertThat(merged.shards()).containsExactly(Shard.WHOLE);
        assertThat(merged.calls()).isEqualTo(20);
        assertThat(merged.missing()).as("empty in both").containsExactly("fd_read BADF CLOSED");
        assertThat(merged.line()).contains("; 1 cells EMPTY: fd_read BADF CLOSED");
        assertThat(first.line()).as("a part").doesNotContain("EMPTY");
        assertThat(merged.findings()).containsExactly(new Finding("k", 4, 5, "early <b>\n"));
        assertThat(summary.isGreen()).isFalse();
        summary.write(folder);
        assertThat(Summary.read(folder)).isEqualTo(summary);
        assertThat(folder.resolve("report.html"))
                .content()
                .contains("early &lt;b&gt;", "title=\"a &lt;reason&gt; &amp; &quot;more&quot;\"")
                .doesNotContain("<b>", "http");
        assertThat(folder.resolve("report.txt")).content().contains("early <b>\n    found 5 times\n");
        assertThatThrownBy(() -> merged.and(first))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acmefs, profile ci, seed 5");
    }

    /** The property says that the deviation is there still; sequences that run into it are no news. */
    @Test
    void knownDeviation_isNoFinding_inSequencesEither() throws IOException {
        Bug bug = Zoo.breaking("C08");
        assertThat(tiny(bug.subject()).run().findings())
                .extracting(Finding::key)
                .anyMatch(key -> key.startsWith("sequences: C08"));
        VerificationReport report =
                tiny(bug.subject().known("C08", "has no flags")).run();
        assertThat(report.findings()).extracting(Finding::key).noneMatch(key -> key.contains("C08"));
        assertThat(report.unfinished()).anyMatch(part -> part.matches("KNOWN C08 ended [0-9]+ of sequences"));
    }

    @Test
    void summary_thatIsNone_isRefused() throws IOException {
        Files.writeString(folder.resolve("summary.json"), "{\"subjects\": [{\"subject\": 7}]}");
        assertThatThrownBy(() -> Summary.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("verdicts");
    }

    @Test
    void shard_thatIsNone_isRefused() {
        assertThatThrownBy(() -> Shard.parse("2")).hasMessageContaining("2/3");
        assertThatThrownBy(() -> new Shard(0, 2)).hasMessageContaining("1/n to n/n");
        assertThat(Shard.parse("2/3").share(7)).isEqualTo(2);
    }
}
