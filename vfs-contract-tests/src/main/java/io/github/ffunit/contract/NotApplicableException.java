package io.github.ffunit.contract;

/** A rule that has nothing to check on a subject, and why. */
final class NotApplicableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotApplicableException(String message) {
        super(message);
    }
}
