package io.github.ffunit.contract;

import com.github.robtimus.filesystems.memory.MemoryFileSystemProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.tests.mockfile.FilterPath;
import org.apache.lucene.tests.mockfile.WindowsFS;
import org.apache.sshd.common.file.root.RootedFileSystem;
import org.apache.sshd.common.file.root.RootedFileSystemProvider;

/** File systems of others, with what they are known to do otherwise: docs/verdicts.md is about them. */
final class Strangers {
    private static final RootSource FOLDERS = RootSource.temporaryFolders();

    private Strangers() {}

    static List<Subject> all() {
        return List.of(memoryFs(), sshdRooted(), luceneWindows());
    }

    /** One store for the whole process, so a root is taken back by emptying it. */
    static Subject memoryFs() {
        FileSystem memory = new MemoryFileSystemProvider().getFileSystem(URI.create("memory:/"));
        RootSource roots = new RootSource() {
            @Override
            public Path open() throws IOException {
                return Files.createDirectory(memory.getPath("/root"));
            }

            @Override
            public void discard(Path root) {
                MemoryFileSystemProvider.clear();
            }
        };
        Subject subject = Subject.of("memory-fs", roots).without(Capability.LINK_COUNTS, Capability.VERBATIM_LINK_TEXT);
        subject = known(
                subject,
                "an open for writing empties the file",
                "A08 B06 B08 C03 C05 C08 E03 E04 E06 I08 J02 J10 O02 P01 P07");
        return known(subject, "two names of one file have two numbers, as there is no file key", "G03 K01 K04");
    }

    /** A temporary folder, shown as a file system of its own. */
    static Subject sshdRooted() {
        RootSource roots = new RootSource() {
            @Override
            public Path open() throws IOException {
                return new RootedFileSystemProvider()
                        .newFileSystem(FOLDERS.open(), Map.of())
                        .getPath("/");
            }

            @Override
            public void discard(Path root) throws IOException {
                FOLDERS.discard(((RootedFileSystem) root.getFileSystem()).getRoot());
            }
        };
        Subject subject = Subject.of("sshd-rooted", roots).without(Capability.VERBATIM_LINK_TEXT);
        return known(subject, "makes no link whose text leads up and out", "A10 G04 K06 K07 K10 L04 L07 M01");
    }

    /** A temporary folder where open files are held fast, as on Windows. */
    static Subject luceneWindows() {
        RootSource roots = new RootSource() {
            @Override
            public Path open() throws IOException {
                return new WindowsFS(FileSystems.getDefault()).wrapPath(FOLDERS.open());
            }

            @Override
            public void discard(Path root) throws IOException {
                FOLDERS.discard(FilterPath.unwrap(root));
            }
        };
        Subject subject =
                Subject.of("lucene-windows", roots).without(Capability.ARBITRARY_NAMES, Capability.VERBATIM_LINK_TEXT);
        subject = known(
                subject,
                "an open file can be neither removed nor renamed",
                "F06 G05 G12 I08 J02 J10 K01 N06 P01 P06 P09");
        return known(subject, "a link to nothing cannot be renamed", "J07");
    }

    /**
     * Declares deviations of one reason.
     *
     * @param ids with blanks between them
     */
    private static Subject known(Subject subject, String reason, String ids) {
        Subject all = subject;
        for (String id : List.of(ids.split(" "))) {
            all = all.known(id, reason);
        }
        return all;
    }
}
