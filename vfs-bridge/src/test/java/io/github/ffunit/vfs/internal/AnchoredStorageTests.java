package io.github.ffunit.vfs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made below the root is made in it under a hidden name: no guest sees that, whatever comes of it. */
class AnchoredStorageTests {
    private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

    private Path root;
    private Path directory;
    private Storage storage;

    @BeforeEach
    void furnish(@TempDir Path temporary) throws IOException {
        root = temporary.toRealPath();
        directory = Files.createDirectories(root.resolve("d/e"));
        Files.writeString(directory.resolve("file"), "content");
        Files.setLastModifiedTime(root, OLD);
        storage = new AnchoredStorage(root);
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void nothingIsLeftInTheRoot() throws IOException {
        storage.createDirectory(directory.resolve("new"));
        storage.createSymbolicLink(directory.resolve("link"), Path.of("text"));
        storage.createLink(directory.resolve("second"), directory.resolve("file"));
        assertThat(directory.resolve("new")).isDirectory();
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).hasToString("text");
        assertThat(directory.resolve("second")).hasContent("content");
        assertThat(names()).containsExactly("d");
        assertThat(Files.getLastModifiedTime(root)).isEqualTo(OLD);
    }

    @Test
    void whatIsThereIsNotReplaced() throws IOException {
        Path file = directory.resolve("file");
        assertThatThrownBy(() -> storage.createDirectory(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> storage.createSymbolicLink(file, Path.of("text")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> storage.move(directory.resolve("file"), directory.resolve("file")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("content");
        assertThat(names()).containsExactly("d");
        assertThat(Files.getLastModifiedTime(root)).isEqualTo(OLD);
    }

    @Test
    void whatIsToBeReplacedIs() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "other");
        storage.move(other, directory.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(directory.resolve("file")).hasContent("other");
        assertThat(other).doesNotExist();
    }

    @Test
    void anotherBridgeInTheSameDirectoryIsNotInTheWay() throws IOException {
        Files.createDirectory(root.resolve(".ffunit-new-0"));
        Files.writeString(root.resolve(".ffunit-new-1"), "theirs");
        storage.createDirectory(directory.resolve("new"));
        assertThat(directory.resolve("new")).isDirectory();
        assertThat(root.resolve(".ffunit-new-0")).isDirectory();
        assertThat(root.resolve(".ffunit-new-1")).hasContent("theirs");
        assertThat(names()).hasSize(3);
    }

    @Test
    void whatCannotBeLinkedLeavesNothing() throws IOException {
        assertThatThrownBy(() -> storage.createLink(directory.resolve("new"), directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(names()).containsExactly("d");
    }

    @Test
    void noLinkOnTheWayIsFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("way"), Path.of("d"));
        Path through = root.resolve("way/e/file");
        assertThat(through).exists();
        assertThatThrownBy(() -> storage.attributes(through)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.delete(through)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.createDirectory(root.resolve("way/new")))
                .isInstanceOf(IOException.class);
        assertThat(directory.resolve("file")).hasContent("content");
        assertThat(names()).containsExactlyInAnyOrder("d", "way");
    }

    private long links(String name) throws IOException {
        Path path = directory.resolve(name);
        return storage.links(path, storage.attributes(path));
    }

    @Test
    void aCountOfAnotherFileIsNotGiven() throws IOException {
        Path file = directory.resolve("file");
        BasicFileAttributes attributes = storage.attributes(file);
        Files.move(file, directory.resolve("aside"));
        Files.writeString(file, "another");
        assertThatThrownBy(() -> storage.links(file, attributes))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("another process");
    }

    @Test
    void countsTheNamesOfAFileAndOfALink() throws IOException {
        storage.createLink(directory.resolve("second"), directory.resolve("file"));
        storage.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        assertThat(links("file")).isEqualTo(2);
        assertThat(links("link")).isEqualTo(1);
    }

    @Test
    void setsTheTimesOfALinkAndNotOfWhatItLeadsTo() throws IOException {
        Path link = storage.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        storage.setTimes(link, OLD, OLD);
        assertThat(Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS)).isEqualTo(OLD);
        assertThat(Files.getLastModifiedTime(directory.resolve("file"))).isNotEqualTo(OLD);
    }

    @Test
    void deletesDirectoriesAndFiles() throws IOException {
        storage.delete(directory.resolve("file"));
        storage.delete(directory);
        assertThat(root.resolve("d")).isEmptyDirectory();
    }
}
