package io.github.ffunit.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./dev bench}: measures jobs and prints a report.
 *
 * <p>The script says where things are, by the system properties {@code ffunit.bench.work} (a folder for clips),
 * {@code ffunit.bench.reference} (the folder of native FFmpeg, if it is built) and {@code ffunit.bench.commit}.
 */
public final class BenchMain {

    private static final int EXIT_FAILURE = 1;
    private static final int EXIT_USAGE = 2;

    private BenchMain() {}

    /**
     * Measures, prints, and exits: with 0, with 1 if a contender failed, with 2 if the arguments are wrong.
     *
     * @param arguments as {@code ./dev help} lists them
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            measure(Options.parse(arguments), out, err);
            return 0;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return EXIT_USAGE;
        } catch (IOException | IllegalStateException e) {
            err.println("./dev bench: " + e.getMessage());
            return EXIT_FAILURE;
        }
    }

    private static void measure(Options options, PrintStream out, PrintStream err) throws IOException {
        Path work = Files.createDirectories(Path.of(System.getProperty("ffunit.bench.work", "target/bench")))
                .toAbsolutePath();
        Path reference = folder(System.getProperty("ffunit.bench.reference", ""));
        Path packaged = onSearchPath();
        Path core = folder(System.getenv().getOrDefault("FFUNIT_BENCH_NODE_CORE", ""));
        Machine machine = Machine.here(reference, packaged, System.getProperty("ffunit.bench.commit", "unknown"));
        Path clips = Clips.make(work, options.jobs(), err::println);
        Comparison comparison = new Comparison(
                new Comparison.Field(
                        options.engines(),
                        options.jdks(),
                        reference,
                        packaged,
                        core == null ? null : NodeCore.in(core, work),
                        clips),
                err::println);
        List<Row> rows = new ArrayList<>();
        for (Job job : options.jobs()) {
            rows.addAll(comparison.measure(job));
        }
        out.println(Report.of(machine, options.jobs(), rows, comparison.notes()));
        if (options.json() != null) {
            try (Writer json = Files.newBufferedWriter(options.json())) {
                JsonRows.write(rows, json);
            }
        }
    }

    private static @Nullable Path folder(String name) {
        return name.isEmpty() ? null : Path.of(name);
    }

    /** The folder whose ffmpeg a shell would start, if its ffprobe is there as well. */
    private static @Nullable Path onSearchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("ffmpeg")))
                .findFirst()
                .filter(folder -> Files.isExecutable(folder.resolve("ffprobe")))
                .orElse(null);
    }
}
