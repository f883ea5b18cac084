package io.github.ffunit.ffmpeg.internal.threads;

/** No thread of the guest can run and none sleeps. The message names the waiters. */
public final class GuestDeadlockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GuestDeadlockException(String message) {
        super(message);
    }
}
