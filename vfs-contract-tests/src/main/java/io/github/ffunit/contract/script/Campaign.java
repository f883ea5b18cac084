package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Shard;
import io.github.ffunit.contract.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Random sequences of calls on a subject, each answer compared with the model's. The first sequence that fails in some way is made
 * short and reported. Everything random comes from one seed. Immutable; null is nowhere allowed.
 *
 * <p>A sequence is drawn as its {@link Workload} says, run by a {@link Run} on the subject and the model in step, compared by a
 * {@link Comparison}, and shortened by a {@link Shrinker}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Campaign {
    private static final int SEQUENCES = 500;
    private static final int OPERATIONS = 60;
    private static final int MOST_FAILURES = 20;
    private static final int TRIES = 1000;
    private static final Duration TIME = Duration.ofMinutes(3);

    private final Subject subject;
    private final Workload workload;
    private final long seed;
    private final int sequences;
    private final int longest;
    private final int most;
    private final Shard shard;
    private final Duration time;
    private final boolean lenient;
    private final @Nullable Subject reference;

    private Campaign(
            Subject subject,
            Workload workload,
            long seed,
            int sequences,
            int longest,
            int most,
            Shard shard,
            Duration time,
            boolean lenient,
            @Nullable Subject reference) {
        this.subject = subject;
        this.workload = workload;
        this.seed = seed;
        this.sequences = sequences;
        this.longest = longest;
        this.most = most;
        this.shard = shard;
        this.time = time;
        this.lenient = lenient;
        this.reference = reference;
    }

    /**
     * Prepares a campaign: 500 sequences of at most 60 operations of all kinds from seed 1, at most three minutes and twenty
     * failures, strict answers.
     *
     * @param subject what to test; it must be writable
     * @return a campaign
     * @throws IllegalArgumentException if the subject is read-only
     */
    public static Campaign on(Subject subject) {
        if (!subject.has(Capability.WRITABLE)) {
            throw new IllegalArgumentException(
                    "subject [%s] is read-only: nobody told the model what is on it; check it with the Catalogue"
                            .formatted(subject));
        }
        return new Campaign(
                subject, Workload.ANY_CALLS, 1, SEQUENCES, OPERATIONS, MOST_FAILURES, Shard.WHOLE, TIME, false, null);
    }

    /**
     * Sets what the sequences are made of.
     *
     * @param newWorkload the kind of sequences
     * @return a campaign like this
     */
    public Campaign workload(Workload newWorkload) {
        Objects.requireNonNull(newWorkload, "newWorkload");
        return new Campaign(subject, newWorkload, seed, sequences, longest, most, shard, time, lenient, reference);
    }

    /**
     * Sets where chance comes from.
     *
     * @param newSeed any number
     * @return a campaign like this
     */
    public Campaign seed(long newSeed) {
        return new Campaign(subject, workload, newSeed, sequences, longest, most, shard, time, lenient, reference);
    }

    /**
     * Sets how much to run. The errno matrix has its own size, and runs no more than that.
     *
     * @param count of sequences, at least 1
     * @param operations in a sequence at most, at least 1
     * @return a campaign like this
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Campaign sequences(int count, int operations) {
        if (count < 1 || operations < 1) {
            throw new IllegalArgumentException(
                    "[%d] sequences of [%d] operations: both must be at least 1".formatted(count, operations));
        }
        return new Campaign(subject, workload, seed, count, operations, most, shard, time, lenient, reference);
    }

    /**
     * Sets after how many distinct failures it ends.
     *
     * @param count at least 1
     * @return a campaign like this
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Campaign failures(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("[%d] failures: it must be at least 1".formatted(count));
        }
        return new Campaign(subject, workload, seed, sequences, longest, count, shard, time, lenient, reference);
    }

    /**
     * Sets which of the sequences to run.
     *
     * @param newShard a part of them
     * @return a campaign like this
     */
    public Campaign shard(Shard newShard) {
        Objects.requireNonNull(newShard, "newShard");
        return new Campaign(subject, workload, seed, sequences, longest, most, newShard, time, lenient, reference);
    }

    /**
     * Sets how long new sequences begin. What has failed is made short all the same.
     *
     * @param limit longest time, positive
     * @return a campaign like this
     * @throws IllegalArgumentException if the limit is not positive
     */
    public Campaign timeLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("time limit [%s] must be positive".formatted(limit));
        }
        return new Campaign(subject, workload, seed, sequences, longest, most, shard, limit, lenient, reference);
    }

    /**
     * Accepts also what others than the project's own bridge may answer.
     *
     * @return a campaign like this
     */
    public Campaign lenient() {
        return new Campaign(subject, workload, seed, sequences, longest, most, shard, time, true, reference);
    }

    /**
     * Tells of each failure what another subject does, such as Linux.
     *
     * @param other the subject
     * @return a campaign like this
     */
    public Campaign reference(Subject other) {
        Objects.requireNonNull(other, "other");
        return new Campaign(subject, workload, seed, sequences, longest, most, shard, time, lenient, other);
    }

    /** The first script that failed so, how it did, and how many did. */
    private record Found(int number, Script script, Run.Result result, int occurrences) {}

    /**
     * Runs it.
     *
     * @return what it found
     * @throws IOException if the subject has no root to run in
     */
    public CampaignReport run() throws IOException {
        Generator generator = workload.generator(seed, longest);
        int total = Math.min(sequences, generator.most());
        int planned = shard.share(total);
        Coverage coverage = new Coverage();
        Map<String, Found> found = new LinkedHashMap<>();
        long end = System.nanoTime() + time.toNanos();
        long calls = 0;
        int done = 0;
        for (int number = shard.index() - 1;
                done < planned && found.size() < most && System.nanoTime() - end < 0;
                number += shard.count()) {
            done++;
            Script script = generator.script(number);
            Run.Result result = Run.of(subject, script, lenient, coverage);
            calls += result.calls();
            String key = keyOf(result);
            if (key != null) {
                Found first = found.getOrDefault(key, new Found(number, script, result, 0));
                found.put(key, new Found(first.number(), first.script(), first.result(), first.occurrences() + 1));
            }
        }
        List<Failure> failures = new ArrayList<>();
        for (Found each : found.values()) {
            failures.add(failure(each));
        }
        boolean timeLimited = done < planned && found.size() < most;
        return new CampaignReport(
                subject.name(), seed, planned, done, calls, coverage.cells(), List.copyOf(failures), timeLimited);
    }

    private Failure failure(Found found) throws IOException {
        String origin = Show.format("seed %d  script %d of %d", seed, found.number(), sequences);
        return shrunk(found.script(), found.result(), origin, found.number(), found.occurrences());
    }

    private Failure shrunk(Script script, Run.Result first, String origin, int number, int occurrences)
            throws IOException {
        String key = Objects.requireNonNull(keyOf(first), "only what fails is made short");
        Shrinker.Shrunk shrunk = Shrinker.shrink(script, each -> key.equals(keyOf(runOnce(subject, each))), TRIES);
        Run.Result last = runOnce(subject, shrunk.script());
        if (!key.equals(keyOf(last))) {
            return failure(first, script, origin + "  does not always fail", number, script.length(), 0, occurrences);
        }
        return failure(last, shrunk.script(), origin, number, script.length(), shrunk.tries(), occurrences);
    }

    private Failure failure(
            Run.Result result, Script script, String origin, int number, int before, int tries, int occurrences)
            throws IOException {
        return new Failure(
                subject.name(),
                origin,
                number,
                Objects.requireNonNull(result.difference(), "a failing script differs"),
                script,
                before,
                tries,
                occurrences,
                result.trace(),
                elsewhere(script));
    }

    private @Nullable String elsewhere(Script script) throws IOException {
        if (reference == null) {
            return null;
        }
        Difference difference = runOnce(reference, script).difference();
        return reference.name() + ": " + (difference == null ? "same as model" : difference.actual());
    }

    private Run.Result runOnce(Subject on, Script script) throws IOException {
        return Run.of(on, script, lenient, new Coverage());
    }

    private static @Nullable String keyOf(Run.Result result) {
        return result.difference() == null ? null : result.difference().key();
    }

    /**
     * Runs one script as it is.
     *
     * @param script to run
     * @return how it fails; null if it does not fail
     * @throws IOException if the subject has no root to run in
     */
    public @Nullable Failure check(Script script) throws IOException {
        Run.Result result = runOnce(subject, script);
        return result.difference() == null ? null : failure(result, script, "script", 0, script.length(), 0, 1);
    }

    /**
     * Runs one script, such as the replay line of a report gives.
     *
     * @param script to run
     * @return how it fails, made short; null if it does not fail
     * @throws IOException if the subject has no root to run in
     */
    public @Nullable Failure replay(Script script) throws IOException {
        Run.Result result = runOnce(subject, script);
        return result.difference() == null ? null : shrunk(script, result, "replay", 0, 1);
    }
}
