package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;

/** A file that takes all the room of a small disk, and gives some of it back. */
final class FullDisk {
    private static final long FIRST_STEP = 64L << 20;

    private final Guest guest;
    private final int fd;
    private long size;

    FullDisk(Guest guest) {
        this.guest = guest;
        this.fd = guest.create("ballast");
    }

    /** Takes what is there, to the last byte. */
    void fill() {
        for (long step = FIRST_STEP; step > 0; step /= 2) {
            while (grow(step)) {
                size += step;
            }
        }
    }

    private boolean grow(long step) {
        Errno errno = guest.tryAllocate(fd, size, step);
        assertThat(errno).isIn(Errno.SUCCESS, Errno.NOSPC);
        assertThat(guest.stat(fd).size()).isEqualTo(errno == Errno.SUCCESS ? size + step : size);
        return errno == Errno.SUCCESS;
    }

    /** Gives bytes back; a disk of large blocks may have less room then. */
    void free(long bytes) {
        size -= bytes;
        assertThat(guest.trySetSize(fd, size)).isEqualTo(Errno.SUCCESS);
    }
}
