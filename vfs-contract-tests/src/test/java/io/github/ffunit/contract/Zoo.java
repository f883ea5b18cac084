package io.github.ffunit.contract;

import java.util.stream.Stream;

/** All planted bugs, and what came of the search for them. */
final class Zoo {
    private Zoo() {}

    /**
     * What a summary says of the power of the suite.
     *
     * @param planted how many bugs were searched for with random calls
     * @param found how many of them were found
     * @param medianCalls of the shortest scripts that show them
     */
    record Figures(int planted, int found, int medianCalls) {}

    static Stream<Bug> all() {
        return Stream.of(
                        FileCallBugs.all(),
                        OpenFileBugs.all(),
                        NameCallBugs.all(),
                        NamespaceBugs.all(),
                        ThreadAndFaultBugs.all(),
                        FileSystemBugs.all())
                .flatMap(bugs -> bugs);
    }
}
