package io.github.ffunit.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What figures belong to.
 *
 * @param lines facts, for the head of the report
 */
record Machine(List<String> lines) {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** As it is now; the load is that before the first run. */
    static Machine here(@Nullable Path reference, @Nullable Path packaged, String commit) throws IOException {
        List<String> lines = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        lines.add("machine: %s, %d cores, %s %s"
                .formatted(processor(), cores, System.getProperty("os.name"), System.getProperty("os.version")));
        lines.add(
                load < 0
                        ? "load before: unknown"
                        : String.format(
                                Locale.ROOT,
                                "load before: %.1f%s",
                                load,
                                load > cores / 2.0 ? "; the machine was busy, so trust ratios more than times" : ""));
        lines.add("commit: " + commit);
        lines.add("FFmpeg: " + (reference == null ? "not built; ./dev reference builds it" : version(reference)));
        lines.add("packaged: " + (packaged == null ? "none on the search path" : version(packaged)));
        return new Machine(List.copyOf(lines));
    }

    private static String processor() throws IOException {
        if (Files.isReadable(CPU)) {
            try (Stream<String> lines = Files.lines(CPU)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            }
        }
        return System.getProperty("os.arch");
    }

    /** The first line that it prints, without its copyright. */
    private static String version(Path folder) throws IOException {
        Process process = new ProcessBuilder(folder.resolve("ffmpeg").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        try (Stream<String> lines = process.inputReader().lines()) {
            return lines.toList().get(0).replaceFirst(" Copyright.*", "");
        }
    }
}
