package io.github.ffunit.contract;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A file system whose every call a {@link Hook} sees first. Its paths are stand-ins for those of the file system behind it. */
final class HookedFileSystem extends FileSystem {
    private final FileSystem delegate;
    private final HookedProvider provider;

    HookedFileSystem(FileSystem delegate, HookedProvider provider) {
        this.delegate = delegate;
        this.provider = provider;
    }

    /** A path of any file system, whose calls the hook sees from now on. */
    static Path hook(Path path, Hook hook) {
        FileSystem delegate = path.getFileSystem();
        return new HookedProvider(delegate.provider(), hook).wrap(delegate).wrap(path);
    }

    FileSystem delegate() {
        return delegate;
    }

    /** A path of the file system behind, as one of this. */
    Path wrap(Path path) {
        return (Path) Proxy.newProxyInstance(
                HookedFileSystem.class.getClassLoader(),
                new Class<?>[] {Wrapped.class},
                (proxy, method, arguments) -> invoke((Path) proxy, path, method, arguments));
    }

    /** Marks our paths, and leads to the one behind. */
    interface Wrapped extends Path {
        Path behind();
    }

    static Path unwrap(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.behind() : path;
    }

    @SuppressWarnings("NullAway") // reflection gives null for no arguments
    private Object invoke(Path proxy, Path path, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("behind")) {
            return path;
        }
        if (name.equals("getFileSystem")) {
            return this;
        }
        if (name.equals("iterator")) {
            return wrapAll(path);
        }
        if (name.equals("toRealPath")) {
            provider.before(name);
        }
        Object[] behind = arguments == null
                ? new Object[0]
                : Arrays.stream(arguments)
                        .map(argument -> argument instanceof Path other ? unwrap(other) : argument)
                        .toArray();
        try {
            Object result = method.invoke(path, behind);
            if (result == path) {
                return proxy;
            }
            return result instanceof Path made ? wrap(made) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Iterator<Path> wrapAll(Iterable<Path> paths) {
        return StreamSupport.stream(paths.spliterator(), false).map(this::wrap).iterator();
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }

    @Override
    public boolean isOpen() {
        return delegate.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return delegate.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return delegate.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return () -> wrapAll(delegate.getRootDirectories());
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return delegate.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return delegate.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(delegate.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = delegate.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return delegate.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return delegate.newWatchService();
    }
}
