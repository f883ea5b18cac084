package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** File systems that cannot be written, and know no links and no file keys. */
class ReadOnlyFileSystemTests {
    @Test
    void zipArchive_mounted_isReadLikeADirectory() throws IOException {
        try (FileSystem memory = Backend.newJimfs()) {
            Path archive = memory.getPath("/clips.zip");
            try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
                Files.createDirectory(zip.getPath("/d"));
                Files.writeString(zip.getPath("/d/clip"), "0123456789");
            }
            Path root = Files.createDirectory(memory.getPath("/root"));
            try (FileSystem zip = FileSystems.newFileSystem(archive);
                    VfsBridge bridge = VfsBridge.builder()
                            .root(root)
                            .mountReadOnly("/in", zip.getPath("/"))
                            .open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("in/d/clip", 0, READ);
                assertThat(guest.read(fd, 4)).isEqualTo("0123");
                assertThat(guest.pread(fd, 9, 7)).isEqualTo("789");
                assertThat(guest.read(fd, 99)).isEqualTo("456789");
                assertThat(guest.stat(fd)).isEqualTo(guest.stat("in/d/clip"));
                assertThat(guest.names("in/d")).containsExactly("clip");
                assertThat(guest.tryOpen("in/d/clip", TRUNC, WRITE)).isEqualTo(Errno.ROFS);
                assertThat(guest.tryOpen("in/d/clip/x", CREAT, WRITE)).isEqualTo(Errno.NOTDIR);
                assertThat(bridge.guestPath(zip.getPath("/d/clip"))).contains("/in/d/clip");
            }
        }
    }

    @Test
    void runtimeImage_asRoot_isReadOnlyByItself() throws IOException {
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        try (VfsBridge bridge = VfsBridge.builder().root(modules).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.open("java/lang/Object.class", 0, READ);
            assertThat(guest.readBytes(fd, 4)).containsExactly(0xCA, 0xFE, 0xBA, 0xBE);
            assertThat(guest.stat("java/lang").inode())
                    .isEqualTo(guest.stat("java/lang").inode());
            assertThat(guest.tryOpen("new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryMkdir("new")).isEqualTo(Errno.ROFS);
            guest.createFile("tmp/f", "scratch");
        }
    }
}
