package io.github.ffunit.contract;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A test class of a file system implements this, and JUnit finds a test for each property in it: passed if the property holds,
 * or if the subject lacks what it needs and says so properly; aborted where a deviation is known or nothing can be checked.
 *
 * <pre>{@code
 * class AcmeFsTests implements FileSystemContract {
 *     public Subject subject() {
 *         return Subject.of("acmefs", () -> AcmeFs.create().getPath("/")).without(Capability.HARD_LINKS);
 *     }
 * }
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface FileSystemContract {
    /** {@return what to test} */
    Subject subject();

    /** {@return one test for the declaration of the subject, and one for each property, by id} */
    @TestFactory
    default Stream<DynamicTest> contract() {
        Subject subject = subject();
        Catalogue catalogue = Catalogue.standard();
        DynamicTest declaration = DynamicTest.dynamicTest("DECLARATION", () -> {
            List<String> differences = Probe.differences(subject);
            if (!differences.isEmpty()) {
                throw new AssertionError(String.join("\n", differences));
            }
        });
        Stream<DynamicTest> properties = catalogue.ids().stream().map(id -> {
            String name = id + " " + catalogue.says(id).get(0);
            return DynamicTest.dynamicTest(name, () -> demand(catalogue.check(subject, id)));
        });
        return Stream.concat(Stream.of(declaration), properties);
    }

    private static void demand(PropertyResult result) {
        switch (result.verdict()) {
            // Some reports name a dynamic test by its place alone
            case FAILED -> throw new AssertionError(result.id() + " " + result.message(), result.failure());
            case KNOWN, UNTESTED -> Assumptions.abort(result.verdict() + ": " + result.message());
            case PASSED, ABSENT -> {}
        }
    }
}
