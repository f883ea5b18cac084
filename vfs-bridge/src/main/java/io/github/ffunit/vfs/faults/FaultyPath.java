package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A path of the faulty file system: the same names as the one behind it. */
final class FaultyPath implements Path {
    private final FaultyFileSystem fileSystem;
    private final Path behind;

    FaultyPath(FaultyFileSystem fileSystem, Path behind) {
        this.fileSystem = fileSystem;
        this.behind = behind;
    }

    Path behind() {
        return behind;
    }

    private Path wrap(Path path) {
        return path.equals(behind) ? this : new FaultyPath(fileSystem, path);
    }

    private @Nullable Path wrapOrNull(@Nullable Path path) {
        return path == null ? null : wrap(path);
    }

    private Path unwrap(Path path) {
        Objects.requireNonNull(path, "path");
        if (path instanceof FaultyPath ours && ours.fileSystem == fileSystem) {
            return ours.behind;
        }
        throw new ProviderMismatchException("path [%s] belongs to [%s]: use a path of the same faulty file system"
                .formatted(path, path.getFileSystem()));
    }

    private boolean isOurs(Path path) {
        return path instanceof FaultyPath ours && ours.fileSystem == fileSystem;
    }

    @Override
    public FaultyFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return behind.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrapOrNull(behind.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrapOrNull(behind.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrapOrNull(behind.getParent());
    }

    @Override
    public int getNameCount() {
        return behind.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return wrap(behind.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return wrap(behind.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return isOurs(other) && behind.startsWith(unwrap(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return isOurs(other) && behind.endsWith(unwrap(other));
    }

    @Override
    public Path normalize() {
        return wrap(behind.normalize());
    }

    @Override
    public Path resolve(Path other) {
        // An absolute path stands for itself, of whatever file system it is.
        return other.isAbsolute() ? other : wrap(behind.resolve(unwrap(other)));
    }

    @Override
    public Path relativize(Path other) {
        return wrap(behind.relativize(unwrap(other)));
    }

    @Override
    public URI toUri() {
        return behind.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return wrap(behind.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        fileSystem.injector().before(CallKind.TO_REAL_PATH, this);
        return wrap(behind.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return behind.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return behind.compareTo(unwrap(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FaultyPath path && path.fileSystem == fileSystem && path.behind.equals(behind);
    }

    @Override
    public int hashCode() {
        return behind.hashCode();
    }

    @Override
    public String toString() {
        return behind.toString();
    }
}
