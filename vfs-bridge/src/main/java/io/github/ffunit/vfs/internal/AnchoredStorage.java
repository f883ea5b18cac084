package io.github.ffunit.vfs.internal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file system that other processes change meanwhile: one of them may put a link where the walk has seen a directory. So a path
 * is not given to the operating system, but gone along name by name, from the mount's root, with a handle of each directory and
 * following no link; what is asked for is asked of the last handle. What lies in the root itself needs no handle.
 *
 * <p>{@link SecureDirectoryStream} has not all calls. Directories and links are made in the root, under a hidden name, and moved from
 * there; where that cannot be, since the root cannot be written or is on another device, the place is looked at before only. The
 * text of a link, and the times of what has none to open, are read and set by path, between two looks at what lies there: who swaps
 * twice between them is not noticed.
 */
final class AnchoredStorage extends Storage {
    private static final String NEW_PREFIX = ".ffunit-new-";

    private final Path root;
    private @Nullable SecureDirectoryStream<Path> top;
    private long lastNew;

    /**
     * @param root a real path
     */
    AnchoredStorage(Path root) {
        this.root = root;
    }

    /** Something asked of a directory that is open. */
    private interface Request<T> {
        T ask(SecureDirectoryStream<Path> parent, Path name) throws IOException;
    }

    /** Something done by path. */
    private interface Action<T> {
        T run() throws IOException;
    }

    /** Makes something under a new name. */
    private interface Maker {
        void make(Path name) throws IOException;
    }

    /** Whether no name but the last could be swapped. */
    private boolean isInRoot(Path path) {
        return path.getNameCount() <= root.getNameCount() + 1;
    }

    private <T> T anchored(Path path, Request<T> request) throws IOException {
        Path below = root.relativize(path);
        int last = below.getNameCount() - 1;
        SecureDirectoryStream<Path> directory = top();
        try {
            for (int i = 0; i < last; i++) {
                SecureDirectoryStream<Path> parent = directory;
                directory = parent.newDirectoryStream(below.getName(i), LinkOption.NOFOLLOW_LINKS);
                leave(parent);
            }
            return request.ask(directory, below.getName(last));
        } finally {
            leave(directory);
        }
    }

    private void leave(SecureDirectoryStream<Path> directory) throws IOException {
        if (directory != top) {
            directory.close();
        }
    }

    /** The handle of the root, which stays open, since nearly all begins there. */
    private synchronized SecureDirectoryStream<Path> top() throws IOException {
        SecureDirectoryStream<Path> present = top;
        if (present == null) {
            present = secure(super.list(root), root);
            top = present;
        }
        return present;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path path) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new NoSuchFileException(path.toString(), null, "its file system was replaced while it was mounted");
    }

    @Override
    public synchronized void close() throws IOException {
        if (top != null) {
            top.close();
        }
    }

    @Override
    BasicFileAttributes attributes(Path path) throws IOException {
        return isInRoot(path)
                ? super.attributes(path)
                : anchored(path, (parent, name) -> view(parent, name).readAttributes());
    }

    private static BasicFileAttributeView view(SecureDirectoryStream<Path> parent, Path name) {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    long links(Path path, BasicFileAttributes attributes) throws IOException {
        if (isInRoot(path)) {
            return super.links(path, attributes);
        }
        // One look by path gives both, so that the key tells whose number it is.
        Map<String, Object> found =
                Files.readAttributes(path, Capabilities.LINK_COUNT + ",fileKey", LinkOption.NOFOLLOW_LINKS);
        requireKey(path, attributes.fileKey(), found.get("fileKey"));
        return ((Number) Objects.requireNonNull(found.get("nlink"))).longValue();
    }

    @Override
    void setTimes(Path path, @Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
        BasicFileAttributes present = attributes(path);
        // Times are set through an open file: a link cannot be opened, and a pipe waits for who opens its other end.
        if (isInRoot(path)) {
            super.setTimes(path, modified, accessed);
        } else if (present.isRegularFile() || present.isDirectory()) {
            anchored(path, (parent, name) -> {
                view(parent, name).setTimes(modified, accessed, null);
                return present;
            });
        } else {
            betweenLooks(path, () -> {
                super.setTimes(path, modified, accessed);
                return present;
            });
        }
    }

    @Override
    SeekableByteChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return isInRoot(path)
                ? super.open(path, all)
                : anchored(path, (parent, name) -> parent.newByteChannel(name, all));
    }

    @Override
    DirectoryStream<Path> list(Path directory) throws IOException {
        return directory.equals(root)
                ? super.list(directory)
                : anchored(directory, (parent, name) -> parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    Path readSymbolicLink(Path link) throws IOException {
        return isInRoot(link) ? super.readSymbolicLink(link) : betweenLooks(link, () -> super.readSymbolicLink(link));
    }

    @Override
    Path createDirectory(Path path) throws IOException {
        return makeAndMove(path, super::createDirectory);
    }

    @Override
    Path createSymbolicLink(Path link, Path text) throws IOException {
        return makeAndMove(link, name -> super.createSymbolicLink(name, text));
    }

    @Override
    Path createLink(Path link, Path existing) throws IOException {
        return makeAndMove(link, name -> {
            super.createLink(name, existing);
            try {
                requireKey(
                        existing,
                        attributes(existing).fileKey(),
                        super.attributes(name).fileKey());
            } catch (IOException e) {
                delete(name);
                throw e;
            }
        });
    }

    @Override
    void delete(Path path) throws IOException {
        if (isInRoot(path)) {
            super.delete(path);
            return;
        }
        anchored(path, (parent, name) -> {
            if (view(parent, name).readAttributes().isDirectory()) {
                parent.deleteDirectory(name);
            } else {
                parent.deleteFile(name);
            }
            return name;
        });
    }

    @Override
    void move(Path from, Path to, CopyOption... options) throws IOException {
        if (isInRoot(from) && isInRoot(to)) {
            super.move(from, to, options);
            return;
        }
        boolean replaces = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
        anchored(
                from,
                (fromParent, fromName) -> anchored(to, (toParent, toName) -> {
                    if (!replaces && exists(toParent, toName)) {
                        throw new FileAlreadyExistsException(to.toString());
                    }
                    fromParent.move(fromName, toParent, toName);
                    return toName;
                }));
    }

    private static boolean exists(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            view(parent, name).readAttributes();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes something where no name on the way can be swapped, then moves it to its place. */
    private Path makeAndMove(Path path, Maker maker) throws IOException {
        if (isInRoot(path)) {
            maker.make(path);
            return path;
        }
        try {
            unseenIn(root, () -> {
                Path made = makeInRoot(maker);
                try {
                    move(made, path);
                } catch (IOException | RuntimeException e) {
                    super.delete(made);
                    throw e;
                }
            });
            return path;
        } catch (AccessDeniedException | AtomicMoveNotSupportedException e) {
            Path parent = Objects.requireNonNull(path.getParent(), "what is not in the root has a parent");
            return betweenLooks(parent, () -> {
                maker.make(path);
                return path;
            });
        }
    }

    private Path makeInRoot(Maker maker) throws IOException {
        while (true) {
            Path name = root.resolve(NEW_PREFIX + lastNew++);
            try {
                maker.make(name);
                return name;
            } catch (FileAlreadyExistsException e) {
                // Another bridge is at work in the same directory, or was.
            }
        }
    }

    /** Does something by path, if what lies there is the same by path and by handles, before and after. */
    private <T> T betweenLooks(Path path, Action<T> action) throws IOException {
        Object key = attributes(path).fileKey();
        requireKey(path, key, super.attributes(path).fileKey());
        T result = action.run();
        requireKey(path, key, super.attributes(path).fileKey());
        return result;
    }

    private static void requireKey(Path path, @Nullable Object expected, @Nullable Object found) throws IOException {
        if (!Objects.equals(expected, found)) {
            throw new NoSuchFileException(
                    path.toString(), null, "another process has put something else on the way to it");
        }
    }
}
