package io.github.ffunit.benchmarks;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.benchmarks.Contender.Memory;
import io.github.ffunit.benchmarks.Contender.Outcome;
import io.github.ffunit.benchmarks.Row.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contender in the comparison of one job, with its times so far. */
final class Entrant implements AutoCloseable {

    private final String engine;
    private final Contender contender;
    private final Kind alone;
    private final boolean parallel;
    private final Map<Kind, Samples> times = new EnumMap<>(Kind.class);
    private final Map<Kind, Memory> memory = new EnumMap<>(Kind.class);
    private String runtime = "";

    /**
     * Makes one.
     *
     * @param engine as the report names it
     * @param contender that does the runs
     * @param alone what one run of it is
     * @param parallel whether it is asked for runs in parallel, too
     */
    Entrant(String engine, Contender contender, Kind alone, boolean parallel) {
        this.engine = engine;
        this.contender = contender;
        this.alone = alone;
        this.parallel = parallel;
    }

    boolean parallel() {
        return parallel;
    }

    /** A run that is not timed. */
    void warmUp() throws IOException {
        contender.run(1);
    }

    /** The first run in a new process, which stays for later ones. */
    Outcome runFirst() throws IOException {
        contender.close();
        long start = System.nanoTime();
        Outcome outcome = contender.run(1);
        add(Kind.PROCESS, (System.nanoTime() - start) / 1e9, outcome);
        add(Kind.FIRST, outcome.seconds(), outcome);
        return outcome;
    }

    void run(int atOnce) throws IOException {
        Kind kind =
                switch (atOnce) {
                    case 1 -> alone;
                    case 2 -> Kind.TWO;
                    case 4 -> Kind.FOUR;
                    default -> throw new IllegalArgumentException("1, 2 or 4 at once, not " + atOnce);
                };
        add(kind, contender.run(atOnce));
    }

    private void add(Kind kind, Outcome outcome) {
        add(kind, outcome.seconds(), outcome);
    }

    private void add(Kind kind, double seconds, Outcome outcome) {
        times.computeIfAbsent(kind, key -> new Samples()).add(seconds);
        memory.put(kind, outcome.memory());
        runtime = outcome.runtime();
    }

    /** Its rows for the report, beside those of native programs, where there are any. */
    List<Row> rows(String job, @Nullable Entrant reference, @Nullable Entrant packaged) {
        List<Row> rows = new ArrayList<>();
        times.forEach((kind, seconds) -> rows.add(new Row(
                job,
                engine,
                runtime.isEmpty() ? null : runtime,
                kind,
                seconds,
                reference == null ? null : reference.medianBeside(kind),
                packaged == null ? null : packaged.medianBeside(kind),
                kind.atOnce() ? median(alone) : null,
                requireNonNull(memory.get(kind)))));
        return rows;
    }

    /** What another's runs of a kind are measured by: as many at once, if this one has done that. */
    private @Nullable Double medianBeside(Kind kind) {
        return median(kind.atOnce() ? kind : alone);
    }

    private @Nullable Double median(Kind kind) {
        Samples seconds = times.get(kind);
        return seconds == null ? null : seconds.median();
    }

    @Override
    public void close() {
        contender.close();
    }
}
