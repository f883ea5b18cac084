package io.github.ffunit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test cases the way a user's build does, with everything that may go parallel in parallel. */
final class TestKit {

    private TestKit() {}

    static EngineExecutionResults run(Class<?> testCase) {
        return run(testCase, Map.of());
    }

    /** Runs a test case with configuration parameters, as a build sets them. */
    static EngineExecutionResults run(Class<?> testCase, Map<String, String> parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testCase))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameters(parameters)
                .execute();
    }

    /** Runs a test case that is to pass as a whole. */
    static void runGreen(Class<?> testCase, int tests) {
        EngineExecutionResults results = run(testCase);
        results.allEvents().failed().stream().forEach(failure -> {
            throw new AssertionError(
                    failure.toString(),
                    failure.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElse(null));
        });
        results.testEvents().assertStatistics(events -> events.succeeded(tests));
    }
}
