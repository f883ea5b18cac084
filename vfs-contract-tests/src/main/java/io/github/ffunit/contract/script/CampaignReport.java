package io.github.ffunit.contract.script;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a campaign found. Immutable; holds no time, so that the same seed gives the same report.
 *
 * @param subject its name
 * @param seed of all that is random
 * @param planned how many sequences were to run
 * @param sequences how many ran; fewer if time ran out, or enough failures were found
 * @param calls how many answers were compared
 * @param coverage how often each call met each errno on each kind of open file
 * @param failures one for each distinct difference, those found first first
 * @param timeLimited whether time ran out before all sequences had run; then its figures stand for nothing
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record CampaignReport(
        String subject,
        long seed,
        int planned,
        int sequences,
        long calls,
        SortedMap<String, Long> coverage,
        List<Failure> failures,
        boolean timeLimited) {

    /** {@return one line of counts, without its end} */
    public String counts() {
        String limit =
                timeLimited ? Show.format("TIME-LIMITED %d of %d", sequences, planned) : Integer.toString(sequences);
        return Show.format(
                "%s: seed %d, %s sequences, %d checked calls, %d cells covered, %d distinct failures",
                subject, seed, limit, calls, coverage.size(), failures.size());
    }

    /** {@return the counts, and a block for each failure; lines end with a line feed} */
    public String render() {
        return counts() + "\n"
                + failures.stream()
                        .map(failure -> Show.format("\n%s    in %d scripts\n", failure.render(), failure.occurrences()))
                        .collect(Collectors.joining());
    }

    /** {@return the cells that campaigns can reach on any writable subject, such as {@code fd_read BADF CLOSED}} */
    public static SortedSet<String> reachable() {
        return Reachable.cells();
    }

    /** {@return the cells that can be reached, and were not} */
    public SortedSet<String> missing() {
        SortedSet<String> missing = new TreeSet<>(reachable());
        missing.removeAll(coverage.keySet());
        return missing;
    }

    /** {@return the coverage, a cell on each line} */
    public String matrix() {
        return coverage.entrySet().stream()
                .map(cell -> Show.format("%8d  %s\n", cell.getValue(), cell.getKey()))
                .collect(Collectors.joining());
    }
}
