package io.github.ffunit.ffmpeg.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The native {@code ffmpeg} or {@code ffprobe} that {@code ./dev reference} built from the archives of the engine.
 * The system property {@code test.reference} names its folder.
 */
final class NativeProgram {

    private final Path executable;
    private final Path directory;

    private NativeProgram(Path executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
    }

    /** Aborts the test where the reference has not been built. */
    static NativeProgram in(Path directory, String program) {
        String folder = System.getProperty("test.reference", "");
        assumeTrue(!folder.isEmpty(), "no native FFmpeg to compare with: build it with ./dev reference");
        return new NativeProgram(Path.of(folder).resolve(program), directory);
    }

    record Result(int exitCode, String standardOutput, String log) {}

    Result run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("native", ".out");
            Path log = Files.createTempFile("native", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(log.toFile());
                builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("native run did not end: " + command);
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(log));
            } finally {
                Files.delete(out);
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, e);
        }
    }
}
