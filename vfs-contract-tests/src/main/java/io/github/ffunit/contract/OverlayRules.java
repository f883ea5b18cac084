package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Section M, first part: the scratch folder, and what mounts do to the names around them. */
final class OverlayRules {
    private static final long MIB = 1L << 20;

    @Rule(
            id = "M01",
            says = "/tmp is empty for each guest, can be written, and shows nothing of a directory of its name.",
            source = "AF TestTmpIsolation",
            needs = WRITABLE)
    void coversADirectory(World world) throws IOException {
        Path covered = Files.createDirectory(world.root().resolve("tmp"));
        Files.writeString(covered.resolve("covered"), "covered");
        SortedMap<String, String> before = Tree.of(world.root());
        Guest guest = world.reopen(builder -> builder);
        assertThat(guest.names("tmp")).isEmpty();
        assertThat(guest.tryOpen("tmp/covered", 0, READ)).isEqualTo(Errno.NOENT);
        guest.createFile("tmp/covered", "mine");
        guest.mkdir("tmp/d");
        guest.rename("tmp/covered", "tmp/d/moved");
        assertThat(guest.readAll("tmp/d/moved")).isEqualTo("mine");
        assertThat(Tree.of(world.root())).isEqualTo(before);
        assertThat(world.reopen(builder -> builder).names("tmp"))
                .as("of the next guest")
                .isEmpty();
    }

    @Rule(
            id = "M01",
            says = "What is written to /tmp reaches the file system behind the root by no link and no rename.",
            source = "AF TestTmpIsolation",
            needs = WRITABLE)
    void reachesNothing(World world) throws IOException {
        Guest guest = world.guest();
        guest.createFile("tmp/secret", "secret");
        guest.mkdir("d");
        SortedMap<String, String> before = Tree.of(world.root());
        assertThat(guest.tryRename("tmp/secret", "d/secret")).isEqualTo(Errno.XDEV);
        if (world.has(HARD_LINKS)) {
            assertThat(guest.tryLink("tmp/secret", "d/secret")).isEqualTo(Errno.XDEV);
        }
        assertThat(Tree.of(world.root())).isEqualTo(before);
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("../tmp/secret", "d/link");
            assertThat(guest.readAll("d/link")).as("through the guest's root").isEqualTo("secret");
            assertThat(Files.exists(world.root().resolve("d").resolve("link")))
                    .as("through the host's")
                    .isFalse();
        }
    }

    @Rule(id = "M01", says = "/tmp is there, empty and writable, also over what cannot be written.", source = "ours")
    void writable(World world) {
        Guest guest = world.guest();
        assertThat(guest.names("tmp")).isEmpty();
        guest.createFile("tmp/a", "abc");
        guest.mkdir("tmp/d");
        guest.rename("tmp/a", "tmp/d/b");
        guest.symlink("d/b", "tmp/link");
        guest.link("tmp/d/b", "tmp/second");
        assertThat(guest.readAll("tmp/link")).isEqualTo("abc");
        assertThat(guest.stat("tmp/second").links()).isEqualTo(2);
        guest.unlink("tmp/second");
        assertThat(guest.names("tmp")).containsExactlyInAnyOrder("d", "link");
    }

    @Rule(
            id = "M02",
            says = "The root shows tmp and dev once each, /dev its devices; each mount has a device number of its own.",
            source = "ours")
    void listings(World world) {
        Guest guest = world.guest();
        assertThat(guest.names(".")).doesNotHaveDuplicates().contains("tmp", "dev");
        assertThat(guest.names("dev")).containsExactlyInAnyOrder("null", "random", "urandom");
        Set<Long> devices = new HashSet<>();
        for (String mount : new String[] {".", "tmp", "dev"}) {
            assertThat(devices.add(guest.stat(mount).device())).as(mount).isTrue();
        }
        assertThat(guest.stat(world.sampleFile()).device())
                .isEqualTo(guest.stat(".").device());
        for (Guest.Entry entry : guest.list(guest.openDirectory("."), 4096)) {
            if (!entry.name().equals("..")) {
                assertThat(entry.inode())
                        .as(entry.name())
                        .isEqualTo(guest.stat(entry.name()).inode());
            }
        }
    }

    @Rule(
            id = "M02",
            says = "Names of the file system that a mount covers are not shown twice.",
            source = "ours",
            needs = WRITABLE)
    void coveredNames(World world) throws IOException {
        Files.createDirectory(world.root().resolve("tmp"));
        Files.writeString(world.root().resolve("dev"), "a file");
        Guest guest = world.reopen(builder -> builder);
        assertThat(guest.names(".")).containsExactlyInAnyOrder("dev", "tmp");
        assertThat(guest.names("dev")).containsExactlyInAnyOrder("null", "random", "urandom");
    }

    @Rule(
            id = "M06",
            says = "Mount points cannot be removed, moved or replaced: BUSY.",
            source = "LX",
            needs = WRITABLE)
    void mountPoints(World world) {
        Guest guest = world.guest();
        guest.mkdir("empty");
        SortedMap<String, String> before = Tree.seenBy(guest);
        List<String> names = guest.names(".");
        for (String name : new String[] {"tmp", "dev"}) {
            assertThat(guest.tryUnlink(name)).as("unlink %s", name).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRmdir(name)).as("rmdir %s", name).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRename(name, "x")).as("rename %s", name).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRename("empty", name)).as("rename to %s", name).isEqualTo(Errno.BUSY);
        }
        assertThat(Tree.seenBy(guest)).isEqualTo(before);
        assertThat(guest.names(".")).isEqualTo(names).contains("dev", "empty", "tmp");
    }

    @Rule(
            id = "M06",
            says = "In /dev nothing is made, removed or moved: ROFS; nothing falls through to what it covers.",
            source = "LX, ours")
    void devices(World world) {
        Guest guest = world.guest();
        assertThat(guest.tryOpen("dev/new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryMkdir("dev/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySymlink("null", "dev/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryLink("dev/null", "dev/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryUnlink("dev/null")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("dev/null", "dev/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("dev/null", "tmp/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("dev/null", "dev/random")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes("dev/null", 0, 1, 1, Flags.TIMES_MTIM)).isEqualTo(Errno.ROFS);
        guest.createFile("tmp/f", "");
        assertThat(guest.tryRename("tmp/f", "dev/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("tmp/f", "dev/null")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRmdir("dev/null")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.names("dev")).containsExactlyInAnyOrder("null", "random", "urandom");
        assertThat(guest.names("tmp")).containsExactly("f");
        assertThat(guest.names(".")).doesNotContain("new", "null");
    }

    @Rule(
            id = "M07",
            says = "/tmp has a limit: NOSPC, the size as before, until a file is unlinked and closed.",
            source = "ours")
    void quota(World world) {
        Guest guest = world.guest();
        int fd = guest.create("tmp/large");
        long size = 0;
        for (long step = 128 * MIB; step >= MIB; step /= 2) {
            // As much of each step as fits; the last sizes are refused one after the other.
            Errno errno = Errno.SUCCESS;
            for (int i = 0; i < 64 && errno == Errno.SUCCESS; i++) {
                errno = guest.trySetSize(fd, size + step);
                size += errno == Errno.SUCCESS ? step : 0;
            }
            assertThat(errno).isEqualTo(Errno.NOSPC);
            assertThat(guest.stat(fd).size()).isEqualTo(size);
        }
        int next = guest.create("tmp/next");
        assertThat(guest.tryAllocate(next, 0, MIB)).isEqualTo(Errno.NOSPC);
        assertThat(guest.stat(next).size()).isZero();
        guest.unlink("tmp/large");
        assertThat(guest.tryAllocate(next, 0, MIB)).as("it is still open").isEqualTo(Errno.NOSPC);
        guest.close(fd);
        assertThat(guest.tryAllocate(next, 0, MIB)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "M07",
            says = "/tmp has room for so many names: NOSPC and no trace of the next, until one is removed.",
            source = "ours")
    void nameQuota(World world) throws IOException {
        Guest guest = world.reopen(builder -> builder.scratchQuota(MIB, 4));
        guest.createFile("tmp/file", "content");
        guest.mkdir("tmp/d");
        guest.symlink("file", "tmp/link");
        guest.link("tmp/file", "tmp/d/hard");
        List<String> names = guest.names("tmp");
        assertThat(guest.tryOpen("tmp/new", CREAT, WRITE)).isEqualTo(Errno.NOSPC);
        assertThat(guest.tryMkdir("tmp/new")).isEqualTo(Errno.NOSPC);
        assertThat(guest.trySymlink("file", "tmp/new")).isEqualTo(Errno.NOSPC);
        assertThat(guest.tryLink("tmp/file", "tmp/new")).isEqualTo(Errno.NOSPC);
        assertThat(guest.names("tmp")).isEqualTo(names);
        assertThat(guest.tryMkdir("tmp/d")).as("what fails takes no room").isEqualTo(Errno.EXIST);
        assertThat(guest.tryRename("tmp/link", "tmp/moved"))
                .as("as many as before")
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRename("tmp/file", "tmp/moved")).as("one less").isEqualTo(Errno.SUCCESS);
        guest.createFile("tmp/new", "");
        assertThat(guest.tryMkdir("tmp/newer")).isEqualTo(Errno.NOSPC);
        guest.unlink("tmp/d/hard");
        guest.rmdir("tmp/d");
        guest.mkdir("tmp/e");
        guest.mkdir("tmp/f");
        assertThat(guest.tryMkdir("tmp/newer")).isEqualTo(Errno.NOSPC);
        assertThat(guest.readAll("tmp/moved")).isEqualTo("content");
    }

    @Rule(
            id = "M07",
            says = "However its path is spelt, /tmp is one folder, and the directory above it is the root.",
            source = "ours")
    void spellings(World world) {
        Guest guest = world.guest();
        guest.createFile("tmp/f", "scratch");
        for (String path : new String[] {
            "tmp/f", "./tmp/f", "tmp/./f", "tmp//f", world.aroundToRoot() + "/tmp/f", "tmp/../tmp/f", "dev/../tmp/f"
        }) {
            assertThat(guest.readAll(path)).as(path).isEqualTo("scratch");
        }
        for (String path : new String[] {"tmp", "tmp/", "./tmp/", "tmp/.", world.aroundToRoot() + "/tmp"}) {
            assertThat(guest.stat(path)).as(path).isEqualTo(guest.stat("tmp"));
        }
        assertThat(guest.stat("tmp/..").inode()).isEqualTo(guest.stat(".").inode());
        assertThat(guest.stat("tmp/..").device()).isEqualTo(guest.stat(".").device());
        assertThat(guest.readAllBytes("tmp/../" + world.sampleFile())).isEqualTo(world.sampleContent());
        assertThat(guest.tryOpen("tmp/../..", 0, 0)).isEqualTo(Errno.PERM);
    }
}
