package io.github.ffunit.contract.verify;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Catalogue;
import io.github.ffunit.contract.FaultCampaign;
import io.github.ffunit.contract.PropertyResult;
import io.github.ffunit.contract.Shard;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.TrialReport;
import io.github.ffunit.contract.Trials;
import io.github.ffunit.contract.Verdict;
import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.CampaignReport;
import io.github.ffunit.contract.script.Failure;
import io.github.ffunit.contract.script.HistoryCampaign;
import io.github.ffunit.contract.script.PairCampaign;
import io.github.ffunit.contract.script.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Profile} on a subject: all properties, random sequences of calls, long work on one file, faults, histories of
 * threads, pairs of ways to do one thing, and the errno matrix. A subject that cannot be written is checked for its properties alone; one that is a set of calls
 * gets no faults, as nobody stands behind it to fail. Immutable; null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Verification {
    private static final long DEFAULT_SEED = 1;

    private final Subject subject;
    private final Profile profile;
    private final long seed;
    private final Shard shard;
    private final Consumer<String> progress;
    private final @Nullable Subject reference;

    private Verification(
            Subject subject,
            Profile profile,
            long seed,
            Shard shard,
            Consumer<String> progress,
            @Nullable Subject reference) {
        this.reference = reference;
        this.subject = Objects.requireNonNull(subject, "subject");
        this.profile = Objects.requireNonNull(profile, "profile");
        this.seed = seed;
        this.shard = Objects.requireNonNull(shard, "shard");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Prepares a run of the profile {@link Profile#CI} from seed 1.
     *
     * @param subject what to test
     * @return a run
     */
    public static Verification of(Subject subject) {
        return new Verification(subject, Profile.CI, DEFAULT_SEED, Shard.WHOLE, part -> {}, null);
    }

    /**
     * Sets how much to do.
     *
     * @param newProfile how much
     * @return a run like this
     */
    public Verification profile(Profile newProfile) {
        return new Verification(subject, newProfile, seed, shard, progress, reference);
    }

    /**
     * Sets where chance comes from.
     *
     * @param newSeed any number
     * @return a run like this
     */
    public Verification seed(long newSeed) {
        return new Verification(subject, profile, newSeed, shard, progress, reference);
    }

    /**
     * Sets which part of the work to do, for several machines.
     *
     * @param newShard the part
     * @return a run like this
     */
    public Verification shard(Shard newShard) {
        return new Verification(subject, profile, seed, newShard, progress, reference);
    }

    /**
     * Sets who is told what begins.
     *
     * @param listener gets a few words at the start of each part, in the thread of {@link #run}
     * @return a run like this
     */
    public Verification progress(Consumer<String> listener) {
        return new Verification(subject, profile, seed, shard, listener, reference);
    }

    /**
     * Tells of each sequence that fails what another subject does with it, such as the file system of the machine. Without it nothing
     * but the subject is touched.
     *
     * @param other the subject
     * @return a run like this
     */
    public Verification reference(Subject other) {
        return new Verification(subject, profile, seed, shard, progress, Objects.requireNonNull(other, "other"));
    }

    /**
     * Runs it, in the calling thread.
     *
     * @return what it found
     * @throws IOException if the subject has no root to run in
     * @throws IllegalArgumentException if the subject knows a deviation from a property that there is not
     */
    public VerificationReport run() throws IOException {
        Work work = new Work();
        work.properties();
        if (subject.has(Capability.WRITABLE)) {
            work.scripts(Workload.ANY_CALLS, "sequences", profile.sequences(), profile.operations());
            work.scripts(Workload.SINGLE_FILE, "single file", profile.files(), profile.fileOperations());
            work.faults();
            work.histories();
            work.pairs();
            work.scripts(Workload.ERRNO_MATRIX, "errno matrix", profile.cases(), 1);
        }
        return work.report();
    }

    /** A run on its way. */
    private final class Work {
        private final long start = System.nanoTime();
        private long afterProperties = start;
        private final SortedMap<String, Standing> properties = new TreeMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> unfinished = new ArrayList<>();
        private boolean wholeMatrix;
        private long sequences;
        private long calls;
        private long faults;
        private long schedules;
        private long pairs;
        private final SortedSet<String> missing = new TreeSet<>(CampaignReport.reachable());

        private Duration left() {
            Duration left = profile.time().minusNanos(System.nanoTime() - afterProperties);
            return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
        }

        private void begin(String part) {
            progress.accept("%s: %s".formatted(subject, part));
        }

        private void properties() {
            begin("properties");
            Catalogue catalogue = Catalogue.standard();
            if (shard.has(0)) {
                List<String> differences = catalogue.checkDeclaration(subject);
                for (int i = 0; i < differences.size(); i++) {
                    String text = "DECLARATION  %s\n".formatted(differences.get(i));
                    findings.add(new Finding("declaration " + i, i, 1, text));
                }
            }
            List<String> ids = catalogue.ids();
            for (int i = 0; i < ids.size(); i++) {
                if (shard.has(i)) {
                    PropertyResult result = catalogue.check(subject, ids.get(i));
                    properties.put(result.id(), new Standing(result.verdict(), result.message()));
                    if (result.verdict() == Verdict.FAILED) {
                        String says = catalogue.says(result.id()).get(0);
                        String heading = "%s %s    subject %s".formatted(result.id(), says, subject);
                        found("property " + result.id(), i, 1, heading, result.message());
                    }
                }
            }
            afterProperties = System.nanoTime();
        }

        private void found(String key, int number, int occurrences, String heading, String message) {
            StringBuilder text = new StringBuilder("FAILED  ").append(heading).append('\n');
            message.strip()
                    .lines()
                    .forEach(line -> text.append("    ").append(line).append('\n'));
            findings.add(new Finding(key, number, occurrences, text.toString()));
        }

        private void scripts(Workload workload, String part, int count, int operations) throws IOException {
            begin(part);
            Campaign campaign = Campaign.on(subject)
                    .workload(workload)
                    .seed(seed)
                    .sequences(count, operations)
                    .shard(shard)
                    .timeLimit(left());
            CampaignReport report = (reference == null ? campaign : campaign.reference(reference)).run();
            sequences += report.sequences();
            calls += report.calls();
            missing.removeAll(report.coverage().keySet());
            count(part, report.sequences(), report.planned());
            if (workload == Workload.ERRNO_MATRIX && report.planned() < shard.share(count)) {
                // All cases there are: what they have not reached nothing reaches.
                wholeMatrix = true;
            }
            for (Failure failure : report.failures()) {
                if (subject.known().containsKey(failure.id())) {
                    // Its property says so if it holds after all. Such a sequence shows nothing beyond that point.
                    unfinished.add("KNOWN %s ended %d of %s".formatted(failure.id(), failure.occurrences(), part));
                    continue;
                }
                String key = "%s: %s".formatted(part, failure.key());
                findings.add(new Finding(key, failure.number(), failure.occurrences(), failure.render()));
            }
        }

        private void faults() throws IOException {
            begin("faults");
            TrialReport report = FaultCampaign.run(subject, new Trials(seed, profile.faultWorkloads(), shard, left()));
            faults += report.checks();
            take("faults", report);
        }

        private void histories() throws IOException {
            begin("histories");
            TrialReport report = HistoryCampaign.run(subject, new Trials(seed, profile.histories(), shard, left()));
            schedules += report.checks();
            take("histories", report);
        }

        private void pairs() throws IOException {
            begin("pairs");
            TrialReport report = PairCampaign.run(subject, new Trials(seed, profile.pairs(), shard, left()));
            pairs += report.checks();
            take("pairs", report);
        }

        private void take(String part, TrialReport report) {
            count(part, report.done(), report.planned());
            for (TrialReport.Failed failed : report.failures()) {
                String key = "%s: %s".formatted(part, failed.key());
                String heading = "%s    subject %s".formatted(key, subject);
                found(key, failed.number(), failed.occurrences(), heading, failed.message());
            }
        }

        private void count(String part, int done, int planned) {
            if (done < planned) {
                String why = left().toNanos() > 1 ? "ENDED BY FAILURES" : "TIME-LIMITED";
                unfinished.add(VerificationReport.format("%s %s %,d of %,d", why, part, done, planned));
            }
        }

        private VerificationReport report() {
            return new VerificationReport(
                    subject.name(),
                    profile.name(),
                    seed,
                    List.of(shard),
                    sequences,
                    calls,
                    faults,
                    schedules,
                    pairs,
                    wholeMatrix ? missing : new TreeSet<>(),
                    properties,
                    findings,
                    unfinished,
                    Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        }
    }
}
