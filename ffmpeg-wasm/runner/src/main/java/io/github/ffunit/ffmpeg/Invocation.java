package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.internal.probe.MediaInfoParser;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.vfs.GuestOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a program is to be run: what {@link FFmpeg} and {@link FFprobe} consist of. Immutable.
 *
 * @param standardInput null for an empty one
 * @param standardOutput null to collect
 * @param standardError gets a copy
 * @param progressListener null for none
 * @param limits what a run may use
 * @param variables of the environment
 */
record Invocation(
        FFmpegSandbox sandbox,
        String program,
        @Nullable Supplier<InputStream> standardInput,
        @Nullable OutputStream standardOutput,
        OutputStream standardError,
        Consumer<LogLine> logListener,
        @Nullable Consumer<Progress> progressListener,
        Limits limits,
        Map<String, String> variables) {

    private static final String PROGRESS_DEVICE = "ffunit-progress";

    Invocation(FFmpegSandbox sandbox, String program, Limits limits, Map<String, String> variables) {
        this(sandbox, program, null, null, OutputStream.nullOutputStream(), line -> {}, null, limits, variables);
    }

    // ---- configured copies

    Invocation withStandardInput(Supplier<InputStream> in) {
        return new Invocation(
                sandbox, program, in, standardOutput, standardError, logListener, progressListener, limits, variables);
    }

    Invocation withStandardOutput(OutputStream out) {
        return new Invocation(
                sandbox, program, standardInput, out, standardError, logListener, progressListener, limits, variables);
    }

    Invocation withStandardError(OutputStream err) {
        return new Invocation(
                sandbox, program, standardInput, standardOutput, err, logListener, progressListener, limits, variables);
    }

    Invocation withLog(Consumer<LogLine> listener) {
        return new Invocation(
                sandbox,
                program,
                standardInput,
                standardOutput,
                standardError,
                listener,
                progressListener,
                limits,
                variables);
    }

    Invocation withProgress(Consumer<Progress> listener) {
        return new Invocation(
                sandbox,
                program,
                standardInput,
                standardOutput,
                standardError,
                logListener,
                listener,
                limits,
                variables);
    }

    Invocation withLimits(Limits changed) {
        return new Invocation(
                sandbox,
                program,
                standardInput,
                standardOutput,
                standardError,
                logListener,
                progressListener,
                changed,
                variables);
    }

    Invocation withEnvironment(String name, String value) {
        requireVariable(name, value);
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put(name, value);
        return new Invocation(
                sandbox,
                program,
                standardInput,
                standardOutput,
                standardError,
                logListener,
                progressListener,
                limits,
                changed);
    }

    static void requireVariable(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        if (name.isEmpty() || name.contains("=") || name.contains("\0") || value.contains("\0")) {
            throw new IllegalArgumentException(
                    "environment variable [%s=%s] is not possible: a name is not empty and has no =, and neither name nor value has a NUL"
                            .formatted(name, value));
        }
        if (name.equals("PWD")) {
            throw new IllegalArgumentException(
                    "environment variable [PWD] is the working directory: set it with FFmpegSandbox.Builder.workDirectory");
        }
    }

    // ---- what a run needs to know

    @Nullable
    InputStream openStandardInput() {
        return standardInput == null ? null : standardInput.get();
    }

    /** The guest's environment, each {@code NAME=value}. */
    List<String> environment() {
        List<String> environment = new ArrayList<>();
        environment.add("PWD=" + sandbox.guestWorkDirectory());
        variables.forEach((name, value) -> environment.add(name + "=" + value));
        return environment;
    }

    /** The private device that progress goes to, by its name, or none. */
    Map<String, GuestOutput> progressDevice() {
        return progressListener == null ? Map.of() : Map.of(PROGRESS_DEVICE, new ProgressParser(progressListener));
    }

    // ---- running

    Run run(@Nullable Object... given) {
        return sandbox.run(new Execution(sandbox, this, toArguments(given)));
    }

    Job start(@Nullable Object... given) {
        return sandbox.start(new Execution(sandbox, this, toArguments(given)));
    }

    MediaInfo probe(Path file) {
        requireNonNull(file, "file");
        Run run = run("-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", "-i", file);
        if (run.exitCode() != 0) {
            throw new FFmpegExitException(run);
        }
        return MediaInfoParser.parse(run.standardOutputText());
    }

    private List<String> toArguments(@Nullable Object... given) {
        requireNonNull(given, "arguments");
        List<String> arguments = new ArrayList<>();
        if (progressListener != null) {
            arguments.add("-progress");
            arguments.add("/dev/" + PROGRESS_DEVICE);
        }
        for (int i = 0; i < given.length; i++) {
            arguments.add(toArgument(i, given[i]));
        }
        return arguments;
    }

    private String toArgument(int index, @Nullable Object given) {
        if (given == null) {
            throw new NullPointerException("arguments[%d] of %s must not be null".formatted(index, program));
        }
        String argument;
        if (given instanceof String string) {
            argument = string;
        } else if (given instanceof Path path) {
            argument = sandbox.guestPath(path);
        } else if (given instanceof BigDecimal number) {
            argument = number.toPlainString();
        } else if (given instanceof Number || given instanceof Rational) {
            argument = given.toString();
        } else {
            throw new IllegalArgumentException(
                    "arguments[%d] of %s has type [%s]; allowed are String, java.nio.file.Path, Number and Rational; spread a collection with toArray()"
                            .formatted(index, program, given.getClass().getName()));
        }
        if (argument.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "arguments[%d] of %s has a NUL character, which no argument can have: [%s]"
                            .formatted(index, program, argument.replace("\0", "\\0")));
        }
        return argument;
    }
}
