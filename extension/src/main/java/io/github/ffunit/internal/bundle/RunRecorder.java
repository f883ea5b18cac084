package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.RunListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last runs of a sandbox. Thread-safe. */
public final class RunRecorder implements RunListener {

    /** Their logs and journals stay in memory until the test ends. */
    private static final int MOST = 100;

    private final Deque<RunRecord> runs = new ArrayDeque<>(); // guarded by this
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
        if (runs.size() == MOST) {
            runs.removeFirst();
            forgotten++;
        }
        runs.addLast(run);
    }

    synchronized List<RunRecord> runs() {
        return List.copyOf(runs);
    }

    /** How many came before {@link #runs()} and were not kept. */
    synchronized int forgotten() {
        return forgotten;
    }
}
