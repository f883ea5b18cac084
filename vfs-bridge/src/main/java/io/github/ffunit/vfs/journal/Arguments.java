package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the arguments that lie in a guest's memory. They may be nonsense: judging that is left to the call itself. */
final class Arguments {
    private static final int IOVEC_BYTES = 8;
    private static final int LONGEST_NAME = 4096;

    private Arguments() {}

    /** A path or text, cut if it is longer than any path may be; null if it does not lie in memory. */
    static @Nullable String text(GuestMemory memory, int address, int length) {
        boolean cut = Integer.compareUnsigned(length, LONGEST_NAME) > 0;
        try {
            String text = StandardCharsets.UTF_8
                    .decode(memory.window(address, cut ? LONGEST_NAME : length))
                    .toString();
            return cut ? text + "..." : text;
        } catch (GuestMemory.OutOfBounds e) {
            return null;
        }
    }

    /** How many bytes some buffers have; -1 if their list does not lie in memory. */
    static long total(GuestMemory memory, int iovs, int count) {
        long bytes = Integer.toUnsignedLong(count) * IOVEC_BYTES;
        if (Integer.toUnsignedLong(iovs) + bytes > memory.size()) {
            return -1;
        }
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += Integer.toUnsignedLong(memory.getInt(iovs + i * IOVEC_BYTES + Integer.BYTES));
        }
        return total;
    }

    static long unsigned(GuestMemory memory, int address) {
        return Integer.toUnsignedLong(memory.getInt(address));
    }
}
