package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** File systems of others still stand as docs/verdicts.md says. The rest, and random calls, are left to the command. */
class StrangersTests {
    /** Of the slow ones, which are about the bridge more than about what is below it, only those that are known to fail. */
    private static boolean isForTheCommand(Subject subject, String id) {
        boolean slow = id.equals("H10") || id.compareTo("M") > 0;
        return (slow || isUnsteady(subject, id)) && !subject.known().containsKey(id);
    }

    /** Whether it depends on the clock, which moves the times of the first, or on who comes first. */
    private static boolean isUnsteady(Subject subject, String id) {
        return subject.name().equals("memory-fs") || (subject + " " + id).equals("lucene-windows L07");
    }

    @TestFactory
    Stream<DynamicTest> properties_standAsDeclared() {
        Catalogue catalogue = Catalogue.standard();
        return Strangers.all().stream()
                .map(subject -> DynamicTest.dynamicTest(subject.name(), () -> {
                    assertThat(catalogue.checkDeclaration(subject)).isEmpty();
                    List<PropertyResult> failed = new ArrayList<>();
                    for (String id : catalogue.ids()) {
                        if (!isForTheCommand(subject, id)) {
                            PropertyResult result = catalogue.check(subject, id);
                            if (result.verdict() == Verdict.FAILED) {
                                failed.add(result);
                            }
                        }
                    }
                    assertThat(failed).isEmpty();
                }));
    }
}
