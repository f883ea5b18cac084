package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
                Files.writeString(zip.getPath("/d/clip"), "0123456789".repeat(100));
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
                assertThat(guest.pread(fd, 9, 997)).isEqualTo("789");
                assertThat(guest.read(fd, 6)).isEqualTo("456789");
                assertThat(guest.stat(fd)).isEqualTo(guest.stat("in/d/clip"));
                assertThat(guest.names("in/d")).containsExactly("clip");
                expectRandomReads(guest, fd, "0123456789".repeat(100).getBytes(US_ASCII));
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
            expectRandomReads(guest, fd, Files.readAllBytes(modules.resolve("java/lang/Object.class")));
            assertThat(guest.stat("java/lang").inode())
                    .isEqualTo(guest.stat("java/lang").inode());
            assertThat(guest.tryOpen("new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryMkdir("new")).isEqualTo(Errno.ROFS);
            guest.createFile("tmp/f", "scratch");
        }
    }

    /** Forwards, backwards, at the end and past it: also where channels cannot seek. */
    private static void expectRandomReads(Guest guest, int fd, byte[] content) {
        for (int at : new int[] {content.length - 5, 0, 700, 300, content.length - 1}) {
            guest.seek(fd, at);
            assertThat(guest.readBytes(fd, 10))
                    .isEqualTo(Arrays.copyOfRange(content, at, Math.min(content.length, at + 10)));
        }
        for (long past : new long[] {content.length, content.length + 1L, 1L << 33}) {
            guest.seek(fd, past);
            assertThat(guest.read(fd, 10)).isEmpty();
        }
    }
}
