package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rules become verdicts, with rules made for it. */
class VerdictTests {
    private static final Catalogue CATALOGUE = Catalogue.of(Sample.class);

    /** A section of rules whose results are known. */
    static final class Sample {
        @Rule(id = "T01", says = "It holds.", source = "here")
        void holds(World world) {
            assertThat(world.guest().tryStat("missing")).isEqualTo(Errno.NOENT);
        }

        @Rule(id = "T02", says = "It does not hold.", source = "here")
        void doesNotHold(World world) {
            assertThat(world.guest().tryStat("missing")).as("a stat").isEqualTo(Errno.SUCCESS);
        }

        @Rule(id = "T03", says = "It needs links.", source = "here", needs = Capability.HARD_LINKS)
        void needsLinks(World world) {
            world.guest().createFile("file", "");
            world.guest().link("file", "link");
        }

        @WhenAbsent(id = "T03", lacks = Capability.HARD_LINKS)
        void noLinks(World world) {
            assertThat(world.guest().tryLink("missing", "link")).isEqualTo(Errno.NOENT);
        }

        @Rule(id = "T04", says = "It needs room.", source = "here", needs = Capability.LARGE_FILES)
        void needsRoom(World world) {
            assertThat(world.guest().names(".")).isNotEmpty();
        }

        @Rule(id = "T05", says = "It holds in part.", source = "here")
        void part(World world) {
            assertThat(world.guest().tryStat(".")).isEqualTo(Errno.SUCCESS);
        }

        @Rule(id = "T05", part = 2, says = "And else not.", source = "here", needs = Capability.HARD_LINKS)
        void otherPart(World world) {
            world.guest().open("missing", 0, 0);
        }

        @Rule(id = "T06", says = "It looks behind the calls.", source = "here")
        void behind(World world) {
            assertThat(world.root()).isNotNull();
        }
    }

    private static PropertyResult check(Subject subject, String id) {
        return CATALOGUE.check(subject, id);
    }

    private final Subject full = Subjects.jimfsUnix();
    private final Subject linkless = full.without(Capability.HARD_LINKS, Capability.LARGE_FILES);

    @Test
    void ruleThatHolds_isPassed() {
        assertThat(check(full, "T01")).isEqualTo(new PropertyResult("T01", Verdict.PASSED, "", null));
    }

    @Test
    void ruleThatDoesNotHold_isFailed_withItsNameAndMessage() {
        PropertyResult result = check(full, "T02");
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.message()).startsWith("Sample.doesNotHold: [a stat]").contains("NOENT", "SUCCESS");
        assertThat(result.failure()).isInstanceOf(AssertionError.class);
    }

    @Test
    void knownDeviation_isKnown_untilItIsGone() {
        PropertyResult known = check(full.known("T02", "for a reason"), "T02");
        assertThat(known.verdict()).isEqualTo(Verdict.KNOWN);
        assertThat(known.message()).isEqualTo("for a reason");
        PropertyResult gone = check(full.known("T01", "for no reason"), "T01");
        assertThat(gone.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gone.message()).contains("for no reason", "remove known(\"T01\"");
    }

    @Test
    void missingCapability_leadsToTheRuleForItsAbsence_orToNone() {
        assertThat(check(full, "T03").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(check(linkless, "T03").verdict()).isEqualTo(Verdict.ABSENT);
        PropertyResult untested = check(linkless, "T04");
        assertThat(untested.verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(untested.message()).contains("LARGE_FILES");
    }

    @Test
    void propertyInParts_holdsIfAllPartsDoThatCanBeChecked() {
        assertThat(check(full, "T05").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(check(linkless, "T05").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(CATALOGUE.says("T05")).containsExactly("It holds in part.", "And else not.");
    }

    @Test
    void declarationThatIsNotTrue_isReported() {
        assertThat(Probe.differences(full)).isEmpty();
        assertThat(Probe.differences(full.without(Capability.HARD_LINKS).with(Capability.VERBATIM_LINK_TEXT)))
                .containsExactly(
                        "jimfs-unix declares to lack HARD_LINKS, but it has it",
                        "jimfs-unix declares to have VERBATIM_LINK_TEXT, but it has it not");
        Subject broken = Subject.of("broken", () -> {
            throw new IOException("no disk");
        });
        assertThat(Probe.differences(broken)).singleElement().asString().contains("broken", "no disk");
        assertThat(check(broken, "T01").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void table_hasALineForEachPropertyAndSubject() {
        Catalogue small = Catalogue.of(Sample.class);
        Subject known = linkless.known("T02", "for a reason");
        String table = new ContractTable(small, List.of(small.check(known))).render();
        assertThat(table).isEqualTo("""
                id   jimfs-unix  what must hold
                T01  pass        It holds.
                T02  known       It does not hold.
                T03  absent      It needs links.
                T04  -           It needs room.
                T05  pass        It holds in part.
                T06  pass        It looks behind the calls.

                jimfs-unix: 6 properties: 3 passed, 1 absent, 1 known, 0 failed, 1 untested

                DECLARATION  jimfs-unix declares to lack HARD_LINKS, but it has it

                DECLARATION  jimfs-unix declares to lack LARGE_FILES, but it has it

                KNOWN  T02  jimfs-unix
                    for a reason

                UNTESTED  T04  jimfs-unix
                    lacks [LARGE_FILES]
                """);
    }
}
