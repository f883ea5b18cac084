package io.github.ffunit.ffmpeg;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The program ended with an exit code other than 0.
 *
 * <p>The message has the exit code, the last lines of the log that are errors, the command line and the versions.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FFmpegExitException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    private final transient Run run;

    FFmpegExitException(Run run) {
        super(
                "%s exited with %d:\n  %s"
                        .formatted(
                                run.program(),
                                run.exitCode(),
                                String.join("\n  ", run.transcript().lastErrors())),
                run.transcript(),
                null);
        this.run = run;
    }

    /** {@return the exit code, 1 to 255; 254 for instance when an input is missing, as on Linux} */
    public int exitCode() {
        return run.exitCode();
    }

    /**
     * Returns what the program gave as reasons.
     *
     * @return the last lines of the log of level {@link LogLine.Level#ERROR} or graver, oldest first, at most five; the
     *     last lines of any level where there are none; unmodifiable
     */
    public List<String> errorLines() {
        return run.transcript().lastErrors();
    }

    /** {@return the whole run} */
    public Run run() {
        return run;
    }
}
