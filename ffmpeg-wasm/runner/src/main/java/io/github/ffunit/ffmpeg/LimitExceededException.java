package io.github.ffunit.ffmpeg;

import org.apiguardian.api.API;

/**
 * A run crossed one of its {@link Limits} and was stopped.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LimitExceededException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /** What is limited. */
    public enum Limit {
        /** {@link Limits#memoryBytes()}. */
        MEMORY,
        /** {@link Limits#wallTime()}. */
        WALL_TIME,
        /** {@link Limits#outputBytes()}. */
        OUTPUT,
        /** {@link Limits#files()}. */
        FILES,
        /** {@link Limits#logBytes()}. */
        LOG
    }

    private final Limit limit;

    LimitExceededException(Limit limit, String message, Transcript transcript) {
        super(message, transcript, null);
        this.limit = limit;
    }

    /** {@return the limit that was crossed} */
    public Limit limit() {
        return limit;
    }
}
