package io.github.ffunit.ffmpeg.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same command lines give the same bytes on every engine and JDK.
 *
 * <p>A JVM runs the corpus for each engine and JDK. The JVM engine, which is the slow one, runs the lines of its core,
 * unless {@code -Dffunit.corpus=all} is set.
 */
class CorpusTests {

    private static final String ALL = "all";
    private static final String CORE = "core";

    /** The machines that this is made for have two cores. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Map<String, Corpus.Line> LINES = lines();
    private static final List<Place> PLACES = places();
    private static final Map<Place, Outcome> OUTCOMES = new LinkedHashMap<>();

    /**
     * The ledger: lines whose NaNs are not always the same. WebAssembly leaves it open which of two NaNs an operation
     * returns. Both engines leave that to the CPU, but HotSpot's compiled code may have the operands in another order than
     * its interpreter. It takes two NaNs of different bits, which only these lines bring together.
     */
    private static final Set<String> NANS_THAT_VARY = Set.of("nan-fft", "nan-operands");

    /** Where a corpus runs. */
    record Place(String engine, Jdk jdk) {

        Outcome run(Path directory) throws IOException, InterruptedException {
            long start = System.nanoTime();
            Path output = directory.resolve(engine + jdk.feature());
            String choice = engine.equals("jvm") ? System.getProperty("ffunit.corpus", CORE) : ALL;
            Process process =
                    jdk.start(List.of("-Dffunit.engine=" + engine, "-Dffunit.corpus=" + choice), Corpus.class, output);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Outcome.of(
                    process.waitFor(), Files.readAllLines(output, UTF_8), Duration.ofNanos(System.nanoTime() - start));
        }

        @Override
        public String toString() {
            return "%s engine on %s".formatted(engine, jdk);
        }
    }

    /** What a JVM printed: the engine it had, and by line what its results are. */
    record Outcome(int exitCode, String engine, Map<String, Map<String, String>> results, Duration time) {

        static Outcome of(int exitCode, List<String> printed, Duration time) {
            Map<String, Map<String, String>> results = new LinkedHashMap<>();
            printed.stream().skip(1).map(text -> text.split("\t", 3)).forEach(words -> results.computeIfAbsent(
                            words[0], line -> new TreeMap<>())
                    .put(words[1], words[2]));
            return new Outcome(exitCode, printed.isEmpty() ? "no engine" : printed.get(0), results, time);
        }
    }

    private static Map<String, Corpus.Line> lines() {
        return Corpus.lines().stream()
                .collect(Collectors.toMap(
                        Corpus.Line::name,
                        line -> line,
                        (one, other) -> {
                            throw new IllegalStateException("corpus.txt has two lines [%s]".formatted(one));
                        },
                        LinkedHashMap::new));
    }

    /** The first one is what all others are compared with. */
    private static List<Place> places() {
        List<Jdk> jdks = new ArrayList<>(List.of(Jdk.current()));
        jdks.addAll(Jdk.others());
        return Stream.of("jvm", "native")
                .flatMap(engine -> jdks.stream().map(jdk -> new Place(engine, jdk)))
                .toList();
    }

    @BeforeAll
    static void runEverywhere(@TempDir Path directory) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Outcome>> outcomes = executor.invokeAll(PLACES.stream()
                    .map(place -> (Callable<Outcome>) () -> place.run(directory))
                    .toList());
            for (int i = 0; i < PLACES.size(); i++) {
                OUTCOMES.put(PLACES.get(i), outcomes.get(i).get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void corpus_size_isAtLeast150() {
        System.out.printf(
                "Corpus: %d lines, %d of them core%n",
                LINES.size(), names(Corpus.Line::core).size());
        OUTCOMES.forEach((place, outcome) -> System.out.printf(
                "Corpus: %s [%s]: %d lines in %d s%n",
                place,
                outcome.engine(),
                outcome.results().size(),
                outcome.time().toSeconds()));

        assertThat(names(not(Corpus.Line::makesNans))).hasSizeGreaterThanOrEqualTo(150);
        assertThat(names(Corpus.Line::core)).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void lines_onTheFirstPlace_endAsTheyShould() {
        Outcome outcome = outcome(PLACES.get(0));

        assertThat(outcome.results().entrySet())
                .as("lines that %s ran", PLACES.get(0))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.getValue().get("exit"))
                        .as("exit codes of [%s]", entry.getKey())
                        .matches(line(entry.getKey()).fails() ? "(0 )*[1-9][0-9]*" : "0( 0)*"));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void results_elsewhere_areTheSame(Place place) {
        assertThat(differences(place, not(Corpus.Line::makesNans)))
                .as("[%s], compared with [%s]", place, PLACES.get(0))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void nans_elsewhere_areTheSameButForTheLedger(Place place) {
        Map<String, List<String>> differences = differences(place, Corpus.Line::makesNans);
        differences.keySet().removeAll(NANS_THAT_VARY);

        assertThat(differences)
                .as("[%s], compared with [%s]", place, PLACES.get(0))
                .isEmpty();
    }

    /** On the JVM engine which of them do is up to the time of compilation. Once none does, the ledger can go. */
    @ParameterizedTest
    @MethodSource("places")
    void nans_onceCodeIsCompiled_varyAsTheLedgerSays(Place place) {
        Set<String> varying = outcome(place).results().entrySet().stream()
                .filter(entry -> "other".equals(entry.getValue().get(Corpus.AGAIN)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        if (place.engine().equals("native")) {
            assertThat(varying)
                    .as("lines that gave other NaNs when they were repeated on [%s]", place)
                    .isEmpty();
        } else {
            assertThat(varying)
                    .as("lines that gave other NaNs when they were repeated on [%s]", place)
                    .isNotEmpty()
                    .isSubsetOf(NANS_THAT_VARY);
        }
    }

    static List<Place> otherPlaces() {
        return PLACES.subList(1, PLACES.size());
    }

    /** What came out otherwise here than at the first place that ran the same line, by line. */
    private static Map<String, List<String>> differences(Place place, Predicate<Corpus.Line> ofInterest) {
        Map<String, List<String>> differences = new TreeMap<>();
        outcome(place).results().forEach((name, results) -> {
            Map<String, String> expected = firstResults(name);
            if (ofInterest.test(line(name)) && !results.equals(expected)) {
                Set<String> all = new TreeSet<>(results.keySet());
                all.addAll(expected.keySet());
                differences.put(
                        name,
                        all.stream()
                                .filter(result -> !Objects.equals(results.get(result), expected.get(result)))
                                .map(result -> "%s is [%s] instead of [%s]"
                                        .formatted(result, results.get(result), expected.get(result)))
                                .toList());
            }
        });
        return differences;
    }

    private static Map<String, String> firstResults(String name) {
        return OUTCOMES.values().stream()
                .map(outcome -> outcome.results().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Of a place with the engine that was asked for, which is always true of the JVM engine. */
    private static Outcome outcome(Place place) {
        Outcome outcome = requireNonNull(OUTCOMES.get(place));
        boolean present = outcome.engine().startsWith(place.engine());
        assumeTrue(present || !place.engine().equals("native"), () -> "no [%s] here, only [%s]"
                .formatted(place, outcome.engine()));
        assertThat(outcome.engine()).as("engine of [%s]", place).startsWith(place.engine());
        assertThat(outcome.exitCode()).as("exit code of [%s]", place).isZero();
        return outcome;
    }

    private static Corpus.Line line(String name) {
        return requireNonNull(LINES.get(name), name);
    }

    private static List<String> names(Predicate<Corpus.Line> ofInterest) {
        return LINES.values().stream().filter(ofInterest).map(Corpus.Line::name).toList();
    }
}
