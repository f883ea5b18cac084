package io.github.ffunit.contract.verify;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much a {@link Verification} does of each thing. All properties belong to every profile, however long they take. For the rest
 * limits are in counts and in time: what runs out of time says so, and its figures stand for nothing. The errno matrix is
 * the last of it. Immutable.
 *
 * @param name heads reports
 * @param time how long new work begins after the properties; what runs then is finished
 * @param sequences of random calls
 * @param operations in a sequence at most
 * @param files sequences on one file each
 * @param fileOperations in a sequence on one file
 * @param faultWorkloads workloads, of some 100 faults each
 * @param histories of a few threads
 * @param pairs of ways to do one thing
 * @param cases of the errno matrix at most; it has some 4,000
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Profile(
        String name,
        Duration time,
        int sequences,
        int operations,
        int files,
        int fileOperations,
        int faultWorkloads,
        int histories,
        int pairs,
        int cases) {
    private static final int ALL_CASES = Integer.MAX_VALUE;

    /** For every local build. */
    public static final Profile SMOKE =
            new Profile("smoke", Duration.ofSeconds(15), 500, 30, 5, 600, 10, 100, 200, ALL_CASES);
    /** For every change that is handed in. */
    public static final Profile CI =
            new Profile("ci", Duration.ofMinutes(3), 25_000, 60, 250, 600, 200, 2_000, 4_000, ALL_CASES);
    /** For nights and releases. */
    public static final Profile DEEP =
            new Profile("deep", Duration.ofMinutes(45), 300_000, 120, 10_000, 1_000, 2_000, 20_000, 40_000, ALL_CASES);

    private static final List<Profile> ALL = List.of(SMOKE, CI, DEEP);

    /**
     * Says how much.
     *
     * @param name heads reports
     * @param time positive
     * @param sequences at least 1
     * @param operations at least 1
     * @param files at least 1
     * @param fileOperations at least 1
     * @param faultWorkloads at least 0
     * @param histories at least 0
     * @param pairs at least 0
     * @param cases at least 1
     * @throws IllegalArgumentException if a limit is less
     */
    public Profile {
        Objects.requireNonNull(name, "name");
        boolean good = !time.isNegative() && !time.isZero();
        good &= sequences >= 1 && operations >= 1 && files >= 1 && fileOperations >= 1 && cases >= 1;
        good &= faultWorkloads >= 0 && histories >= 0 && pairs >= 0;
        if (!good) {
            throw new IllegalArgumentException(
                    "profile [%s]: time, sequences, files, their operations and cases must be positive, the rest not negative"
                            .formatted(name));
        }
    }

    /**
     * Finds one by its name.
     *
     * @param name {@code smoke}, {@code ci} or {@code deep}
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no profile [%s]: there are %s"
                        .formatted(name, ALL.stream().map(Profile::name).collect(Collectors.joining(", ")))));
    }
}
