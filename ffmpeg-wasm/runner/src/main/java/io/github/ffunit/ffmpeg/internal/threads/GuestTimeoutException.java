package io.github.ffunit.ffmpeg.internal.threads;

/** The guest was stopped since its real time was up. */
public final class GuestTimeoutException extends Exception {

    private static final long serialVersionUID = 1L;

    GuestTimeoutException() {
        super("the guest's time is up");
    }
}
