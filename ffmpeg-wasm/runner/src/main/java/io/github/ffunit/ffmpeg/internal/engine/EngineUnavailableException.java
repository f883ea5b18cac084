package io.github.ffunit.ffmpeg.internal.engine;

import org.jspecify.annotations.Nullable;

/** An engine cannot run here; the message says why, as the end of a sentence. */
final class EngineUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String message) {
        this(message, null);
    }

    EngineUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
