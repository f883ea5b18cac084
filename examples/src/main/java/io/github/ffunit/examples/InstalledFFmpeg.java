package io.github.ffunit.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tool in production: an ffmpeg that is installed on the machine, in a process of its own. Thread-safe. */
public final class InstalledFFmpeg implements MediaTool {

    private final List<String> command;

    /**
     * Makes a tool.
     *
     * @param command the program and its first arguments, for instance {@code ffmpeg -nostdin}
     * @throws NullPointerException if an element is null
     */
    public InstalledFFmpeg(String... command) {
        this.command = List.of(command);
    }

    @Override
    public String run(Object... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        for (Object argument : arguments) {
            line.add(requireNonNull(argument, "argument").toString());
        }
        // Nothing of the service reads standard output, so one stream is enough
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException("%s exited with [%d]: %s".formatted(line, exitCode, log.strip()));
            }
            return log;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while waiting for " + line);
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            process.destroyForcibly();
        }
    }
}
