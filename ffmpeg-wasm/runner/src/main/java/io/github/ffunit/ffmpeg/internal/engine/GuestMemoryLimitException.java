package io.github.ffunit.ffmpeg.internal.engine;

import org.jspecify.annotations.Nullable;

/** The guest asked for more memory than it may have, or than the host has. */
public final class GuestMemoryLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GuestMemoryLimitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
