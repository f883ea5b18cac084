package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.vfs.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A run of ffmpeg or ffprobe that has ended. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Run {

    private final Transcript transcript;
    private final int exitCode;
    private final byte[] standardOutput;
    private final List<Path> createdFiles;
    private final List<Path> changedFiles;
    private final Duration wallTime;
    private final long peakMemoryBytes;

    Run(
            Transcript transcript,
            int exitCode,
            byte[] standardOutput,
            List<Path> createdFiles,
            List<Path> changedFiles,
            Duration wallTime,
            long peakMemoryBytes) {
        this.transcript = requireNonNull(transcript);
        this.exitCode = exitCode;
        this.standardOutput = standardOutput.clone();
        this.createdFiles = List.copyOf(createdFiles);
        this.changedFiles = List.copyOf(changedFiles);
        this.wallTime = wallTime;
        this.peakMemoryBytes = peakMemoryBytes;
    }

    Transcript transcript() {
        return transcript;
    }

    /** {@return the program that ran: {@code ffmpeg} or {@code ffprobe}} */
    public String program() {
        return transcript.program();
    }

    /** {@return the arguments as the program got them, without the program's name; unmodifiable} */
    public List<String> arguments() {
        return transcript.arguments();
    }

    /** {@return the command as a line for a POSIX shell, quoted where needed} */
    public String commandLine() {
        return transcript.commandLine();
    }

    /** {@return the exit code, 0 to 255; the same as that of FFmpeg on Linux} */
    public int exitCode() {
        return exitCode;
    }

    /** {@return what the program wrote to standard output; empty if that went to a stream instead; a new array each time} */
    public byte[] standardOutput() {
        return standardOutput.clone();
    }

    /** {@return {@link #standardOutput()} read as UTF-8} */
    public String standardOutputText() {
        return new String(standardOutput, StandardCharsets.UTF_8);
    }

    /** {@return what the program wrote to standard error, line by line; unmodifiable} */
    public List<LogLine> log() {
        return transcript.log();
    }

    /** {@return what the program wrote to standard error, exactly} */
    public String logText() {
        return transcript.logText();
    }

    /** {@return the files that the run created and that were there at its end, sorted; unmodifiable} */
    public List<Path> createdFiles() {
        return createdFiles;
    }

    /** {@return the files that were there before the run and whose contents it wrote to, sorted; unmodifiable} */
    public List<Path> changedFiles() {
        return changedFiles;
    }

    /**
     * Returns what the program did to its files.
     *
     * @return the journal of this run alone; empty unless the sandbox was built with {@link FFmpegSandbox.Builder#journal
     *     journal(true)}
     */
    public Optional<Journal> journal() {
        return Optional.ofNullable(transcript.journal());
    }

    /** {@return the real time from start to end} */
    public Duration wallTime() {
        return wallTime;
    }

    /** {@return the largest size of the guest's memory, in bytes} */
    public long peakMemoryBytes() {
        return peakMemoryBytes;
    }

    /** {@return what ran the program, and its version, for instance {@code jvm (Chicory 1.7.5), FFmpeg 9.0.2}} */
    public String engine() {
        return transcript.engine();
    }

    /** {@return exit code and command line} */
    @Override
    public String toString() {
        return "Run[exit code %d: %s]".formatted(exitCode, commandLine());
    }
}
