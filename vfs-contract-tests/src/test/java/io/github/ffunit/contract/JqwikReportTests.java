package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ffunit.contract.jqwik.GuestArbitraries;
import io.github.ffunit.contract.script.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the front end of jqwik says of subjects that fail, or cannot be asked everything. */
class JqwikReportTests {
    private static Map<String, TestExecutionResult> run(Class<?> testCase) {
        return EngineTestKit.engine("jqwik")
                // The kit reads no junit-platform.properties
                .configurationParameter("jqwik.database", "")
                .selectors(selectClass(testCase))
                .execute()
                .testEvents()
                .finished()
                .stream()
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor().getDisplayName(),
                        event -> event.getRequiredPayload(TestExecutionResult.class)));
    }

    private static TestExecutionResult of(Map<String, TestExecutionResult> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    private static String message(Map<String, TestExecutionResult> results, String name) {
        return String.valueOf(of(results, name).getThrowable().orElseThrow().getMessage());
    }

    static class BugTestCase implements SeededContract {
        @Override
        public Subject subject() {
            Bug bug = Zoo.breaking("C03");
            return bug.subject().with(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS);
        }

        @Override
        public Arbitrary<String> ids() {
            return Arbitraries.of("C01", "C02", "C03", "C04");
        }
    }

    @Test
    void plantedBug_isMadeShort_andShownAsCalls() {
        Map<String, TestExecutionResult> results = run(BugTestCase.class);
        assertThat(message(results, "declaration"))
                .isEqualTo("jimfs-unix declares to have HARD_LINKS_TO_SYMBOLIC_LINKS, but it has it not");
        assertThat(message(results, "contract")).startsWith("C03 WriteRules.nothing: ");
        assertThat(message(results, "anyCalls")).isEqualTo("""

                FAILED  C03 A write of no bytes beyond the end succeeds, and leaves size and times alone.    subject jimfs-unix
                script  5 operations

                  1  path_open(3, 0, "a", CREAT, R|W, 0)                        = 0  4
                  2  path_open(3, 0, "a", 0, R|W, 0)                            = 0  5
                  3  fd_seek(4, 1, SET)                                         = 0  1
                  4  path_open(3, 0, "a", 0, R|W, 0)                            = 0  6
                  5  fd_write(4, [0])                                           = 0  0
                        fd_filestat_get(4) expected size 0, got size 1    <-- first difference

                  model: size 0    lenient set: {size 0}
                  replay: --replay 'path_open d0 0 a 1 66 0;path_open d0 0 a 0 66 0;fd_seek f1 1 0;path_open d0 0 a 0 66 0;fd_write f2 0 1'
                  see catalogue C03
                """);
        assertThat(of(results, "singleFile").getStatus()).isEqualTo(Status.SUCCESSFUL);
    }

    static class ReadOnlyTestCase implements SeededContract {
        @Override
        public Subject subject() {
            try {
                return Subjects.jrt().known("B01", "reads nothing");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Arbitrary<String> ids() {
            return Arbitraries.of("A01", "B01");
        }
    }

    @Test
    void readOnlySubject_isAskedForItsPropertiesAlone() {
        Map<String, TestExecutionResult> results = run(ReadOnlyTestCase.class);
        assertThat(of(results, "declaration").getStatus()).isEqualTo(Status.SUCCESSFUL);
        assertThat(message(results, "contract"))
                .isEqualTo("B01 declared not to hold (reads nothing), but it does: "
                        + "remove known(\"B01\", …) from the subject");
        assertThat(of(results, "anyCalls").getStatus()).isEqualTo(Status.ABORTED);
        assertThat(of(results, "singleFile").getStatus()).isEqualTo(Status.ABORTED);
    }

    static class KnownTestCase extends BugTestCase {
        @Override
        public Subject subject() {
            return super.subject()
                    .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS)
                    .known("C03", "grows");
        }

        @Override
        public Arbitrary<Script> anyCallScripts() {
            return GuestArbitraries.operations();
        }
    }

    @Test
    void knownDeviation_isDiscarded() {
        Map<String, TestExecutionResult> results = run(KnownTestCase.class);
        assertThat(of(results, "declaration").getStatus()).isEqualTo(Status.SUCCESSFUL);
        assertThat(of(results, "contract").getStatus()).isEqualTo(Status.SUCCESSFUL);
    }
}
