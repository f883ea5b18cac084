package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.DIRECTORY;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several directories under one root, some read-only. */
class MountTests {
    private FileSystem other;
    private Path directory;

    @BeforeEach
    void makeOther() throws IOException {
        other = Backend.newJimfs();
        directory = Files.createDirectories(other.getPath("/data/clips"));
        Files.writeString(directory.resolve("clip"), "clip");
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("link"), other.getPath("clip"));
    }

    @AfterEach
    void closeOther() throws IOException {
        other.close();
    }

    @EveryBackend
    void readOnlyMount_isRead_andEveryChangeIsRofs(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.mountReadOnly("/in", directory));
        guest.createFile("f", "");
        assertThat(guest.readAll("in/clip")).isEqualTo("clip");
        assertThat(guest.names("in")).containsExactly("clip", "link", "sub");
        assertThat(guest.tryOpen("in/clip", 0, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen("in/clip", TRUNC, READ)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen("in/new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryMkdir("in/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRmdir("in/sub")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryUnlink("in/clip")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("in/clip", "in/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("in/clip", "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("f", "in/f")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryLink("in/clip", "in/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySymlink("x", "in/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes("in/clip", 0, 1, 1, 5)).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes(guest.open("in/clip", 0, READ), 1, 1, 5)).isEqualTo(Errno.ROFS);
        assertThat(directory.resolve("clip")).hasContent("clip");
    }

    @EveryBackend
    void mounts_areListed_crossedByPaths_andKeptApart(Sandbox sandbox) throws IOException {
        Guest guest =
                sandbox.reopen(builder -> builder.mount("/a/b/c", directory).mount("/in", directory));
        guest.createFile("f", "abc");
        assertThat(guest.names(".")).containsExactly("a", "dev", "f", "in", "tmp");
        assertThat(guest.names("a")).containsExactly("b");
        assertThat(guest.readAll("a/b/c/clip")).isEqualTo("clip");
        assertThat(guest.readAll("a/b/c/../../../in/link")).isEqualTo("clip");
        assertThat(guest.tryOpen("a/new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("f", "in/f")).isEqualTo(Errno.XDEV);
        assertThat(guest.tryRename("in/clip", "a/b/c/clip2")).isEqualTo(Errno.XDEV);
        assertThat(guest.tryRmdir("in")).isEqualTo(Errno.BUSY);
        assertThat(guest.tryRename("a", "z")).isEqualTo(Errno.BUSY);
        guest.createFile("in/made", "made");
        assertThat(directory.resolve("made")).hasContent("made");
    }

    @EveryBackend
    void mountInADirectoryOfTheRoot_leavesItsOtherContentWritable(Sandbox sandbox) throws IOException {
        Files.createDirectory(sandbox.root().resolve("a"));
        Guest guest = sandbox.reopen(builder -> builder.mount("/a/in", directory));
        guest.createFile("a/f", "abc");
        assertThat(guest.names("a")).containsExactly("f", "in");
        assertThat(guest.tryRename("a", "z")).isEqualTo(Errno.BUSY);
        assertThat(guest.tryRmdir("a")).isEqualTo(Errno.BUSY);
        int fd = guest.open("a", DIRECTORY, 0);
        assertThat(guest.tryOpen(fd, "in/clip", 0, 0, READ, 0)).isEqualTo(Errno.SUCCESS);
    }

    @EveryBackend
    void guestPath_isThatOfTheNearestMount(Sandbox sandbox) throws IOException {
        sandbox.reopen(builder -> builder.mount("/in", directory).mountReadOnly("/deep/sub", directory.resolve("sub")));
        VfsBridge bridge = sandbox.bridge();
        assertThat(bridge.guestPath(sandbox.root())).contains("/");
        assertThat(bridge.guestPath(sandbox.root().resolve("x/y"))).contains("/x/y");
        assertThat(bridge.guestPath(sandbox.root().resolve("x/../y"))).contains("/y");
        assertThat(bridge.guestPath(directory)).contains("/in");
        assertThat(bridge.guestPath(directory.resolve("clip"))).contains("/in/clip");
        assertThat(bridge.guestPath(directory.resolve("sub/x"))).contains("/deep/sub/x");
        assertThat(bridge.guestPath(other.getPath("/data"))).isEmpty();
        assertThat(bridge.guestPath(sandbox.root().resolve("in/x")))
                .as("covered")
                .isEmpty();
        assertThat(bridge.guestPath(sandbox.root().resolve("tmp/x")))
                .as("covered")
                .isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // passing null is the point
    void builder_refusesWhatCannotBe() {
        VfsBridgeBuilder builder = VfsBridge.builder().mount("/in", directory);
        assertThatIllegalStateException().isThrownBy(builder::open).withMessageContaining("root(directory)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.mount("/in", directory))
                .withMessageContaining("guestPath [/in] is already a mount");
        for (String path : new String[] {"", "/", "in", "/in/", "/a//b", "/a/../b", "/."}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.mount(path, directory))
                    .withMessageContaining("guestPath [" + path + "] must be absolute");
        }
        for (String path : new String[] {"/tmp", "/dev", "/dev/x"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.mount(path, directory))
                    .withMessageContaining("scratch(directory)");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.root(directory.resolve("clip")))
                .withMessageContaining("directory [/data/clips/clip]");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.device("null", GuestOutput.discarding()));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxOpenFiles(3));
        assertThatNullPointerException().isThrownBy(() -> builder.root(null)).withMessage("directory");
    }
}
