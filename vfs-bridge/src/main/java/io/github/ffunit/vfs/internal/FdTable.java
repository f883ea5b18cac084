package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The guest's numbers for what it has open. A new file gets the lowest free number. Thread-safe. */
final class FdTable {
    private final int capacity;
    private final BitSet taken = new BitSet();
    private final List<@Nullable Handle> handles = new ArrayList<>();

    FdTable(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a number before anything is created, so that a full table leaves no trace. */
    synchronized int reserve() throws ErrnoException {
        int fd = taken.nextClearBit(0);
        if (fd >= capacity) {
            throw new ErrnoException(Errno.MFILE);
        }
        taken.set(fd);
        while (handles.size() <= fd) {
            handles.add(null);
        }
        return fd;
    }

    synchronized void fill(int reserved, Handle handle) {
        handles.set(reserved, handle);
    }

    synchronized void giveBack(int reserved) {
        taken.clear(reserved);
    }

    synchronized Handle get(int fd) throws ErrnoException {
        Handle handle = fd >= 0 && fd < handles.size() ? handles.get(fd) : null;
        if (handle == null) {
            throw new ErrnoException(Errno.BADF);
        }
        return handle;
    }

    synchronized Handle remove(int fd) throws ErrnoException {
        Handle handle = get(fd);
        handles.set(fd, null);
        taken.clear(fd);
        return handle;
    }

    /** Moves a handle to another open number; returns what was there, or null if both are one. */
    synchronized @Nullable Handle renumber(int from, int to) throws ErrnoException {
        Handle moved = get(from);
        Handle displaced = get(to);
        if (from == to) {
            return null;
        }
        handles.set(to, moved);
        remove(from);
        return displaced;
    }

    synchronized List<Handle> removeAll() {
        List<Handle> all =
                new ArrayList<>(handles.stream().filter(Objects::nonNull).toList());
        handles.clear();
        taken.clear();
        return all;
    }
}
