package io.github.ffunit.ffmpeg.internal.engine;

/** Guest code met an interrupt of its Java thread. */
public final class GuestInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GuestInterruptedException(Throwable cause) {
        super("guest interrupted", cause);
    }
}
