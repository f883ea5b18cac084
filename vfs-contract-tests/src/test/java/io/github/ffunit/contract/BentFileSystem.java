package io.github.ffunit.contract;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file system over another one that makes one mistake: one method of its provider, or of the channels or attributes that it
 * gives out, is done in another way. Paths are those of the file system behind, in a shell that leads here. For what the bridge
 * calls, and the rules; not for all that {@code java.nio.file.Files} offers.
 */
final class BentFileSystem extends FileSystem {
    private final FileSystem behind;
    private final Bend<FileSystemProvider> provider;
    private final Bend<SeekableByteChannel> channels;
    private final Bend<BasicFileAttributes> attributes;

    /**
     * One method done in another way.
     *
     * @param method its name; empty to leave all as they are
     */
    record Bend<T>(String method, Mistake<T> mistake) {
        static <T> Bend<T> none() {
            return new Bend<>("", (real, arguments) -> {
                throw new IllegalStateException("nothing is bent");
            });
        }

        /** Calls a method of the thing behind, or makes the mistake. */
        @Nullable
        Object call(T real, Method called, Object... arguments) throws Exception {
            if (called.getName().equals(method)) {
                return mistake.call(real, arguments);
            }
            try {
                return called.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    BentFileSystem(
            FileSystem behind,
            Bend<FileSystemProvider> provider,
            Bend<SeekableByteChannel> channels,
            Bend<BasicFileAttributes> attributes) {
        this.behind = behind;
        this.provider = provider;
        this.channels = channels;
        this.attributes = attributes;
    }

    private static Exception rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) Objects.requireNonNull(cause);
    }

    // ---- shells

    private interface Shell {
        Path inner();
    }

    /** A path of this file system for one of the file system behind. */
    Path wrap(Path inner) {
        Class<?>[] types = {Path.class, Shell.class};
        return (Path) Proxy.newProxyInstance(Shell.class.getClassLoader(), types, (proxy, method, arguments) -> {
            Object[] given = unwrapAll(arguments);
            return switch (method.getName()) {
                case "inner" -> inner;
                case "getFileSystem" -> this;
                case "equals" -> inner.equals(given[0]);
                default -> {
                    try {
                        yield wrapIfPath(method.invoke(inner, given));
                    } catch (InvocationTargetException e) {
                        throw rethrown(e.getCause());
                    }
                }
            };
        });
    }

    private @Nullable Object wrapIfPath(@Nullable Object value) {
        return value instanceof Path path ? wrap(path) : value;
    }

    private static Object unwrap(Object value) {
        return value instanceof Shell shell ? shell.inner() : value;
    }

    private static Object[] unwrapAll(Object @Nullable ... arguments) {
        return arguments == null
                ? new Object[0]
                : Arrays.stream(arguments).map(BentFileSystem::unwrap).toArray();
    }

    private static <T> T proxy(Class<T> type, T real, Bend<T> bend) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> bend.call(real, m, unwrapAll(a))));
    }

    private DirectoryStream<Path> wrapped(DirectoryStream<?> stream) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (stream) {
            stream.forEach(each -> entries.add(wrap((Path) each)));
        }
        return new Listing(entries);
    }

    private record Listing(List<Path> entries) implements DirectoryStream<Path> {
        @Override
        public java.util.Iterator<Path> iterator() {
            return entries.iterator();
        }

        @Override
        public void close() {}
    }

    // ---- the provider

    /** Sends every call, by its name, through the bend. */
    private final class Bent extends FileSystemProvider {
        private @Nullable Object call(String name, Class<?>[] types, Object... arguments) throws IOException {
            try {
                Method method = FileSystemProvider.class.getMethod(name, types);
                return provider.call(behind.provider(), method, unwrapAll(arguments));
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("call [%s] cannot be passed on".formatted(name), e);
            }
        }

        private <T> T value(Class<T> type, String name, Class<?>[] types, Object... arguments) throws IOException {
            return type.cast(Objects.requireNonNull(call(name, types, arguments)));
        }

        private static Class<?>[] types(Class<?>... types) {
            return types;
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... given) throws IOException {
            SeekableByteChannel channel = value(
                    SeekableByteChannel.class,
                    "newByteChannel",
                    types(Path.class, Set.class, FileAttribute[].class),
                    path,
                    options,
                    given);
            return proxy(SeekableByteChannel.class, channel, channels);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            Class<?>[] types = types(Path.class, DirectoryStream.Filter.class);
            return wrapped(value(DirectoryStream.class, "newDirectoryStream", types, path, filter));
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... given) throws IOException {
            call("createDirectory", types(Path.class, FileAttribute[].class), path, given);
        }

        @Override
        public void createSymbolicLink(Path link, Path target, FileAttribute<?>... given) throws IOException {
            call("createSymbolicLink", types(Path.class, Path.class, FileAttribute[].class), link, target, given);
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            call("createLink", types(Path.class, Path.class), link, existing);
        }

        @Override
        public void delete(Path path) throws IOException {
            call("delete", types(Path.class), path);
        }

        @Override
        public Path readSymbolicLink(Path link) throws IOException {
            return wrap(value(Path.class, "readSymbolicLink", types(Path.class), link));
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            call("copy", types(Path.class, Path.class, CopyOption[].class), source, target, options);
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            call("move", types(Path.class, Path.class, CopyOption[].class), source, target, options);
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return value(Boolean.class, "isSameFile", types(Path.class, Path.class), path, other);
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return value(Boolean.class, "isHidden", types(Path.class), path);
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return value(FileStore.class, "getFileStore", types(Path.class), path);
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            call("checkAccess", types(Path.class, AccessMode[].class), path, modes);
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path path, Class<V> type, LinkOption... options) {
            try {
                Class<?>[] types = types(Path.class, Class.class, LinkOption[].class);
                return type.cast(call("getFileAttributeView", types, path, type, options));
            } catch (IOException e) {
                throw new IllegalStateException("a view of [%s] needs no call".formatted(path), e);
            }
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            Class<?>[] types = types(Path.class, Class.class, LinkOption[].class);
            BasicFileAttributes read =
                    value(BasicFileAttributes.class, "readAttributes", types, path, BasicFileAttributes.class, options);
            return type.cast(proxy(BasicFileAttributes.class, read, attributes));
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
            Object read = behind.provider().readAttributes((Path) unwrap(path), names, options);
            return (Map<String, Object>) read;
        }

        @Override
        public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
            Class<?>[] types = types(Path.class, String.class, Object.class, LinkOption[].class);
            call("setAttribute", types, path, name, value, options);
        }

        @Override
        public String getScheme() {
            return behind.provider().getScheme();
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException("one is made by its constructor");
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException("one is made by its constructor");
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException("paths are made by the file system");
        }
    }

    private final Bent bent = new Bent();

    // ---- the file system

    @Override
    public FileSystemProvider provider() {
        return bent;
    }

    @Override
    public void close() throws IOException {
        behind.close();
    }

    @Override
    public boolean isOpen() {
        return behind.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return behind.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return behind.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        List<Path> roots = new ArrayList<>();
        behind.getRootDirectories().forEach(root -> roots.add(wrap(root)));
        return roots;
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return behind.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return behind.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(behind.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        return behind.getPathMatcher(pattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return behind.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return behind.newWatchService();
    }
}
