package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.MediaProgram;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Does the runs of a bundle again. */
public final class Replay {

    private final Path bundle;
    private final Recording recording;

    /**
     * Reads a bundle.
     *
     * @param bundle its folder
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the folder is no bundle of this version
     */
    public Replay(Path bundle) throws IOException {
        this.bundle = bundle;
        Path file = bundle.resolve(Recording.FILE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "[%s] is no bundle of a failed test: it has no %s".formatted(bundle, Recording.FILE));
        }
        this.recording = Recording.parse(Files.readString(file));
    }

    /**
     * Tells whose bundle it is.
     *
     * @param test any test
     * @return whether the bundle is of that test
     */
    public boolean isOf(TestIdentity test) {
        return recording.test().equals(test.uniqueId());
    }

    /**
     * Puts the files into a sandbox that the test had before its runs; those that runs changed are as they were at the end.
     *
     * @param sandbox a new one
     * @throws IOException if they cannot be copied
     */
    public void restoreInputs(FFmpegSandbox sandbox) throws IOException {
        Set<String> created = recording.created();
        extract(sandbox.workDirectory().getRoot(), name -> !created.contains(name));
    }

    private void extract(Path root, Predicate<String> wanted) throws IOException {
        try (InputStream archive = Files.newInputStream(bundle.resolve("files.zip"))) {
            FileArchive.extract(archive, root, wanted);
        }
    }

    /**
     * Runs the commands in a new sandbox, and compares exit codes and files.
     *
     * @return whether all is as it was
     */
    boolean run(PrintStream out) throws IOException {
        if (!recording.complete()) {
            out.println("The bundle has not all runs and files of the test; what follows may differ for that.");
        }
        boolean same = true;
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                        .workDirectory(recording.workDirectory())
                        .open();
                FFmpegSandbox kept = FFmpegSandbox.open()) {
            restoreInputs(sandbox);
            extract(kept.workDirectory().getRoot(), name -> true);
            String engine = recording.engine();
            for (Recording.Step step : recording.steps()) {
                same &= run(step, sandbox, out);
            }
            Set<String> made = new LinkedHashSet<>();
            recording.steps().forEach(step -> {
                made.addAll(step.created());
                made.addAll(step.changed());
            });
            for (String name : made) {
                same &= compare(name, kept, sandbox, out);
            }
            out.println((same ? "All is as it was" : "Not all is as it was") + "; the bundle was made by " + engine);
        }
        return same;
    }

    private static boolean run(Recording.Step step, FFmpegSandbox sandbox, PrintStream out) {
        MediaProgram<?> program = step.program().equals("ffprobe") ? sandbox.ffprobe() : sandbox.ffmpeg();
        Object[] arguments = step.arguments().toArray();
        try {
            Run run = program.tryRun(arguments);
            boolean same = step.exitCode().orElse(-1) == run.exitCode();
            out.println(run.commandLine());
            out.printf(
                    "  exit code %d%s%n",
                    run.exitCode(),
                    same
                            ? ", as before"
                            : step.exitCode().isPresent()
                                    ? " instead of " + step.exitCode().getAsInt()
                                    : "; before, it did not end by itself");
            return same;
        } catch (FFmpegException e) {
            out.println(e.commandLine());
            RunRecord record = RunRecord.of(e);
            boolean same = step.exitCode().isEmpty();
            out.println("  " + record.ending()
                    + (same ? "" : " instead of exit code " + step.exitCode().getAsInt()));
            return same;
        }
    }

    private static boolean compare(String name, FFmpegSandbox kept, FFmpegSandbox sandbox, PrintStream out)
            throws IOException {
        Path before = kept.workDirectory().getRoot().resolve(name);
        Path after = sandbox.workDirectory().getRoot().resolve(name);
        String verdict;
        if (!Files.exists(before)) {
            verdict = "not kept ";
        } else if (!Files.exists(after)) {
            verdict = "not made ";
        } else {
            verdict = Files.mismatch(before, after) < 0 ? "the same " : "differs  ";
        }
        out.println("  " + verdict + "/" + name);
        return verdict.startsWith("the same") || verdict.startsWith("not kept");
    }

    /**
     * Ends the process with 0 if all is as it was, 1 if something is not, and 2 if that cannot be told.
     *
     * @param arguments the folder of a bundle
     */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: replay BUNDLE, the folder with the index.html of a failed test");
            System.exit(2);
        }
        try {
            System.exit(new Replay(Path.of(arguments[0])).run(System.out) ? 0 : 1);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
