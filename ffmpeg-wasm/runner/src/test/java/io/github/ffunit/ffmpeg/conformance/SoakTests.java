package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is left behind by a run: a JVM of its own makes a thousand, for each engine. */
class SoakTests {

    private static final int WARM_UP = 200;
    private static final int RUNS = 1_000;

    private static final String HEAP = "heap";
    private static final String RESIDENT = "resident";
    private static final String THREADS = "threads";
    private static final String HANDLES = "handles";
    private static final String MAPPINGS = "mappings";

    /**
     * How much each figure may grow in all those runs, in its unit. The memory of one guest is 30 MB, so that a leak in
     * every run would be a thousand times that; what is allowed is what the JIT, the class loader, the collector and the
     * C library's arenas do meanwhile.
     */
    private static final Map<String, Long> ALLOWANCES = Map.of(
            HEAP, 24L << 20,
            RESIDENT, 160L << 20,
            THREADS, 2L,
            HANDLES, 2L,
            MAPPINGS, 60L);

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void thousandRuns_ofOneEngine_leaveEverythingFlat(String engine, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("figures");
        // A heap of one size from the start, or the resident memory is the collector's choice.
        Process process = Jdk.current()
                .start(
                        List.of("-Dffunit.engine=" + engine, "-Xms1g", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                        SoakTests.class,
                        output);
        int exitCode = process.waitFor();
        List<String> printed = Files.readAllLines(output, StandardCharsets.UTF_8);
        String used = printed.isEmpty() ? "no engine" : printed.get(0);
        assumeTrue(used.startsWith(engine) || engine.equals("jvm"), () -> "no engine [%s] here, only [%s]"
                .formatted(engine, used));

        assertThat(exitCode).as("exit code of the JVM").isZero();
        assertThat(used).startsWith(engine);
        printed.forEach(System.out::println);
        Map<String, Long> growth = new TreeMap<>();
        printed.stream()
                .skip(1)
                .map(line -> line.split(" ", 3))
                .forEach(words -> growth.put(words[0], Long.valueOf(words[1])));
        assertThat(growth).containsOnlyKeys(ALLOWANCES.keySet());
        ALLOWANCES.forEach((figure, allowance) -> assertThat(growth.get(figure))
                .as("growth of [%s] in %d runs", figure, RUNS)
                .isLessThanOrEqualTo(allowance));
    }

    /** Prints the engine, or why there is none, then how much each figure has grown: {@code FIGURE GROWTH (from A to B)}. */
    public static void main(String[] arguments) throws IOException {
        try {
            System.out.println(Corpus.engine());
        } catch (IllegalStateException e) {
            System.out.println("none: " + e.getMessage());
            return;
        }
        for (int i = 0; i < WARM_UP; i++) {
            runOnce(i);
        }
        Map<String, Long> before = figures();
        for (int i = 0; i < RUNS; i++) {
            runOnce(i);
        }
        figures()
                .forEach((figure, after) -> System.out.printf(
                        "%s %d (from %d to %d)%n",
                        figure, after - before.getOrDefault(figure, 0L), before.get(figure), after));
    }

    /** Good runs, failed ones and ones that end by an exit from within, in turn. */
    private static void runOnce(int i) {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            String line =
                    switch (i % 3) {
                        case 0 -> "-v error -f lavfi -i testsrc2=size=32x32:rate=25:duration=0.2 -c:v mpeg4 out.mp4";
                        case 1 -> "-v error -i missing.mp4 out.mp4";
                        default -> "-v error -f lavfi -i sine=duration=0.1 -f framemd5 -";
                    };
            int expected = i % 3 == 1 ? 254 : 0;
            int exitCode = sandbox.ffmpeg().tryRun(words(line)).exitCode();
            if (exitCode != expected) {
                throw new IllegalStateException("run %d: exit code %d".formatted(i, exitCode));
            }
        }
    }

    /** What the JVM and, on Linux, the process have now; figures that only Linux tells are 0 elsewhere. */
    private static Map<String, Long> figures() throws IOException {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        Path self = Path.of("/proc/self");
        boolean linux = Files.isReadable(self.resolve("status"));
        return new TreeMap<>(Map.of(
                HEAP, runtime.totalMemory() - runtime.freeMemory(),
                THREADS, (long) Thread.getAllStackTraces().size(),
                RESIDENT, linux ? residentBytes(self.resolve("status")) : 0,
                HANDLES, linux ? count(self.resolve("fd")) : 0,
                MAPPINGS, linux ? Files.readAllLines(self.resolve("maps")).size() : 0L));
    }

    private static long residentBytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }
}
