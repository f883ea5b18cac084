package io.github.ffunit.contract;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Makes trials until their number, their time or the patience with failures ends. Used by one thread, once. */
@API(status = Status.INTERNAL, since = "0.1")
public final class TrialLoop {
    private final Trials trials;
    private final int mostFailures;
    private final Map<String, TrialReport.Failed> failures = new LinkedHashMap<>();

    /** One trial. */
    public interface Trial {
        /**
         * Makes it, and says by {@link #failed} what failed.
         *
         * @param number of the trial, from 0
         * @return how many checks it made
         * @throws IOException if the subject has no root to run in
         */
        long make(int number) throws IOException;
    }

    /** Makes a failure short enough to read. */
    public interface Shrinking {
        /**
         * Shrinks.
         *
         * @return the failure, met once
         * @throws IOException if the subject has no root to run in
         */
        TrialReport.Failed shortest() throws IOException;
    }

    /**
     * Prepares trials.
     *
     * @param trials how many
     * @param mostFailures after how many distinct failures no trial begins
     */
    public TrialLoop(Trials trials, int mostFailures) {
        this.trials = trials;
        this.mostFailures = mostFailures;
    }

    /**
     * Makes them.
     *
     * @param trial what to do
     * @return what was found
     * @throws IOException if the subject has no root to run in
     */
    public TrialReport run(Trial trial) throws IOException {
        long end = System.nanoTime() + trials.time().toNanos();
        int done = 0;
        long checks = 0;
        for (int i = 0; i < trials.count() && System.nanoTime() - end < 0 && failures.size() < mostFailures; i++) {
            if (trials.shard().has(i)) {
                done++;
                checks += trial.make(i);
            }
        }
        return new TrialReport(trials.shard().share(trials.count()), done, checks, List.copyOf(failures.values()));
    }

    /**
     * Counts a failure.
     *
     * @param key what makes it distinct
     * @param first shrinks it; used for the first of each key
     * @throws IOException if the subject has no root to run in
     */
    public void failed(String key, Shrinking first) throws IOException {
        TrialReport.Failed known = failures.get(key);
        failures.put(key, known == null ? first.shortest() : known.again());
    }
}
