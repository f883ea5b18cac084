package io.github.ffunit.contract;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Rule O07 for long: what a few threads see of a few calls each must be what some serial order gives. The calls come from the
 * seed; how the threads meet is the machine's choice.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class HistoryCampaign {
    private static final String KEY = "O07";

    private HistoryCampaign() {}

    /**
     * Runs histories, each in a directory of its own.
     *
     * @param subject what to test; nothing is tried on one that cannot be written at any place
     * @param trials how many histories
     * @return what was found; it ends with the first history without an order
     * @throws IOException if the subject has no root to run in
     */
    public static TrialReport run(Subject subject, Trials trials) throws IOException {
        if (!subject.has(Capability.WRITABLE) || !subject.has(Capability.RANDOM_ACCESS)) {
            return TrialReport.NONE;
        }
        int planned = trials.shard().share(trials.count());
        long end = System.nanoTime() + trials.time().toNanos();
        int done = 0;
        try (World world = World.of(subject)) {
            for (int i = 0; i < trials.count() && System.nanoTime() - end < 0; i++) {
                if (trials.shard().has(i)) {
                    done++;
                    String problem = problem(world, i, trials.seed());
                    if (problem != null) {
                        TrialReport.Failed failed = new TrialReport.Failed(KEY, i, 1, 0, problem);
                        return new TrialReport(planned, done, done, List.of(failed));
                    }
                }
            }
        }
        return new TrialReport(planned, done, done, List.of());
    }

    private static @Nullable String problem(World world, int number, long seed) {
        try {
            String directory = "h" + number;
            world.guest().mkdir(directory);
            History history = History.run(world, directory + "/", new SplittableRandom(seed + number));
            return history.isLinearizable() ? null : "no serial order explains " + history;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
