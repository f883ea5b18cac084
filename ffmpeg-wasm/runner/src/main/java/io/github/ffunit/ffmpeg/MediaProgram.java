package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What {@link FFmpeg} and {@link FFprobe} have in common: to run with any arguments that a shell user would type.
 *
 * <h2>Arguments</h2>
 * Each is a {@link String}, taken as it is; a {@link java.nio.file.Path} below a mounted directory, which becomes the
 * path under which the guest sees it; a {@link Number}; or a {@link io.github.ffunit.ffmpeg.probe.Rational}, written
 * {@code 30000/1001}. Anything else is an {@link IllegalArgumentException} that names its index and type. Nothing is
 * split, quoted or expanded.
 *
 * <h2>Ends</h2>
 * A run ends with the program; or crosses a limit ({@link LimitExceededException}); or is stopped by an interrupt of the
 * thread that waits for it ({@link FFmpegCancelledException}); or crashes ({@link GuestCrashException}); or is ended by
 * an exception of one of the caller's listeners, which comes out unchanged. Whichever it is, no thread, no file handle
 * and no memory of the guest is left, and the files it wrote stay.
 *
 * <h2>Threads</h2>
 * Immutable and thread-safe; the {@code with…} methods return configured copies. Runs may go in parallel, each in a
 * guest of its own. Listeners and streams are called on threads of the run, one call at a time.
 *
 * @param <P> the program itself
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class MediaProgram<P extends MediaProgram<P>> permits FFmpeg, FFprobe {

    private final Invocation invocation;

    MediaProgram(Invocation invocation) {
        this.invocation = invocation;
    }

    final Invocation invocation() {
        return invocation;
    }

    abstract P with(Invocation changed);

    /**
     * Runs the program to its end.
     *
     * @param arguments see {@link MediaProgram}; without the program's name
     * @return the run, whose exit code is 0
     * @throws FFmpegExitException if the exit code is not 0
     * @throws FFmpegException if the program does not end by itself
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument is of no allowed type, or a path of no mounted directory
     * @throws IllegalStateException if the sandbox is closed
     */
    public Run run(Object... arguments) {
        Run run = tryRun(arguments);
        if (run.exitCode() != 0) {
            throw new FFmpegExitException(run);
        }
        return run;
    }

    /**
     * Runs the program to its end, whatever its exit code.
     *
     * @param arguments see {@link MediaProgram}; without the program's name
     * @return the run
     * @throws FFmpegException if the program does not end by itself
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument is of no allowed type, or a path of no mounted directory
     * @throws IllegalStateException if the sandbox is closed
     */
    public Run tryRun(Object... arguments) {
        return invocation.run(arguments);
    }

    /**
     * Starts the program in the background.
     *
     * @param arguments see {@link MediaProgram}; without the program's name
     * @return the job, which the caller should close
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument is of no allowed type, or a path of no mounted directory
     * @throws IllegalStateException if the sandbox is closed
     */
    public Job start(Object... arguments) {
        return invocation.start(arguments);
    }

    /**
     * Feeds standard input from a stream. Without this, standard input is empty.
     *
     * <p>The stream is read as the program reads, is never closed, and serves one run: a second one goes on where the
     * first stopped.
     *
     * @param in where standard input comes from
     * @return a configured copy
     * @throws NullPointerException if {@code in} is null
     */
    public P withStandardInput(InputStream in) {
        requireNonNull(in, "in");
        return with(invocation.withStandardInput(() -> in));
    }

    /**
     * Feeds standard input from memory, the same bytes to each run.
     *
     * @param in the bytes; copied
     * @return a configured copy
     * @throws NullPointerException if {@code in} is null
     */
    public P withStandardInput(byte[] in) {
        byte[] bytes = requireNonNull(in, "in").clone();
        return with(invocation.withStandardInput(() -> new ByteArrayInputStream(bytes)));
    }

    /**
     * Sends standard output to a stream instead of collecting it in {@link Run#standardOutput()}.
     *
     * <p>The stream gets the bytes as the program writes them and is never closed.
     *
     * @param out where standard output goes
     * @return a configured copy
     * @throws NullPointerException if {@code out} is null
     */
    public P withStandardOutput(OutputStream out) {
        return with(invocation.withStandardOutput(requireNonNull(out, "out")));
    }

    /**
     * Copies standard error to a stream, exactly as it is written. {@link Run#log()} has it, too.
     *
     * <p>The stream gets the bytes as the program writes them and is never closed.
     *
     * @param err where a copy of standard error goes
     * @return a configured copy
     * @throws NullPointerException if {@code err} is null
     */
    public P withStandardError(OutputStream err) {
        return with(invocation.withStandardError(requireNonNull(err, "err")));
    }

    /**
     * Passes on each line of the log as it is written. {@link Run#log()} has them, too.
     *
     * @param listener gets the lines; what it throws ends the run; replaces an earlier one
     * @return a configured copy
     * @throws NullPointerException if {@code listener} is null
     */
    public P withLog(Consumer<LogLine> listener) {
        return with(invocation.withLog(requireNonNull(listener, "listener")));
    }

    /**
     * Sets what a run may use, instead of what the sandbox allows.
     *
     * @param limits the new limits
     * @return a configured copy
     * @throws NullPointerException if {@code limits} is null
     */
    public P withLimits(Limits limits) {
        return with(invocation.withLimits(requireNonNull(limits, "limits")));
    }

    /**
     * Sets a variable of the guest's environment, in addition to those of the sandbox. The host's environment is never
     * visible.
     *
     * @param name not empty, without {@code =}
     * @param value what it is set to
     * @return a configured copy
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} cannot be the name of a variable
     */
    public P withEnvironment(String name, String value) {
        return with(invocation.withEnvironment(name, value));
    }

    /** {@return the version of FFmpeg, for instance {@code 9.0.2}} */
    public String version() {
        return invocation.sandbox().engine().ffmpegVersion();
    }
}
