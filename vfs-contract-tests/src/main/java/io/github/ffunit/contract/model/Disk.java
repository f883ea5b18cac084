package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.function.LongSupplier;

/** One mount: where inodes are numbered and take room. */
final class Disk {
    private final long device;
    private final LongSupplier clock;
    private final boolean readOnly;
    private final long capacity;
    private long used;

    /**
     * @param clock of the guest, in ns since 1970
     * @param capacity how many bytes all its files may have together
     */
    Disk(long device, LongSupplier clock, boolean readOnly, long capacity) {
        this.clock = clock;
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

    long now() {
        return clock.getAsLong();
    }

    long free() {
        return capacity - used;
    }

    /** Takes room, or gives it back if negative. */
    void use(long bytes) {
        used += bytes;
    }
}
