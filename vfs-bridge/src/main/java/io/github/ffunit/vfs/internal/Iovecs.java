package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;

/** The guest's scatter and gather lists: pairs of address and length. Static, so that a transfer allocates nothing. */
final class Iovecs {
    private static final int ENTRY_BYTES = 8;

    private Iovecs() {}

    /** Traps unless a range lies in memory. */
    static void check(GuestMemory memory, int address, long length) {
        if (length > memory.size() - Integer.toUnsignedLong(address)) {
            throw new GuestMemory.OutOfBounds(address, (int) Math.min(length, 0xFFFF_FFFFL), memory.size());
        }
    }

    /** Traps unless the list and all that it describes lies in memory; returns how many bytes that is. */
    static long checkedTotal(GuestMemory memory, int iovs, int count) {
        check(memory, iovs, Integer.toUnsignedLong(count) * ENTRY_BYTES);
        long total = 0;
        for (int i = 0; i < count; i++) {
            int length = length(memory, iovs, i);
            int address = memory.getInt(iovs + i * ENTRY_BYTES);
            if (length < 0) {
                throw new GuestMemory.OutOfBounds(address, length, memory.size());
            }
            check(memory, address, length);
            total += length;
        }
        return total;
    }

    static int length(GuestMemory memory, int iovs, int index) {
        return memory.getInt(iovs + index * ENTRY_BYTES + 4);
    }

    static ByteBuffer window(GuestMemory memory, int iovs, int index) {
        return memory.window(memory.getInt(iovs + index * ENTRY_BYTES), length(memory, iovs, index));
    }
}
