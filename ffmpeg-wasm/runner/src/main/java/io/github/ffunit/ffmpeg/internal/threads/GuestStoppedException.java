package io.github.ffunit.ffmpeg.internal.threads;

/** The guest was stopped from outside. */
public final class GuestStoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean timeout;

    GuestStoppedException(boolean timeout) {
        super(timeout ? "the guest's time is up" : "the guest was stopped");
        this.timeout = timeout;
    }

    /** {@return whether its time was up; if not, somebody asked for the stop} */
    public boolean timeout() {
        return timeout;
    }
}
