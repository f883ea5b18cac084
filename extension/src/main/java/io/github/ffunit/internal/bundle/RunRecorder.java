package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.RunListener;
import java.util.ArrayList;
import java.util.List;

/** The last runs of a sandbox. Thread-safe. */
public final class RunRecorder implements RunListener {

    /** Their logs stay in memory until the test ends. */
    private static final int MOST = 100;

    /** A journal may have some megabytes. */
    private static final int MOST_WITH_JOURNAL = 20;

    private final List<RunRecord> runs = new ArrayList<>(); // guarded by this
    private int forgotten; // guarded by this

    @Override
    public void ended(Run run) {
        add(RunRecord.of(run));
    }

    @Override
    public void stopped(FFmpegException exception) {
        add(RunRecord.of(exception));
    }

    synchronized void add(RunRecord run) {
        runs.add(run);
        if (runs.size() > MOST) {
            runs.remove(0);
            forgotten++;
        }
        int old = runs.size() - 1 - MOST_WITH_JOURNAL;
        if (old >= 0) {
            runs.set(old, runs.get(old).withoutJournal());
        }
    }

    synchronized List<RunRecord> runs() {
        return List.copyOf(runs);
    }

    /** How many came before {@link #runs()} and were not kept. */
    synchronized int forgotten() {
        return forgotten;
    }
}
