package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.journal.Journal;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A run of ffmpeg or ffprobe that did not end well: what was run and what it said until then.
 *
 * <p>Files that the run had written by then can still be read.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class FFmpegException extends RuntimeException
        permits FFmpegExitException, LimitExceededException, FFmpegCancelledException, GuestCrashException {

    private static final long serialVersionUID = 1L;

    private final transient Transcript transcript;

    FFmpegException(String message, Transcript transcript, @Nullable Throwable cause) {
        super(message + "\n" + transcript.signature(), cause);
        this.transcript = transcript;
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

    /** {@return what the program wrote to standard error until it ended, line by line; unmodifiable} */
    public List<LogLine> log() {
        return transcript.log();
    }

    /** {@return what the program wrote to standard error until it ended, exactly} */
    public String logText() {
        return transcript.logText();
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

    /** {@return what ran the program, and its version, for instance {@code jvm (Chicory 1.7.5), FFmpeg 9.0.2}} */
    public String engine() {
        return transcript.engine();
    }
}
