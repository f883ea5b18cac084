package io.github.ffunit.ffmpeg.internal.wasi;

import io.github.ffunit.vfs.Readiness;

/** The guest's open files, as far as {@code poll_oneoff} wants to know them. */
@FunctionalInterface
public interface Descriptors {

    /**
     * Tells whether a transfer would block.
     *
     * @param fd an open file of the guest, or none
     * @param write whether it is about writing, not reading
     * @return the answer
     */
    Readiness readiness(int fd, boolean write);
}
