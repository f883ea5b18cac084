package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The room on a disk that is limited. Who changes sizes holds its monitor, from the look at the sizes before until the new
 * ones are counted. Paths are those of the file system behind.
 */
final class Disk {
    private static final String FULL = "No space left on device (injected by the limit of the disk)";

    private long free;

    Disk(long free) {
        this.free = free;
    }

    /** How many bytes of a write fit. */
    synchronized long fitting(Path path, long size, long offset, long length) throws FileSystemException {
        long missing = Math.max(0, offset + length - size) - free;
        if (missing <= 0 || offset + length <= size) {
            return length;
        }
        if (missing >= length) {
            throw full(path);
        }
        return length - missing;
    }

    /** Demands room for a file that grows in one go. */
    synchronized void require(Path path, long growth) throws FileSystemException {
        if (growth > 0 && growth > free) {
            throw full(path);
        }
    }

    synchronized void grown(long bytes) {
        free -= bytes;
    }

    static FileSystemException full(Path path) {
        return new FileSystemException(path.toString(), null, FULL);
    }

    static long sizeOf(SeekableByteChannel channel) throws IOException {
        return channel.isOpen() ? channel.size() : 0;
    }

    /** Size of a regular file, and 0 for everything else. */
    static long sizeOf(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() ? found.size() : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
