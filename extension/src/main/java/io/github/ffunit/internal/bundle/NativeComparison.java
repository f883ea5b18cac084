package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.internal.frames.FrameDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does the runs of a test again with programs of the host, and says what differs. */
public final class NativeComparison {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Optional<Path> programs;
    private final FFmpegSandbox sandbox;
    private final Path root;
    private final List<RunRecord> runs;

    /**
     * Takes what a test has done.
     *
     * @param programs the folder of {@code ffmpeg} and {@code ffprobe}; empty for those on the path
     * @param sandbox of the test, still open
     * @param runs all that ended in it
     */
    public NativeComparison(Optional<Path> programs, FFmpegSandbox sandbox, RunRecorder runs) {
        this.programs = programs;
        this.sandbox = sandbox;
        this.root = sandbox.workDirectory().getRoot();
        this.runs = runs.runs();
    }

    /**
     * Does the runs.
     *
     * @return for each its command and, further in, what differs or is the same
     * @throws IOException if there is no such program, or files cannot be copied
     * @throws InterruptedException if the thread was interrupted; nothing runs on
     */
    public List<String> lines() throws IOException, InterruptedException {
        Path host = Files.createTempDirectory("ffunit-native");
        try {
            copyInputs(host);
            List<String> lines = new ArrayList<>();
            for (RunRecord run : runs) {
                lines.add(run.commandLine());
                lines.add("  " + exitCode(run, run(run, host)));
                for (Path made : run.created()) {
                    lines.add("  " + made + ": " + compare(made, onHost(made, host)));
                }
            }
            return lines;
        } finally {
            delete(host);
        }
    }

    private Path onHost(Path file, Path host) {
        return host.resolve(root.relativize(file).toString());
    }

    private void copyInputs(Path host) throws IOException {
        Set<Path> made = runs.stream().flatMap(run -> run.created().stream()).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Path copy = onHost(file, host);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.isRegularFile(file) && !made.contains(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private int run(RunRecord run, Path host) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(
                programs.map(folder -> folder.resolve(run.program()).toString()).orElse(run.program()));
        run.arguments().forEach(argument -> command.add(argument(argument, host)));
        Path log = Files.createTempFile("ffunit-native", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(onHost(sandbox.workDirectory(), host).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("[%s] has not ended after %s".formatted(run.commandLine(), LONGEST));
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(log);
        }
    }

    /** Only what is surely a path of the sandbox: {@code /dev/null} is one of the host as well. */
    private String argument(String argument, Path host) {
        if (!argument.startsWith("/") || argument.length() == 1) {
            return argument;
        }
        String first = argument.substring(1).split("/", 2)[0];
        return Files.isDirectory(root.resolve(first))
                ? host.resolve(argument.substring(1)).toString()
                : argument;
    }

    private static String exitCode(RunRecord run, int there) {
        boolean same = run.exitCode().isPresent() && run.exitCode().getAsInt() == there;
        return "exit code " + there + (same ? ", the same" : " instead of: " + run.ending());
    }

    private static String compare(Path here, Path there) throws IOException {
        if (!Files.exists(there)) {
            return "not made";
        }
        if (!Files.isRegularFile(here)) {
            return "is no file to compare";
        }
        if (Files.mismatch(here, there) < 0) {
            return "the same bytes";
        }
        try {
            return compareFrames(
                    MediaAnalysis.of(here).frameHashes(),
                    MediaAnalysis.of(there).frameHashes());
        } catch (FFmpegExitException e) {
            return "other bytes, which FFmpeg does not read";
        }
    }

    private static String compareFrames(List<StreamHashes> here, List<StreamHashes> there) {
        if (here.size() != there.size()) {
            return "%d streams instead of %d".formatted(there.size(), here.size());
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            List<FrameHash> frames = here.get(i).frames();
            int stream = i;
            FrameDifference.between(frames, there.get(i).frames())
                    .ifPresent(difference -> differences.add("stream " + stream + ": " + difference.text()));
        }
        return differences.isEmpty() ? "other bytes, the same frames" : String.join("; ", differences);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
