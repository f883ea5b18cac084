package io.github.ffunit.benchmarks;

import io.github.ffunit.benchmarks.Contender.Outcome;
import io.github.ffunit.benchmarks.Row.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures jobs. The contenders take turns, so that what else goes on in the machine meets all of them alike. */
final class Comparison {

    private final Field field;
    private final Consumer<String> progress;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Who takes part.
     *
     * @param engines values of {@code ffunit.engine}
     * @param jdks homes of the JDKs that run each of them
     * @param reference the folder with native programs of the engines' version; null if not built
     * @param packaged the folder of the search path with other native programs; null if there is none
     * @param core an FFmpeg for Node; null if there is none
     * @param clips the folder with all jobs' clips
     */
    record Field(
            List<String> engines,
            List<Path> jdks,
            @Nullable Path reference,
            @Nullable Path packaged,
            @Nullable NodeCore core,
            Path clips) {}

    Comparison(Field field, Consumer<String> progress) {
        this.field = field;
        this.progress = progress;
    }

    /** What to know beside the rows so far: who was left out, and why. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Measures one job.
     *
     * @throws IOException if a contender fails that has done the job before
     * @throws IllegalStateException if the engines do not write the same bytes
     */
    List<Row> measure(Job job) throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        try {
            Entrant reference = addNative("FFmpeg", field.reference, job, true, entrants);
            if (job.program().equals("ffmpeg")) {
                addNative("FFmpeg, 1 thread", field.reference, job.singleThreaded(), true, entrants);
            }
            Entrant packaged = addNative("FFmpeg, packaged", field.packaged, job, false, entrants);
            addEngines(job, entrants);
            addCore(job, entrants);
            takeTurns(job, entrants);
            return entrants.stream()
                    .flatMap(entrant -> entrant.rows(job.name(), reference, packaged).stream())
                    .toList();
        } finally {
            entrants.forEach(Entrant::close);
        }
    }

    private @Nullable Entrant addNative(
            String name, @Nullable Path folder, Job job, boolean parallel, List<Entrant> entrants) throws IOException {
        if (folder == null) {
            return null;
        }
        NativeProgram program = new NativeProgram(folder.resolve(job.program()), job, field.clips, Scratch.create());
        Entrant entrant = new Entrant(name, program, Kind.PROCESS, parallel);
        entrants.add(entrant);
        entrant.warmUp(); // its files are in the disk's cache from now on
        return entrant;
    }

    private void addEngines(Job job, List<Entrant> entrants) {
        String expected = "";
        for (String engine : field.engines) {
            for (Path jdk : field.jdks) {
                Entrant entrant = new Entrant(engine, RunServer.jvm(jdk, engine, job, field.clips), Kind.WARM, true);
                Outcome outcome = startAndWarmUp("%s on %s".formatted(engine, jdk), entrant, job, entrants);
                if (outcome == null) {
                    continue;
                }
                if (!expected.isEmpty() && !outcome.output().equals(expected)) {
                    throw new IllegalStateException(
                            "the engines disagree in job [%s]: %s on %s wrote [%s], the one before it [%s]; no figure of them is worth anything until they agree"
                                    .formatted(job.name(), engine, jdk, outcome.output(), expected));
                }
                expected = outcome.output();
            }
        }
    }

    private void addCore(Job job, List<Entrant> entrants) {
        if (field.core != null) {
            RunServer server = RunServer.node(field.core, job, field.clips);
            startAndWarmUp("ffmpeg-core", new Entrant("ffmpeg-core", server, Kind.WARM, false), job, entrants);
        }
    }

    /** Adds one that keeps a process. Null where it cannot take part, which a note then says. */
    private @Nullable Outcome startAndWarmUp(String name, Entrant entrant, Job job, List<Entrant> entrants) {
        progress.accept("%s: %s".formatted(job.name(), name));
        try {
            Outcome outcome = entrant.runFirst();
            for (int i = 1; i < job.effort().starts(); i++) {
                outcome = entrant.runFirst();
            }
            for (int i = 1; i < job.effort().warmUps(); i++) {
                entrant.warmUp();
            }
            entrants.add(entrant);
            return outcome;
        } catch (IOException e) {
            entrant.close();
            notes.add("Left out: %s (%s)".formatted(name, e.getMessage()));
            return null;
        }
    }

    private void takeTurns(Job job, List<Entrant> entrants) throws IOException {
        for (int atOnce = 1; atOnce <= job.effort().atOnce(); atOnce *= 2) {
            progress.accept("%s: taking turns, %d at once".formatted(job.name(), atOnce));
            for (int i = 0; i < job.effort().runs(); i++) {
                for (Entrant entrant : entrants) {
                    if (atOnce == 1 || entrant.parallel()) {
                        entrant.run(atOnce);
                    }
                }
            }
        }
    }
}
