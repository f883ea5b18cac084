package io.github.ffunit.contract.model;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a file. Only pages that were written take memory; all others are zero. */
final class Content {
    private static final int PAGE_BYTES = 4096;

    private final SortedMap<Long, byte[]> pages = new TreeMap<>();
    private long size;

    long size() {
        return size;
    }

    /** Fills as much of a buffer as there is; returns how many bytes. */
    int read(long offset, byte[] target) {
        int count = (int) Math.max(0, Math.min(target.length, size - offset));
        for (int i = 0; i < count; ) {
            int inPage = (int) ((offset + i) % PAGE_BYTES);
            int part = Math.min(count - i, PAGE_BYTES - inPage);
            byte[] page = pages.get((offset + i) / PAGE_BYTES);
            if (page == null) {
                Arrays.fill(target, i, i + part, (byte) 0);
            } else {
                System.arraycopy(page, inPage, target, i, part);
            }
            i += part;
        }
        return count;
    }

    /** Writes all bytes; a gap before them reads as zeros. */
    void write(long offset, byte[] source, int count) {
        for (int i = 0; i < count; ) {
            int inPage = (int) ((offset + i) % PAGE_BYTES);
            int part = Math.min(count - i, PAGE_BYTES - inPage);
            byte[] page = pages.computeIfAbsent((offset + i) / PAGE_BYTES, number -> new byte[PAGE_BYTES]);
            System.arraycopy(source, i, page, inPage, part);
            i += part;
        }
        if (count > 0) {
            size = Math.max(size, offset + count);
        }
    }

    /** Cuts or grows; what was cut never comes back. */
    void resize(long newSize) {
        if (newSize < size) {
            pages.tailMap((newSize + PAGE_BYTES - 1) / PAGE_BYTES).clear();
            byte[] last = pages.get(newSize / PAGE_BYTES);
            if (last != null) {
                Arrays.fill(last, (int) (newSize % PAGE_BYTES), PAGE_BYTES, (byte) 0);
            }
        }
        size = newSize;
    }
}
