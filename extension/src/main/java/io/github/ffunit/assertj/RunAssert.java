package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.LogLine;
import io.github.ffunit.ffmpeg.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a run of ffmpeg or ffprobe. A failure has the command line and the gravest lines of the log.
 *
 * <pre>{@code
 * assertThat(run).succeeded().hasNoWarningsExcept("deprecated pixel format").createdOnly(out);
 * assertThat(run).journal().bytesReadAtMost("/sandbox/in.mp4", 262_144);
 * }</pre>
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RunAssert extends AbstractMediaAssert<RunAssert, Run> {

    /** More would hide the message. */
    private static final int LINES = 10;

    RunAssert(@Nullable Run run, Subject subject) {
        super(run, RunAssert.class, subject);
    }

    /** How messages call a run. */
    static String name(@Nullable Run run) {
        return run == null ? "run" : "run of " + run.program();
    }

    /**
     * Goes on to what the run did to its files.
     *
     * @return assertions about its journal; a run without one fails: its sandbox must have been built with {@code journal(true)}, as those of
     *     {@link io.github.ffunit.FFmpegTest} are while {@code ffunit.bundle} is not {@code off}
     */
    public JournalAssert journal() {
        return go(
                () -> new JournalAssert(
                        run().journal()
                                .orElseThrow(
                                        () -> problem(
                                                "has no journal; build its sandbox with FFmpegSandbox.builder().journal(true)")),
                        subject().part("journal")),
                missing -> new JournalAssert(null, missing));
    }

    // ---- how it ended

    /**
     * Asserts that the exit code is 0.
     *
     * @return this
     */
    public RunAssert succeeded() {
        return hasExitCode(0);
    }

    /**
     * Asserts that the exit code is not 0.
     *
     * @return this
     */
    public RunAssert failed() {
        return check(() -> {
            if (run().exitCode() == 0) {
                throw problem("expected to fail but exited with 0\n  %s", run().commandLine());
            }
        });
    }

    /**
     * Asserts the exit code.
     *
     * @param exitCode 0 to 255
     * @return this
     */
    public RunAssert hasExitCode(int exitCode) {
        return check(() -> {
            if (run().exitCode() != exitCode) {
                throw difference(
                        exitCode,
                        run().exitCode(),
                        "expected exit code %d but was %d\n  %s%s",
                        exitCode,
                        run().exitCode(),
                        run().commandLine(),
                        quoted(gravest()));
            }
        });
    }

    // ---- what it said

    /**
     * Asserts that standard error has a text, anywhere.
     *
     * @param text to look for, as it is printed
     * @return this
     * @throws NullPointerException if {@code text} is null
     */
    public RunAssert logContains(String text) {
        requireNonNull(text, "text");
        return check(() -> {
            if (!run().logText().contains(text)) {
                throw problem(
                        "expected [%s] on standard error but found\n%s",
                        text, run().logText().stripTrailing());
            }
        });
    }

    /**
     * Asserts that standard error has a text nowhere.
     *
     * @param text to look for, as it is printed
     * @return this
     * @throws NullPointerException if {@code text} is null
     */
    public RunAssert logDoesNotContain(String text) {
        requireNonNull(text, "text");
        return check(() -> {
            List<LogLine> found = lines(line -> line.text().contains(text));
            if (!found.isEmpty()) {
                throw problem("expected no [%s] on standard error but found%s", text, quoted(found));
            }
        });
    }

    /**
     * Asserts that FFmpeg logged nothing at level warning or graver.
     *
     * @return this
     */
    public RunAssert hasNoWarnings() {
        return hasNoWarningsExcept();
    }

    /**
     * Asserts that FFmpeg logged nothing at level warning or graver, but for lines that have one of some texts.
     *
     * @param texts each a part of a line, as it is printed
     * @return this
     */
    public RunAssert hasNoWarningsExcept(String... texts) {
        List<String> allowed = List.of(texts);
        return check(() -> {
            List<LogLine> found = lines(line -> line.level().isAtLeast(LogLine.Level.WARNING)
                    && allowed.stream().noneMatch(line.text()::contains));
            if (!found.isEmpty()) {
                throw problem(
                        "expected no warnings%s but found%s",
                        allowed.isEmpty() ? "" : " except those with " + allowed, quoted(found));
            }
        });
    }

    /**
     * Asserts that standard output has a text, anywhere, read as UTF-8.
     *
     * @param text to look for
     * @return this
     * @throws NullPointerException if {@code text} is null
     */
    public RunAssert outputContains(String text) {
        requireNonNull(text, "text");
        return check(() -> {
            if (!run().standardOutputText().contains(text)) {
                throw problem("expected [%s] on standard output but found [%s]", text, run().standardOutputText());
            }
        });
    }

    // ---- what it left

    /**
     * Asserts which files it created and left, all of them; files that it changed do not count.
     *
     * @param files in any order
     * @return this
     */
    public RunAssert createdOnly(Path... files) {
        return hasFiles("created", Stream.of(files), run -> run.createdFiles());
    }

    /**
     * Asserts which files it changed that were there before, all of them.
     *
     * @param files in any order; none, for a run that must leave all files as they were
     * @return this
     */
    public RunAssert changedOnly(Path... files) {
        return hasFiles("changed", Stream.of(files), run -> run.changedFiles());
    }

    private RunAssert hasFiles(String verb, Stream<Path> files, Function<Run, List<Path>> property) {
        List<Path> expected = files.map(Path::toAbsolutePath).sorted().toList();
        return check(() -> {
            List<Path> found = property.apply(run());
            if (!found.equals(expected)) {
                throw difference(expected, found, "expected to have %s %s but has %s", verb, expected, found);
            }
        });
    }

    private Run run() {
        return requireNonNull(actual);
    }

    private List<LogLine> lines(Predicate<LogLine> predicate) {
        return run().log().stream().filter(predicate).toList();
    }

    /** Errors, or the last lines where there are none. */
    private List<LogLine> gravest() {
        List<LogLine> errors = lines(line -> line.level().isAtLeast(LogLine.Level.ERROR));
        List<LogLine> all = run().log();
        return errors.isEmpty() ? all.subList(Math.max(0, all.size() - LINES), all.size()) : errors;
    }

    private static String quoted(List<LogLine> lines) {
        String more = lines.size() > LINES ? "\n  and %d more".formatted(lines.size() - LINES) : "";
        return lines.stream().limit(LINES).map(line -> "\n  " + line.text()).collect(Collectors.joining()) + more;
    }
}
