package io.github.ffunit.vfs.internal;

/** Carries an unchecked exception of the embedder's code past the error mapping; unwrapped at the edge. */
final class EmbedderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbedderException(Throwable thrownByEmbedder) {
        super(thrownByEmbedder);
    }

    /** Throws what the embedder threw. */
    RuntimeException rethrow() {
        if (getCause() instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) getCause();
    }
}
