package io.github.ffunit.ffmpeg.conformance;

import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
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
 * A default file system provider that remembers who touched it; the JVM makes it, by name. All it does is to give the JVM its
 * file system: paths have a provider of their own, so that no call arrives here.
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

    /** What was asked of the host since it is awake. */
    static List<BackendCall> song() {
        return canary().calls();
    }

    @Override
    public String getScheme() {
        return "file";
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.provider().getPath(uri);
    }

    private static UnsupportedOperationException misled() {
        return new UnsupportedOperationException("a path of the default file system has another provider");
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw misled();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
        throw misled();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) {
        throw misled();
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw misled();
    }

    @Override
    public void delete(Path path) {
        throw misled();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw misled();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw misled();
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        throw misled();
    }

    @Override
    public boolean isHidden(Path path) {
        throw misled();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw misled();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) {
        throw misled();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        throw misled();
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) {
        throw misled();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw misled();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw misled();
    }
}
