package io.github.ffunit.ffmpeg;

/** Carries the news of a crossed limit from a host call through the guest to the run's end. */
final class LimitReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LimitExceededException.Limit limit;

    LimitReached(LimitExceededException.Limit limit, String message) {
        super(message);
        this.limit = limit;
    }

    LimitExceededException.Limit limit() {
        return limit;
    }
}
