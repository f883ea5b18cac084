package io.github.ffunit.contract.verify;

import io.github.ffunit.contract.Shard;
import io.github.ffunit.contract.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a {@link Verification} found on one subject. The same seed gives the same report, but for the seconds, for times of a real
 * clock in the words of a property that failed, and for what threads and the few rules about speed find. Immutable.
 *
 * @param subject its name
 * @param profile the name of the profile
 * @param seed of all that is random
 * @param shards which parts of the work it is about, sorted; the one shard 1/1 if it is about all
 * @param sequences how many scripts ran
 * @param calls how many answers in them were compared with the model's
 * @param faults how many calls of the file system behind were made to fail
 * @param schedules how many histories of threads were checked
 * @param pairs how many times one thing was done in two ways
 * @param missing cells of calls, errnos and kinds of open files that can be reached, and were not; none if the errno matrix did not run whole
 * @param properties how each property stands, by its id
 * @param findings distinct ways to fail, sorted by key
 * @param unfinished what was not done to its end, for people; such figures stand for nothing
 * @param seconds how long it took
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record VerificationReport(
        String subject,
        String profile,
        long seed,
        List<Shard> shards,
        long sequences,
        long calls,
        long faults,
        long schedules,
        long pairs,
        SortedSet<String> missing,
        SortedMap<String, Standing> properties,
        List<Finding> findings,
        List<String> unfinished,
        double seconds) {
    /**
     * Makes one.
     *
     * @param subject its name
     * @param profile the name of the profile
     * @param seed of all that is random
     * @param shards parts of the work
     * @param sequences scripts
     * @param calls answers compared
     * @param faults calls made to fail
     * @param schedules histories
     * @param pairs ways to do one thing
     * @param missing cells that nothing reached
     * @param properties by id
     * @param findings ways to fail
     * @param unfinished what was not done
     * @param seconds how long it took
     */
    public VerificationReport {
        shards = List.copyOf(shards);
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        findings = findings.stream().sorted(Comparator.comparing(Finding::key)).toList();
        unfinished = List.copyOf(unfinished);
    }

    /** {@return whether nothing failed, and all cells were reached if all was done} */
    public boolean isGreen() {
        return findings.isEmpty() && emptyCells().isEmpty();
    }

    /** What a part of the work has not reached, another part may have; and what was not done reaches nothing. */
    private SortedSet<String> emptyCells() {
        boolean all = shards.equals(List.of(Shard.WHOLE)) && unfinished.isEmpty();
        return all ? missing : Collections.emptySortedSet();
    }

    /**
     * Counts properties.
     *
     * @param verdict which to count
     * @return how many have it
     */
    public long count(Verdict verdict) {
        return properties.values().stream()
                .filter(standing -> standing.verdict() == verdict)
                .count();
    }

    /** {@return one line of counts, without its end} */
    public String line() {
        StringBuilder line = new StringBuilder();
        line.append(format("%s: %d properties: ", subject, properties.size()));
        List<String> verdicts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = count(verdict);
            if (count > 0 || verdict == Verdict.PASSED || verdict == Verdict.FAILED) {
                verdicts.add(count + " " + verdict.name().toLowerCase(Locale.ROOT));
            }
        }
        line.append(String.join(", ", verdicts));
        line.append(format(
                "; %,d sequences, %,d calls, %,d faults, %,d schedules, %,d pairs; profile %s, seed %d",
                sequences, calls, faults, schedules, pairs, profile, seed));
        if (!shards.equals(List.of(Shard.WHOLE))) {
            line.append(", shard ").append(shards.stream().map(Shard::toString).collect(Collectors.joining(" and ")));
        }
        if (!emptyCells().isEmpty()) {
            line.append(format("; %,d cells EMPTY: %s", missing.size(), String.join(", ", missing)));
        }
        unfinished.forEach(part -> line.append("; ").append(part));
        return line.toString();
    }

    /** {@return the line of counts, and a block for each way to fail; lines end with a line feed} */
    public String render() {
        return line() + "\n" + findings.stream().map(VerificationReport::block).collect(Collectors.joining());
    }

    private static String block(Finding finding) {
        String times = finding.occurrences() == 1 ? "" : format("    found %,d times\n", finding.occurrences());
        return "\n" + finding.text() + times;
    }

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /**
     * Puts two shards together.
     *
     * @param other about other parts of the same work
     * @return what one run of both parts would have found
     * @throws IllegalArgumentException if it is not about the same subject, profile and seed, or about the same part
     */
    public VerificationReport and(VerificationReport other) {
        boolean same = subject.equals(other.subject) && profile.equals(other.profile) && seed == other.seed;
        boolean fits =
                shards.get(0).count() == other.shards.get(0).count() && Collections.disjoint(shards, other.shards);
        if (!same || !fits) {
            throw new IllegalArgumentException(format(
                    "[%s, profile %s, seed %d, shards %s] and [%s, profile %s, seed %d, shards %s]: "
                            + "only different shards of one run can be merged",
                    subject, profile, seed, shards, other.subject, other.profile, other.seed, other.shards));
        }
        SortedMap<String, Standing> allProperties = new TreeMap<>(properties);
        allProperties.putAll(other.properties);
        // A cell is empty if it is so in both.
        SortedSet<String> both = new TreeSet<>(missing);
        both.retainAll(other.missing);
        return new VerificationReport(
                subject,
                profile,
                seed,
                together(shards, other.shards),
                sequences + other.sequences,
                calls + other.calls,
                faults + other.faults,
                schedules + other.schedules,
                pairs + other.pairs,
                both,
                allProperties,
                together(findings, other.findings, Finding::and),
                Stream.concat(unfinished.stream(), other.unfinished.stream()).toList(),
                seconds + other.seconds);
    }

    private static List<Shard> together(List<Shard> some, List<Shard> more) {
        List<Shard> all = Stream.concat(some.stream(), more.stream())
                .sorted(Comparator.comparing(Shard::index))
                .toList();
        return all.size() == all.get(0).count() ? List.of(Shard.WHOLE) : all;
    }

    private static List<Finding> together(List<Finding> some, List<Finding> more, BinaryOperator<Finding> both) {
        SortedMap<String, Finding> all = new TreeMap<>();
        Stream.concat(some.stream(), more.stream()).forEach(finding -> all.merge(finding.key(), finding, both));
        return List.copyOf(all.values());
    }
}
