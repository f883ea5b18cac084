package io.github.ffunit.contract;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Makes directories to test in: a fresh one for each rule, so that no rule sees what another has left. */
@FunctionalInterface
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface RootSource {
    /**
     * Returns a directory, empty if it can be written.
     *
     * @return an existing directory of any file system; the suite {@linkplain #discard discards} it after one rule
     * @throws IOException if there is none; the rule fails with it
     */
    Path open() throws IOException;

    /**
     * Takes a directory back: deletes what is in it and itself if it is on the default file system, else closes its
     * file system.
     *
     * @param root from {@link #open}
     * @throws IOException if that fails; the rule fails with it
     */
    default void discard(Path root) throws IOException {
        if (root.getFileSystem() != FileSystems.getDefault()) {
            root.getFileSystem().close();
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** {@return new temporary folders of the default file system} */
    static RootSource temporaryFolders() {
        return () -> Files.createTempDirectory("vfs-contract");
    }

    /**
     * Returns one directory over and over, for file systems that cannot be written.
     *
     * @param directory an existing one; never closed or deleted
     * @return a source of it
     */
    static RootSource shared(Path directory) {
        return new RootSource() {
            @Override
            public Path open() {
                return directory;
            }

            @Override
            public void discard(Path root) {}
        };
    }
}
