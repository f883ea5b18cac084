package io.github.ffunit.vfs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Identity of files, above all where the file system gives them no key, as that of Windows. */
class InodeTableTests {
    private final InodeTable table = new InodeTable();

    private record Attributes(@Nullable Object fileKey) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime lastAccessTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime creationTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public boolean isRegularFile() {
            return true;
        }

        @Override
        public boolean isDirectory() {
            return false;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return 0;
        }
    }

    private static final Attributes KEYLESS = new Attributes(null);

    @Test
    void withoutKeysAnOpenFileIsFoundByItsNewNameAlone() {
        Inode inode = table.acquire(Path.of("/d/a"), KEYLESS);
        table.moved(Path.of("/d"), Path.of("/e/f"));
        assertThat(inode.path()).isEqualTo(Path.of("/e/f/a"));
        assertThat(table.find(Path.of("/e/f/a"), KEYLESS)).isSameAs(inode);
        assertThat(table.find(Path.of("/d/a"), KEYLESS)).isNull();
    }

    @Test
    void withoutKeysANumberGoesAlongWithTheName() {
        long file = table.numberOf(Path.of("/d/a"), KEYLESS);
        long neighbour = table.numberOf(Path.of("/da"), KEYLESS);
        table.moved(Path.of("/d"), Path.of("/e"));
        assertThat(table.numberOf(Path.of("/e/a"), KEYLESS)).isEqualTo(file);
        assertThat(table.numberOf(Path.of("/da"), KEYLESS)).isEqualTo(neighbour);
        assertThat(table.numberOf(Path.of("/d/a"), KEYLESS)).isNotIn(file, neighbour, 0L);
    }

    @Test
    void withoutKeysAFileThatWasMovedIsStillReleased() {
        Inode inode = table.acquire(Path.of("/a"), KEYLESS);
        table.moved(Path.of("/a"), Path.of("/b"));
        assertThat(table.release(inode)).isTrue();
        assertThat(table.find(Path.of("/b"), KEYLESS)).isNull();
    }

    @Test
    void withKeysANameIsNothingToTheNumber() {
        Attributes attributes = new Attributes("key");
        long number = table.numberOf(Path.of("/a"), attributes);
        table.moved(Path.of("/a"), Path.of("/b"));
        assertThat(table.numberOf(Path.of("/b"), attributes)).isEqualTo(number);
        assertThat(table.numberOf(Path.of("/c"), attributes)).isEqualTo(number);
        assertThat(table.numberOf(Path.of("/a"), new Attributes("other"))).isNotEqualTo(number);
    }

    @Test
    void numbersOfTheFileSystemAreBelieved() {
        assertThat(table.numberOf(Path.of("/a"), new Attributes(41))).isEqualTo(42);
    }

    @Test
    void whatIsForgottenForGoodGetsANewNumber() {
        Attributes attributes = new Attributes("key");
        Inode inode = table.acquire(Path.of("/a"), attributes);
        long number = table.numberOf(Path.of("/a"), attributes);
        table.forget(inode, false);
        assertThat(table.find(Path.of("/a"), attributes)).isNull();
        assertThat(table.numberOf(Path.of("/a"), attributes)).isEqualTo(number);
        table.forget(inode, true);
        assertThat(table.numberOf(Path.of("/a"), attributes)).isNotEqualTo(number);
    }

    @Test
    void theLastUserIsTold() {
        Attributes attributes = new Attributes("key");
        Inode inode = table.acquire(Path.of("/a"), attributes);
        assertThat(table.acquire(Path.of("/b"), attributes)).isSameAs(inode);
        assertThat(table.release(inode)).isFalse();
        assertThat(table.find(Path.of("/a"), attributes)).isSameAs(inode);
        assertThat(table.release(inode)).isTrue();
        assertThat(table.find(Path.of("/a"), attributes)).isNull();
    }
}
