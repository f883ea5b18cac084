package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.BackendFailure;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.util.ArrayList;
import java.util.List;

/** Turns what a call threw into its answer, and keeps what only the embedder can use: the causes. Thread-safe. */
final class Diagnostics {
    private static final int KEPT = 100;

    private final List<BackendFailure> failures = new ArrayList<>();

    /** Answers a failed call; throws on what is none of the guest's business. */
    int answer(String call, Throwable thrown) {
        if (thrown instanceof GuestMemory.OutOfBounds trap) {
            throw trap;
        }
        if (thrown instanceof EmbedderException embedder) {
            throw embedder.rethrow();
        }
        if (thrown instanceof Error error && !(error instanceof AssertionError || error instanceof OutOfMemoryError)) {
            throw error;
        }
        Errno errno = ErrorMapping.errnoOf(thrown);
        if (!(thrown instanceof ErrnoException) || thrown.getCause() != null) {
            keep(new BackendFailure(call, errno, thrown));
        }
        return errno.code();
    }

    /** Keeps the first ones: they are what led to the others. */
    synchronized void keep(BackendFailure failure) {
        if (failures.size() < KEPT) {
            failures.add(failure);
        }
    }

    synchronized List<BackendFailure> failures() {
        return List.copyOf(failures);
    }
}
