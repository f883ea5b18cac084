package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/** A directory stream in front of another. Each step and the end may fail. */
final class FaultyDirectoryStream implements DirectoryStream<Path> {
    private final FaultyFileSystem fileSystem;
    private final Path directory;
    private final DirectoryStream<Path> behind;
    private final AtomicBoolean closed = new AtomicBoolean();

    FaultyDirectoryStream(FaultyFileSystem fileSystem, Path directory, DirectoryStream<Path> behind) {
        this.fileSystem = fileSystem;
        this.directory = directory;
        this.behind = behind;
    }

    @Override
    public Iterator<Path> iterator() {
        Iterator<Path> entries = behind.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                step();
                return entries.hasNext();
            }

            @Override
            public Path next() {
                return new FaultyPath(fileSystem, entries.next());
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }

    private void step() {
        try {
            fileSystem.injector().before(CallKind.LIST_NEXT, directory);
        } catch (IOException e) {
            throw new DirectoryIteratorException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                behind.close();
            } finally {
                fileSystem.injector().before(CallKind.CLOSE, directory);
            }
        }
    }
}
