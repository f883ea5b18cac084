package io.github.ffunit.ffmpeg.internal.threads;

/**
 * Unwinds a guest thread that must end. Host calls and engines let it pass: it means no failure, and so has neither a
 * message nor a stack.
 */
public final class ThreadEnd extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ThreadEnd() {
        super(null, null, false, false);
    }
}
