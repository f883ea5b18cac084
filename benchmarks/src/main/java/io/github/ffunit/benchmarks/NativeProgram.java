package io.github.ffunit.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine: each run is a process, with a directory of its own that has the clips. */
final class NativeProgram implements Contender {

    private static final int TIMEOUT_MINUTES = 10;
    private static final String STANDARD_OUTPUT = "stdout";
    private static final String STANDARD_ERROR = "stderr";

    private final Path executable;
    private final Job job;
    private final Path scratch;

    /**
     * Makes one.
     *
     * @param executable for instance {@code /usr/bin/ffmpeg}
     * @param job what it does
     * @param clips the folder with the job's clips
     * @param scratch an empty folder
     */
    NativeProgram(Path executable, Job job, Path clips, Path scratch) throws IOException {
        this.executable = executable;
        this.job = job;
        this.scratch = scratch;
        for (int i = 0; i < job.effort().atOnce(); i++) {
            Files.createDirectories(directory(i));
            for (Clip clip : job.clips()) {
                Files.copy(clips.resolve(clip.fileName()), directory(i).resolve(clip.fileName()));
            }
        }
    }

    private Path directory(int i) {
        return scratch.resolve(Integer.toString(i));
    }

    @Override
    public Outcome run(int atOnce) throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < atOnce; i++) {
                processes.add(start(directory(i)));
            }
            for (Process process : processes) {
                if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException(
                            "%s did not end within %d minutes: %s".formatted(executable, TIMEOUT_MINUTES, job.name()));
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            for (int i = 0; i < atOnce; i++) {
                requireSuccess(processes.get(i).exitValue(), directory(i));
            }
            return new Outcome(seconds, Memory.UNKNOWN, "", "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + executable);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(job.arguments());
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve(STANDARD_OUTPUT).toFile())
                .redirectError(directory.resolve(STANDARD_ERROR).toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private void requireSuccess(int exitCode, Path directory) throws IOException {
        if (exitCode != 0) {
            throw new IOException("%s failed with exit code %d: %s"
                    .formatted(
                            executable,
                            exitCode,
                            Files.readString(directory.resolve(STANDARD_ERROR)).strip()));
        }
        if (!job.output().isEmpty() && Files.size(directory.resolve(job.output())) == 0) {
            throw new IOException("%s wrote nothing to %s".formatted(executable, job.output()));
        }
    }

    @Override
    public void close() {
        Scratch.delete(scratch);
    }
}
