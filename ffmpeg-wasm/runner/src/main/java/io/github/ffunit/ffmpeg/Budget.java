package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.VfsGuard;

/** What one run may still write and create. Used by one guest thread at a time. */
final class Budget implements VfsGuard {

    private final Limits limits;
    private long outputBytes;
    private long logBytes;
    private int files;

    Budget(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void beforeWrite(long bytes) {
        if (bytes > limits.outputBytes() - outputBytes) {
            throw new LimitReached(
                    LimitExceededException.Limit.OUTPUT,
                    "more than %d bytes of output; raise it with Limits.withOutputBytes"
                            .formatted(limits.outputBytes()));
        }
        outputBytes += bytes;
    }

    @Override
    public void beforeCreate(String guestPath) {
        if (files >= limits.files()) {
            throw new LimitReached(
                    LimitExceededException.Limit.FILES,
                    "more than %d new files, the next being [%s]; raise it with Limits.withFiles"
                            .formatted(limits.files(), guestPath));
        }
        files++;
    }

    void beforeLog(long bytes) {
        if (bytes > limits.logBytes() - logBytes) {
            throw new LimitReached(
                    LimitExceededException.Limit.LOG,
                    "more than %d bytes of log; raise it with Limits.withLogBytes".formatted(limits.logBytes()));
        }
        logBytes += bytes;
    }
}
