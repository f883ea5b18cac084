package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.VfsGuard;

/** The embedder's guard, with its exceptions marked as the embedder's. */
final class Guard {
    private final VfsGuard guard;

    Guard(VfsGuard guard) {
        this.guard = guard;
    }

    void beforeWrite(long bytes) {
        try {
            guard.beforeWrite(bytes);
        } catch (RuntimeException | Error e) {
            throw new EmbedderException(e);
        }
    }

    void beforeCreate(String guestPath) {
        try {
            guard.beforeCreate(guestPath);
        } catch (RuntimeException | Error e) {
            throw new EmbedderException(e);
        }
    }
}
