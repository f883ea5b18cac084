package io.github.ffunit.contract;

import static io.github.ffunit.contract.HookedFileSystem.unwrap;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes all calls on to another provider, after a {@link Hook} has seen them. */
final class HookedProvider extends FileSystemProvider {
    private final FileSystemProvider delegate;
    private final Hook hook;
    private @Nullable HookedFileSystem only;

    HookedProvider(FileSystemProvider delegate, Hook hook) {
        this.delegate = delegate;
        this.hook = hook;
    }

    final void before(String call) throws IOException {
        hook.before(call);
    }

    final synchronized HookedFileSystem wrap(FileSystem fileSystem) {
        HookedFileSystem known = only;
        if (known == null) {
            known = new HookedFileSystem(fileSystem, this);
            only = known;
        }
        return known;
    }

    private Path wrap(Path path) {
        return wrap(path.getFileSystem()).wrap(path);
    }

    @Override
    public String getScheme() {
        return delegate.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
        return delegate.newFileSystem(uri, env);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return wrap(delegate.getFileSystem(uri));
    }

    @Override
    public Path getPath(URI uri) {
        return wrap(delegate.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        before("newByteChannel");
        return new HookedChannel(delegate.newByteChannel(unwrap(path), options, attributes), hook);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        throw new UnsupportedOperationException("only byte channels, which the hook sees");
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        before("newDirectoryStream");
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = delegate.newDirectoryStream(unwrap(directory), filter)) {
            stream.forEach(entry -> entries.add(wrap(entry)));
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> left = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return left.hasNext();
                    }

                    @Override
                    public Path next() {
                        try {
                            before("nextEntry");
                        } catch (IOException e) {
                            throw new DirectoryIteratorException(e);
                        }
                        return left.next();
                    }
                };
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        before("createDirectory");
        delegate.createDirectory(unwrap(path), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        before("createSymbolicLink");
        delegate.createSymbolicLink(unwrap(link), unwrap(target), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        before("createLink");
        delegate.createLink(unwrap(link), unwrap(existing));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        before("readSymbolicLink");
        return wrap(delegate.readSymbolicLink(unwrap(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        before("delete");
        delegate.delete(unwrap(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        before("copy");
        delegate.copy(unwrap(source), unwrap(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        before("move");
        delegate.move(unwrap(source), unwrap(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        before("isSameFile");
        return delegate.isSameFile(unwrap(path), unwrap(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        before("isHidden");
        return delegate.isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        before("getFileStore");
        return delegate.getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        before("checkAccess");
        delegate.checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return delegate.getFileAttributeView(unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        before("readAttributes");
        return delegate.readAttributes(unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        before("readAttributes");
        return delegate.readAttributes(unwrap(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        before("setAttribute");
        delegate.setAttribute(unwrap(path), attribute, value, options);
    }
}
