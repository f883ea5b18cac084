package io.github.ffunit.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedDirectoryTests {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private Path archive;

    @BeforeEach
    void makeArchive(@TempDir Path folder) throws IOException {
        archive = folder.resolve("a.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.writeString(zip.getPath("/kept"), "kept");
            Files.setLastModifiedTime(zip.getPath("/kept"), LONG_AGO);
            Files.writeString(zip.getPath("/patched"), "....payload");
            Files.writeString(zip.getPath("/removed"), "removed");
            Files.createDirectories(zip.getPath("/d/deep"));
            Files.writeString(zip.getPath("/d/deep/file"), "deep");
            Files.createDirectory(zip.getPath("/becomesFile"));
            Files.writeString(zip.getPath("/becomesDirectory"), "");
        }
    }

    @Test
    void guestWorksOnAZipFile_asOnADisk() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                StagedDirectory staged = StagedDirectory.of(zip.getPath("/"))) {
            try (VfsBridge bridge = VfsBridge.builder().root(staged.directory()).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("patched", 0, Guest.READ | Guest.WRITE);
                guest.write(fd, "head");
                guest.close(fd);
                guest.rename("d", "e");
                guest.unlink("removed");
                guest.createFile("new", "new");
                assertThat(guest.tryRmdir("becomesFile")).isEqualTo(Errno.SUCCESS);
                guest.createFile("becomesFile", "file");
                guest.unlink("becomesDirectory");
                guest.mkdir("becomesDirectory");
            }
            assertThat(contents(zip)).containsEntry("/patched", "....payload").containsEntry("/removed", "removed");
            staged.writeBack();
            staged.writeBack();
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            assertThat(contents(zip))
                    .isEqualTo(new TreeMap<>(Map.of(
                            "/kept", "kept",
                            "/patched", "headpayload",
                            "/new", "new",
                            "/e", "directory",
                            "/e/deep", "directory",
                            "/e/deep/file", "deep",
                            "/becomesFile", "file",
                            "/becomesDirectory", "directory")));
            assertThat(Files.getLastModifiedTime(zip.getPath("/kept"))).isEqualTo(LONG_AGO);
        }
    }

    @Test
    void whatIsNotWrittenBack_leavesTheSourceAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(archive);
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                StagedDirectory staged = StagedDirectory.of(zip.getPath("/"))) {
            Files.writeString(staged.directory().resolve("new"), "new");
        }
        assertThat(Files.readAllBytes(archive)).isEqualTo(before);
    }

    @Test
    void linkInAFileSystemWithoutLinks_isRefusedByName_andTheRestCanBeWrittenLater() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive);
                StagedDirectory staged = StagedDirectory.of(zip.getPath("/"))) {
            Path link = staged.directory().resolve("link");
            Files.createSymbolicLink(link, staged.directory().getFileSystem().getPath("kept"));
            Files.writeString(staged.directory().resolve("zzz"), "last");
            assertThatThrownBy(staged::writeBack)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("/link")
                    .hasMessageContaining("no symbolic links");
            Files.delete(link);
            staged.writeBack();
            assertThat(Files.readString(zip.getPath("/zzz"))).isEqualTo("last");
        }
    }

    @Test
    void linksAreStagedAndWrittenBack_whereThereAreLinks() throws IOException {
        try (FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix())) {
            Path source = Files.createDirectory(fileSystem.getPath("/source"));
            Files.createSymbolicLink(source.resolve("same"), fileSystem.getPath("a/b"));
            Files.createSymbolicLink(source.resolve("other"), fileSystem.getPath("a"));
            try (StagedDirectory staged = StagedDirectory.of(source)) {
                Path other = staged.directory().resolve("other");
                Files.delete(other);
                Files.createSymbolicLink(other, other.getFileSystem().getPath("c"));
                staged.writeBack();
            }
            assertThat(Files.readSymbolicLink(source.resolve("same"))).hasToString("a/b");
            assertThat(Files.readSymbolicLink(source.resolve("other"))).hasToString("c");
        }
    }

    @Test
    void aFileCannotBeStaged() {
        assertThatThrownBy(() -> StagedDirectory.of(archive)).isInstanceOf(NotDirectoryException.class);
    }

    private static SortedMap<String, String> contents(FileSystem zip) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.skip(1).toList()) {
                String name = entry.toString().replaceAll("/$", "");
                contents.put(name, Files.isDirectory(entry) ? "directory" : Files.readString(entry));
            }
        }
        return contents;
    }
}
