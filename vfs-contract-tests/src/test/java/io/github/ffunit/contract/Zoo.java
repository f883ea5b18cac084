package io.github.ffunit.contract;

import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.CampaignReport;
import io.github.ffunit.contract.script.Failure;
import io.github.ffunit.contract.script.HistoryCampaign;
import io.github.ffunit.contract.verify.Profile;
import io.github.ffunit.contract.verify.ZooResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All planted bugs, and the search for them: with the properties that forbid them, and with the random work that can meet them. */
final class Zoo {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final int NOT_SHRUNK = 0;

    private final Profile profile;
    private final long seed;

    /** Searches within the limits of a profile; each bug has all its time. */
    Zoo(Profile profile, long seed) {
        this.profile = profile;
        this.seed = seed;
    }

    /** The first bug that breaks a property. */
    static Bug breaking(String id) {
        return first(bug -> bug.id().equals(id));
    }

    static Bug named(String what) {
        return first(bug -> bug.what().equals(what));
    }

    private static Bug first(Predicate<Bug> which) {
        return all().filter(which).findFirst().orElseThrow();
    }

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

    /**
     * How random work found a bug.
     *
     * @param key the property that does not hold, or the fault that nobody recovers from
     * @param calls in the shortest script that shows it; 0 if it is not made short
     * @param tries how many sequences, workloads or histories it took
     */
    record Hit(String key, int calls, int tries) {}

    /**
     * What came of the search for one bug.
     *
     * @param byProperty whether each property that forbids it fails
     * @param hit of random work; null if it found nothing, or none was tried
     */
    record Find(Bug bug, boolean byProperty, @Nullable Hit hit) {
        boolean isFound() {
            return byProperty || hit != null;
        }

        String row() {
            String by = bug.search().name().toLowerCase(Locale.ROOT);
            String random = hit == null
                    ? "%-10s".formatted(bug.search() == Bug.Search.NONE ? "-" : "MISSED")
                    : "%-10s %-30s %5s %7d"
                            .formatted(by, hit.key(), hit.calls() == NOT_SHRUNK ? "-" : hit.calls(), hit.tries());
            return "%-11s %-78s %-8s %s"
                    .formatted(String.join(" ", bug.ids()), bug.what(), byProperty ? "fails" : "HOLDS", random)
                    .stripTrailing();
        }
    }

    /** Searches for all of them. */
    List<Find> search(Consumer<String> progress) throws IOException {
        List<Find> finds = new ArrayList<>();
        for (Bug bug : all().toList()) {
            progress.accept("zoo: " + bug.what());
            finds.add(new Find(bug, failsItsProperties(bug), meet(bug)));
        }
        return finds;
    }

    static boolean failsItsProperties(Bug bug) {
        return bug.ids().stream()
                .allMatch(id -> CATALOGUE.check(bug.subject(), id).verdict() == Verdict.FAILED);
    }

    /** Lets random work run into it. */
    @Nullable
    Hit meet(Bug bug) throws IOException {
        return switch (bug.search()) {
            case SEQUENCES -> sequences(bug);
            case FAULTS -> faults(bug);
            case HISTORIES -> histories(bug);
            case NONE -> null;
        };
    }

    private @Nullable Hit sequences(Bug bug) throws IOException {
        CampaignReport report = Campaign.on(bug.subject())
                .seed(seed)
                .sequences(profile.sequences(), profile.operations())
                .timeLimit(profile.time())
                .failures(1)
                .run();
        if (report.failures().isEmpty()) {
            return null;
        }
        Failure failure = report.failures().get(0);
        return new Hit(failure.id(), failure.script().length(), report.sequences());
    }

    /** One workload after the other, as the first that fails is enough. */
    private @Nullable Hit faults(Bug bug) throws IOException {
        int count = profile.faultWorkloads();
        for (int i = 1; i <= count; i++) {
            TrialReport report =
                    FaultCampaign.run(bug.subject(), new Trials(seed, count, new Shard(i, count), profile.time()));
            if (!report.failures().isEmpty()) {
                TrialReport.Failed failed = report.failures().get(0);
                return new Hit(failed.key(), failed.calls(), i);
            }
        }
        return null;
    }

    private @Nullable Hit histories(Bug bug) throws IOException {
        TrialReport report =
                HistoryCampaign.run(bug.subject(), new Trials(seed, profile.histories(), Shard.WHOLE, profile.time()));
        return report.failures().isEmpty()
                ? null
                : new Hit(report.failures().get(0).key(), NOT_SHRUNK, report.done());
    }

    static ZooResult result(List<Find> finds) {
        int[] calls = finds.stream()
                .map(Find::hit)
                .filter(Objects::nonNull)
                .mapToInt(Hit::calls)
                .filter(length -> length != NOT_SHRUNK)
                .sorted()
                .toArray();
        double median = calls.length == 0 ? 0 : (calls[(calls.length - 1) / 2] + calls[calls.length / 2]) / 2.0;
        return new ZooResult(
                finds.size(), (int) finds.stream().filter(Find::isFound).count(), median);
    }

    /** A row for each bug, and how many were found by what. */
    static String table(List<Find> finds) {
        StringBuilder table = new StringBuilder("%-11s %-78s %-8s %-10s %-30s %5s %7s\n"
                .formatted("property", "bug", "it", "found by", "which says", "calls", "after"));
        finds.stream().map(Find::row).sorted().forEach(row -> table.append(row).append('\n'));
        long searched = finds.stream()
                .filter(find -> find.bug().search() != Bug.Search.NONE)
                .count();
        long met = finds.stream().filter(find -> find.hit() != null).count();
        long failing = finds.stream().filter(Find::byProperty).count();
        return table.append("zoo: %d bugs, %d found by their properties, %d of %d by random work, median of %s calls\n"
                        .formatted(
                                finds.size(),
                                failing,
                                met,
                                searched,
                                result(finds).medianCalls()))
                .toString();
    }
}
