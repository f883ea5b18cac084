package io.github.ffunit.internal.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The folder on the host for what is kept of one test. It is made when something is kept. Thread-safe.
 */
public final class TestFolder {

    private final TestIdentity test;
    private final Path path;
    private final AtomicBoolean used = new AtomicBoolean();

    /**
     * Names the folder {@code CLASS/METHOD}.
     *
     * @param reports the folder of all tests
     * @param test whose it is
     */
    public TestFolder(Path reports, TestIdentity test) {
        this.test = test;
        this.path = reports.resolve(test.className()).resolve(test.name());
    }

    /** Removes what an earlier run of the test left. */
    public void clear() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove [%s], which an earlier run left".formatted(path), e);
        }
    }

    /** {@return whose it is} */
    public TestIdentity test() {
        return test;
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /** {@return whether there is anything in it} */
    public boolean isUsed() {
        return used.get();
    }

    /** The place for a file of that name, in folders that exist. */
    Path place(String name) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        used.set(true);
        return file;
    }

    /**
     * Keeps a file.
     *
     * @param name relative, with slashes
     * @param content all of it
     * @return where it is
     * @throws IOException if it cannot be written
     */
    public Path write(String name, byte[] content) throws IOException {
        return Files.write(place(name), content);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
