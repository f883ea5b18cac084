package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts each call to the injector, and then to the provider behind. Serves one file system. */
final class FaultyProvider extends FileSystemProvider {
    private final FileSystemProvider behind;
    private final FaultyFileSystem fileSystem;
    private final Injector injector;

    FaultyProvider(FileSystem behind, FaultyFileSystem fileSystem) {
        this.behind = behind.provider();
        this.fileSystem = fileSystem;
        this.injector = fileSystem.injector();
    }

    /** Something that may change sizes. */
    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }

    private Path unwrap(Path path) {
        return fileSystem.unwrap(path);
    }

    /** Does what may change the size of a file, and counts that where the disk is limited. */
    private <T> T resizing(Path file, Action<T> action) throws IOException {
        Disk disk = injector.disk();
        if (disk == null) {
            return action.run();
        }
        synchronized (disk) {
            long size = Disk.sizeOf(file);
            try {
                return action.run();
            } finally {
                disk.grown(Disk.sizeOf(file) - size);
            }
        }
    }

    @Override
    public String getScheme() {
        return behind.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException(
                "there is no URI for a faulty file system [%s]: use FaultyFileSystem.of(fileSystem)".formatted(uri));
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException(
                "there is no URI for a faulty file system [%s]: keep the object".formatted(uri));
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.wrap(behind.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        injector.before(CallKind.OPEN, path);
        boolean appends = options.contains(StandardOpenOption.APPEND);
        SeekableByteChannel channel =
                resizing(unwrap(path), () -> behind.newByteChannel(unwrap(path), options, attributes));
        return channel instanceof FileChannel file && injector.fileChannels()
                ? new FaultyFileChannel(injector, path, file, appends)
                : new FaultyByteChannel(injector, path, channel, appends);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (!injector.fileChannels()) {
            throw new UnsupportedOperationException("there are no file channels, by the plan: open a byte channel");
        }
        injector.before(CallKind.OPEN, path);
        boolean appends = options.contains(StandardOpenOption.APPEND);
        FileChannel channel = resizing(unwrap(path), () -> behind.newFileChannel(unwrap(path), options, attributes));
        return new FaultyFileChannel(injector, path, channel, appends);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        injector.before(CallKind.LIST, directory);
        DirectoryStream<Path> stream =
                behind.newDirectoryStream(unwrap(directory), entry -> filter.accept(new FaultyPath(fileSystem, entry)));
        return new FaultyDirectoryStream(fileSystem, directory, stream);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        injector.before(CallKind.CREATE_DIRECTORY, directory);
        behind.createDirectory(unwrap(directory), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        injector.before(CallKind.CREATE_SYMBOLIC_LINK, link, target);
        behind.createSymbolicLink(unwrap(link), unwrap(target), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        injector.before(CallKind.CREATE_LINK, link, existing);
        behind.createLink(unwrap(link), unwrap(existing));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        injector.before(CallKind.READ_SYMBOLIC_LINK, link);
        return new FaultyPath(fileSystem, behind.readSymbolicLink(unwrap(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        injector.before(CallKind.DELETE, path);
        Path file = unwrap(path);
        resizing(file, () -> {
            behind.delete(file);
            return file;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        injector.before(CallKind.COPY, source, target);
        Path from = unwrap(source);
        Path to = unwrap(target);
        resizing(to, () -> {
            Disk disk = injector.disk();
            if (disk != null) {
                disk.require(to, Disk.sizeOf(from) - Disk.sizeOf(to));
            }
            behind.copy(from, to, options);
            return to;
        });
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        injector.before(CallKind.MOVE, source, target);
        // What leaves one name arrives at the other: all that is left to count is what was replaced.
        Path from = unwrap(source);
        Path to = unwrap(target);
        resizing(
                from,
                () -> resizing(to, () -> {
                    behind.move(from, to, options);
                    return to;
                }));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        injector.before(CallKind.IS_SAME_FILE, path, other);
        boolean ours = other.getFileSystem() == fileSystem;
        return ours && behind.isSameFile(unwrap(path), unwrap(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        injector.before(CallKind.IS_HIDDEN, path);
        return behind.isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        injector.before(CallKind.GET_FILE_STORE, path);
        return behind.getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        injector.before(CallKind.CHECK_ACCESS, path);
        behind.checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        V view = behind.getFileAttributeView(unwrap(path), type, options);
        return view == null ? null : FaultyViews.of(view, type, injector, path);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        injector.before(CallKind.READ_ATTRIBUTES, path);
        return behind.readAttributes(unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        injector.before(CallKind.READ_ATTRIBUTES, path);
        return behind.readAttributes(unwrap(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        injector.before(CallKind.SET_ATTRIBUTES, path);
        behind.setAttribute(unwrap(path), attribute, value, options);
    }
}
