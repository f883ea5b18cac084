package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.verify.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The suite has teeth: each planted bug fails the properties that forbid it, and random calls find it and make it short. */
class ZooTests {
    private static final long SEED = Long.getLong("vfs.seed", 20_260_104);
    private static final int MOST_CALLS = 6;
    private static final Catalogue CATALOGUE = Catalogue.standard();

    /** Properties that no planted bug is known to fail: it is not shown yet that they can. */
    private static final Set<String> WITHOUT_A_BUG = Set.of();

    @Test
    void bugs_areManyOfDifferentPlaces() {
        List<Bug> bugs = Zoo.all().toList();
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(60);
        assertThat(bugs.stream().map(Bug::what)).doesNotHaveDuplicates();
        assertThat(bugs.stream().filter(Bug::below)).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void properties_withoutABug_areThoseOfTheLedger() {
        Set<String> without = new TreeSet<>(CATALOGUE.ids());
        Zoo.all().forEach(bug -> without.removeAll(bug.ids()));
        assertThat(without).isEqualTo(new TreeSet<>(WITHOUT_A_BUG));
    }

    @TestFactory
    Stream<DynamicTest> bugs_failTheirProperties_thatHoldWithoutThem() {
        return Zoo.all()
                .map(bug -> DynamicTest.dynamicTest(String.join(" ", bug.ids()) + " " + bug.what(), () -> {
                    Subject sound = bug.below() ? Bug.soundShell() : Bug.sound();
                    for (String id : bug.ids()) {
                        assertThat(CATALOGUE.check(sound, id).verdict())
                                .as("%s without the bug", id)
                                .isEqualTo(Verdict.PASSED);
                        assertThat(CATALOGUE.check(bug.subject(), id).verdict())
                                .as("%s with the bug", id)
                                .isEqualTo(Verdict.FAILED);
                    }
                }));
    }

    /** What a bug of threads meets is the machine's choice, but none has a way out of 2,000 histories. */
    @Test
    void bugs_areMetByRandomWork_andMadeShort() throws IOException {
        Zoo zoo = new Zoo(Profile.CI, SEED);
        List<Zoo.Find> finds = new ArrayList<>();
        for (Bug bug : Zoo.all().toList()) {
            // That its properties fail is tested above.
            finds.add(new Zoo.Find(bug, true, zoo.meet(bug)));
        }
        String table = Zoo.table(finds);
        System.out.print(table);
        Path file = Path.of("target", "vfs-contract", "zoo.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        assertThat(finds.stream()
                        .filter(find -> find.hit() == null && find.bug().search() != Bug.Search.NONE)
                        .map(Zoo.Find::row))
                .as("bugs that random work has not met")
                .isEmpty();
        assertThat(Zoo.result(finds).medianCalls()).isLessThanOrEqualTo(MOST_CALLS);
    }
}
