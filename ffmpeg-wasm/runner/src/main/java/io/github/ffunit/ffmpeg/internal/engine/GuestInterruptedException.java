package io.github.ffunit.ffmpeg.internal.engine;

import org.jspecify.annotations.Nullable;

/** Guest code was interrupted. */
public final class GuestInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GuestInterruptedException(@Nullable Throwable cause) {
        super("guest interrupted", cause);
    }
}
