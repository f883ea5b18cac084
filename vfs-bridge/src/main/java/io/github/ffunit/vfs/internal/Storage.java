package io.github.ffunit.vfs.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge asks of the names in the file system of a mount. Here by their paths, which is enough where nobody but guests
 * changes names: they hold the lock of the namespace. {@link AnchoredStorage} is for where others may. No method follows a link at the
 * end of a path, but for {@link #open} and {@link #list}, where the file system decides.
 */
class Storage implements Closeable {

    /** The one that fits a mount: other processes change names only in the file system of the operating system. */
    static Storage of(Path root, Capabilities capabilities) throws IOException {
        if (capabilities.keepsToPosix()) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
                if (stream instanceof SecureDirectoryStream) {
                    return new AnchoredStorage(root);
                }
            }
        }
        return new Storage();
    }

    /** Does something in a directory of which a guest sees nothing, so that its time stays; where that fails, it moves. */
    final void unseenIn(Path directory, IoAction action) throws IOException {
        FileTime before = attributes(directory).lastModifiedTime();
        try {
            action.run();
        } finally {
            try {
                setTimes(directory, before, null);
            } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
                // What was done is done, and the call must say so.
            }
        }
    }

    BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * How many names a file has, where that is known.
     *
     * @param attributes of that file
     */
    long links(Path path, BasicFileAttributes attributes) throws IOException {
        return ((Number) Files.getAttribute(path, Capabilities.LINK_COUNT, LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    /** Sets times; null leaves one as it is. */
    void setTimes(Path path, @Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, accessed, null);
    }

    SeekableByteChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
        return Files.newByteChannel(path, options);
    }

    /** The entries of a directory, of which only the last name counts; the caller closes it. */
    @SuppressWarnings("StreamResourceLeak")
    DirectoryStream<Path> list(Path directory) throws IOException {
        return Files.newDirectoryStream(directory);
    }

    Path readSymbolicLink(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    Path createDirectory(Path path) throws IOException {
        return Files.createDirectory(path);
    }

    Path createSymbolicLink(Path link, Path text) throws IOException {
        return Files.createSymbolicLink(link, text);
    }

    Path createLink(Path link, Path existing) throws IOException {
        return Files.createLink(link, existing);
    }

    void delete(Path path) throws IOException {
        Files.delete(path);
    }

    void move(Path from, Path to, CopyOption... options) throws IOException {
        Files.move(from, to, options);
    }

    /** Gives back what it keeps of the file system; nothing is asked of it afterwards. */
    @Override
    public void close() throws IOException {}
}
