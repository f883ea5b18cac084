package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;

/** One mount: where inodes are numbered and take room. */
final class Disk {
    private final long device;
    private final boolean readOnly;
    private final long capacity;
    private long used;

    /**
     * @param capacity how many bytes all its files may have together
     */
    Disk(long device, boolean readOnly, long capacity) {
        this.device = device;
        this.readOnly = readOnly;
        this.capacity = capacity;
    }

    long device() {
        return device;
    }

    void requireWritable(String rule) {
        Refusal.unless(!readOnly, Errno.ROFS, rule);
    }

    long free() {
        return capacity - used;
    }

    /** Takes room, or gives it back if negative. */
    void use(long bytes) {
        used += bytes;
    }
}
