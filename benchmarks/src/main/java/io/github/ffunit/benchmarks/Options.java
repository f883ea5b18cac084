package io.github.ffunit.benchmarks;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for.
 *
 * @param quick fewer jobs and runs
 * @param jobs what to measure, in this order
 * @param engines values of {@code ffunit.engine}
 * @param jdks homes of the JDKs that run the engines
 * @param json where rows go, too
 */
record Options(
        boolean quick,
        List<Job> jobs,
        List<String> engines,
        List<Path> jdks,
        @Nullable Path json) {

    private static final List<String> ENGINES = List.of("jvm", "native");

    static Options parse(List<String> arguments) {
        boolean quick = false;
        List<String> jobs = List.of();
        List<String> engines = ENGINES;
        List<Path> jdks = new ArrayList<>();
        Path json = null;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> quick = true;
                case "--jobs" -> jobs = list(option, left, Jobs.names());
                case "--engines" -> engines = list(option, left, ENGINES);
                case "--jdk" -> jdks.add(jdk(option, value(option, left, "the home of a JDK")));
                case "--json" -> json = json(option, value(option, left, "a file to write"));
                default ->
                    throw new UsageException(
                            "the command line", option, "--quick, --jobs, --engines, --jdk and --json");
            }
        }
        if (jdks.isEmpty()) {
            jdks.add(Path.of(System.getProperty("java.home")));
        }
        List<Job> chosen = Jobs.named(jobs.isEmpty() ? List.of(quick ? "quick" : "standard") : jobs);
        return new Options(
                quick, quick ? chosen.stream().map(Job::quick).toList() : chosen, engines, List.copyOf(jdks), json);
    }

    private static String value(String option, Deque<String> left, String allowed) {
        if (left.isEmpty()) {
            throw new UsageException(option, "", allowed);
        }
        return left.pop();
    }

    private static List<String> list(String option, Deque<String> left, List<String> allowed) {
        List<String> values =
                List.of(value(option, left, "a list of " + allowed).split(",", -1));
        for (String value : values) {
            if (!allowed.contains(value)) {
                throw new UsageException(option, value, "a list of %s, with commas between".formatted(allowed));
            }
        }
        return values;
    }

    private static Path json(String option, String value) {
        Path file = path(option, value).toAbsolutePath();
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(option, value, "a file to write, in a folder that exists");
        }
        return file;
    }

    private static Path jdk(String option, String value) {
        Path home = path(option, value).toAbsolutePath().normalize();
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new UsageException(option, value, "the home of a JDK 17 or newer, a folder with bin/java in it");
        }
        return home;
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(option, value, "a path of this machine");
        }
    }
}
