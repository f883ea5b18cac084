package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code filestat} holds; times in ns since 1970. */
record FileStat(
        long device, long inode, FileType type, long links, long size, long accessed, long modified, long changed) {
    static final int BYTES = 64;

    /** A device or stream: no size, no times. */
    static FileStat ofDevice(long device, long inode) {
        return new FileStat(device, inode, FileType.CHARACTER_DEVICE, 1, 0, 0, 0, 0);
    }

    /** The wire has no room for stamps before 1970 or after 2262: they become the nearest that it has. */
    static long nanos(FileTime time) {
        return Math.max(0, time.to(TimeUnit.NANOSECONDS));
    }

    FileStat withSize(long newSize) {
        return new FileStat(device, inode, type, links, newSize, accessed, modified, changed);
    }

    FileStat withLinks(long newLinks) {
        return new FileStat(device, inode, type, newLinks, size, accessed, modified, changed);
    }

    FileStat withTimes(@Nullable FileTime newAccessed, @Nullable FileTime newModified) {
        return new FileStat(
                device,
                inode,
                type,
                links,
                size,
                newAccessed == null ? accessed : nanos(newAccessed),
                newModified == null ? modified : nanos(newModified),
                changed);
    }

    void store(GuestMemory memory, int address) {
        memory.putLong(address, device);
        memory.putLong(address + 8, inode);
        memory.putLong(address + 16, type.code());
        memory.putLong(address + 24, links);
        memory.putLong(address + 32, size);
        memory.putLong(address + 40, accessed);
        memory.putLong(address + 48, modified);
        memory.putLong(address + 56, changed);
    }
}
