package io.github.ffunit.ffmpeg.cli;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.ffmpeg.MediaProgram;
import io.github.ffunit.ffmpeg.Run;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@code ffmpeg} or {@code ffprobe} as a command: {@code Main ffmpeg -i in.mp4 out.mkv}.
 *
 * <p>The guest sees the current directory, under the same absolute path as on the host, so that relative paths and absolute
 * ones below it work and messages look native. It sees nothing else of the host. Standard streams pass through as bytes, and
 * the exit code is FFmpeg's own.
 */
public final class Main {

    /** As sysexits.h has them. */
    private static final int EXIT_USAGE = 64;

    private static final int EXIT_SOFTWARE = 70;

    private final Path directory;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    Main(Path directory, InputStream in, OutputStream out, OutputStream err) {
        this.directory = directory;
        this.in = in;
        this.out = out;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command and exits with its exit code.
     *
     * @param arguments the program's name, then its arguments
     */
    public static void main(String[] arguments) {
        int exitCode = new Main(
                        Path.of("").toAbsolutePath(),
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err))
                .run(List.of(arguments));
        System.exit(exitCode);
    }

    int run(List<String> command) {
        if (command.isEmpty() || !List.of("ffmpeg", "ffprobe").contains(command.get(0))) {
            err.println("usage: ffmpeg ARGUMENTS... or ffprobe ARGUMENTS..., but got " + command);
            return EXIT_USAGE;
        }
        Object[] arguments = command.subList(1, command.size()).toArray();
        try (FFmpegSandbox sandbox = openSandbox()) {
            Run run = command.get(0).equals("ffmpeg")
                    ? passThrough(sandbox.ffmpeg()).tryRun(arguments)
                    : passThrough(sandbox.ffprobe()).tryRun(arguments);
            if (run.exitCode() != 0) {
                hint(run.arguments()).ifPresent(err::println);
            }
            return run.exitCode();
        } catch (FFmpegException e) {
            err.println(e.getMessage());
            return EXIT_SOFTWARE;
        }
    }

    private <P extends MediaProgram<P>> P passThrough(P program) {
        return program.withStandardInput(in).withStandardOutput(out).withStandardError(err);
    }

    private FFmpegSandbox openSandbox() {
        FFmpegSandbox.Builder sandbox = FFmpegSandbox.builder().limits(Limits.unlimited());
        String guestPath = guestPath();
        switch (guestPath) {
            case "/" -> sandbox.root(directory);
            case "/tmp" -> sandbox.scratch(directory);
            default -> sandbox.mount(guestPath, directory);
        }
        return sandbox.workDirectory(guestPath).open();
    }

    /** The directory's own path; on Windows with slashes and its drive as the first name. */
    private String guestPath() {
        String path = directory.toString().replace(directory.getFileSystem().getSeparator(), "/");
        return path.startsWith("/") ? path : "/" + path;
    }

    /** What to tell someone who named a file that the guest could not see. */
    private Optional<String> hint(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("-"))
                .flatMap(argument -> hostFileOutside(argument).stream())
                .findFirst()
                .map(file ->
                        "hint: [%s] lies outside of the current directory [%s], which is all that this FFmpeg sees; run it from a directory above both"
                                .formatted(file, directory));
    }

    private Optional<Path> hostFileOutside(String argument) {
        try {
            Path file = directory.resolve(argument).normalize();
            return !file.startsWith(directory) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file of the host has such a name
        }
    }
}
