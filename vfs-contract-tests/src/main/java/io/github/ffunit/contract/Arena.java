package io.github.ffunit.contract;

import io.github.ffunit.vfs.preview1.ArrayMemory;
import java.util.Arrays;

/** Lays out the arguments of a call in a memory, one after the other, anew for each call. */
final class Arena {
    private static final int PAGE_BYTES = 1 << 16;
    // Address 0 stays free, as in C programs.
    private static final int START = 64;

    private final ArrayMemory memory = new ArrayMemory(PAGE_BYTES);
    private int end = START;

    /** The one memory, which grows as it must. */
    ArrayMemory memory() {
        return memory;
    }

    /** Forgets the arguments of the call before. */
    void clear() {
        end = START;
    }

    /** Reserves room, aligned and filled with a value; returns its address. */
    int room(int length, byte filling) {
        byte[] content = new byte[length];
        Arrays.fill(content, filling);
        return store(content);
    }

    /** Stores bytes; returns their address. */
    int store(byte[] content) {
        int address = end;
        long wanted = ((long) address + content.length + 7) & ~7L;
        if (wanted > memory.size()) {
            long pages = (wanted + PAGE_BYTES - 1) / PAGE_BYTES;
            memory.grow(Math.toIntExact(pages * PAGE_BYTES));
        }
        end = (int) wanted;
        memory.window(address, content.length).put(content);
        return address;
    }

    byte[] copy(int address, int length) {
        byte[] content = new byte[length];
        memory.window(address, length).get(content);
        return content;
    }
}
