package io.github.ffunit.ffmpeg;

import org.apiguardian.api.API;

/**
 * A run was stopped before its end: by {@link Job#cancel()}, by the closing of its job or sandbox, or by an interrupt of
 * the thread that waited in {@code run} or {@code tryRun}. That thread's interrupt flag is set again.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FFmpegCancelledException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    FFmpegCancelledException(String message, Transcript transcript) {
        super(message, transcript, null);
    }
}
