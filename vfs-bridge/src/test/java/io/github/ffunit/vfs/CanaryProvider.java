package io.github.ffunit.vfs;

import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A default file system provider that sings when it is touched; the JVM makes it, by name. All it really does is to give the JVM its
 * file system, whose paths have a provider of their own.
 */
public final class CanaryProvider extends FileSystemProvider {
    private static final AtomicReference<@Nullable FaultyFileSystem> CANARY = new AtomicReference<>();

    private final FaultyFileSystem fileSystem;

    /**
     * Made by the JVM.
     *
     * @param original the provider of the platform
     */
    public CanaryProvider(FileSystemProvider original) {
        fileSystem = FaultyFileSystem.of(original.getFileSystem(URI.create("file:///")));
        CANARY.set(fileSystem);
    }

    private static FaultyFileSystem canary() {
        return Objects.requireNonNull(CANARY.get(), "the JVM has another default provider");
    }

    static void wake() {
        canary().startRecording();
    }

    static List<CallKind> song() {
        return canary().calls().stream().map(BackendCall::kind).toList();
    }

    private FileSystemProvider provider() {
        return fileSystem.provider();
    }

    @Override
    public String getScheme() {
        return provider().getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return provider().newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return provider().getPath(uri);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return provider().newByteChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return provider().newDirectoryStream(directory, filter);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        provider().createDirectory(directory, attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        provider().delete(path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        provider().copy(source, target, options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        provider().move(source, target, options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return provider().isSameFile(path, other);
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return provider().isHidden(path);
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return provider().getFileStore(path);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        provider().checkAccess(path, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return provider().getFileAttributeView(path, type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return provider().readAttributes(path, type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return provider().readAttributes(path, attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        provider().setAttribute(path, attribute, value, options);
    }
}
