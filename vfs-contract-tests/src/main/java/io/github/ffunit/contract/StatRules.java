package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.LINK_COUNTS;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.ArrayList;
import java.util.List;

/** Section G, first part: what kind of file something is, which one, and how large. */
final class StatRules {
    @Rule(
            id = "G01",
            says =
                    "Every open file has a filestat, of the type that its fdstat has; that of a stream has no size and times.",
            source = "WT:fd_filestat_get")
    void everyOpenFile(World world) {
        Guest guest = world.guest();
        int file = guest.open(world.sampleFile(), 0, READ);
        int neither = guest.open(world.sampleFile(), 0, 0);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int fd : new int[] {0, 1, 2, ROOT, file, neither, directory}) {
            assertThat(guest.stat(fd).type())
                    .as("fd %d", fd)
                    .isEqualTo(guest.fdstat(fd).type());
        }
        for (int fd = 0; fd <= 2; fd++) {
            Guest.Stat stat = guest.stat(fd);
            assertThat(List.of(stat.size(), stat.accessed(), stat.modified(), stat.changed()))
                    .containsOnly(0L);
        }
        assertThat(guest.stat(file).type()).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.stat(directory).type()).isEqualTo(FileType.DIRECTORY.code());
        assertThat(guest.stat(ROOT).type()).isEqualTo(FileType.DIRECTORY.code());
    }

    @Rule(id = "G02", says = "The filestat of a path and of the open file are the same.", source = "WTS:path_link")
    void pathAndOpenFile(World world) {
        Guest guest = world.guest();
        int file = guest.open(world.sampleFile(), 0, READ);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        assertThat(guest.stat(file)).isEqualTo(guest.stat(world.sampleFile()));
        assertThat(guest.stat(directory)).isEqualTo(guest.stat(world.sampleDirectory()));
        assertThat(guest.stat(ROOT)).isEqualTo(guest.stat("."));
        assertThat(guest.stat(file).size()).isEqualTo(world.sampleContent().length);
    }

    @Rule(
            id = "G02",
            part = 2,
            says = "They stay the same while the file is written.",
            source = "WTS:path_link",
            needs = {WRITABLE, RANDOM_ACCESS})
    void pathAndOpenFileWhileWriting(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("file"));
        guest.write(fd, "abc");
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("file"));
        assertThat(guest.stat("file").size()).isEqualTo(3);
        guest.pwrite(fd, "x", 50_000);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("file"));
        guest.trySetSize(fd, 10);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("file"));
        guest.close(fd);
        assertThat(guest.stat("file").size()).isEqualTo(10);
    }

    @Rule(
            id = "G03",
            says =
                    "The inode number is not 0, always the same for a file, and another for each; the device is that of the"
                            + " mount.",
            source = "SPEC inode, SPEC device, LIBC")
    void numbers(World world) {
        Guest guest = world.guest();
        Guest.Stat file = guest.stat(world.sampleFile());
        Guest.Stat directory = guest.stat(world.sampleDirectory());
        Guest.Stat root = guest.stat(ROOT);
        assertThat(List.of(file.inode(), directory.inode(), root.inode()))
                .doesNotContain(0L)
                .doesNotHaveDuplicates();
        assertThat(List.of(file.device(), directory.device())).containsOnly(root.device());
        assertThat(guest.stat(guest.open(world.sampleFile(), 0, READ)).inode()).isEqualTo(file.inode());
        assertThat(guest.stat(world.sampleFile()).inode()).isEqualTo(file.inode());
    }

    @Rule(id = "G03", part = 2, says = "Mounts have different devices.", source = "SPEC device")
    void devices(World world) {
        Guest guest = world.guest();
        assertThat(world.bridge().guestPath(world.root())).contains("/");
        long root = guest.stat(ROOT).device();
        long scratch = guest.stat("tmp").device();
        assertThat(scratch).isNotEqualTo(root);
        guest.createFile("tmp/file", "abc");
        assertThat(guest.stat("tmp/file").device()).isEqualTo(scratch);
    }

    @Rule(
            id = "G03",
            part = 3,
            says = "Writing and renaming keep the number.",
            source = "SPEC inode, LIBC",
            needs = WRITABLE)
    void lastingNumbers(World world) {
        Guest guest = world.guest();
        guest.mkdir("directory");
        List<Long> inodes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            guest.createFile("directory/" + i, "");
            inodes.add(guest.stat("directory/" + i).inode());
        }
        assertThat(inodes).doesNotContain(0L).doesNotHaveDuplicates();
        long inode = guest.stat("directory/7").inode();
        guest.createFile("directory/7", "other content");
        assertThat(guest.stat("directory/7").inode()).isEqualTo(inode);
        guest.rename("directory/7", "moved");
        assertThat(guest.stat("moved").inode()).isEqualTo(inode);
        guest.rename("directory", "elsewhere");
        assertThat(guest.stat("elsewhere/8").inode()).isEqualTo(inodes.get(8));
    }

    @Rule(
            id = "G03",
            part = 4,
            says = "All names of a file have one number.",
            source = "SPEC inode",
            needs = {WRITABLE, HARD_LINKS})
    void numbersOfLinks(World world) {
        Guest guest = world.guest();
        guest.createFile("one", "abc");
        guest.mkdir("directory");
        guest.link("one", "directory/two");
        assertThat(guest.stat("directory/two").inode())
                .isEqualTo(guest.stat("one").inode());
    }

    @Rule(id = "G04", says = "The size of a directory is a sane number.", source = "SPEC filestat")
    void sizeOfDirectories(World world) {
        Guest guest = world.guest();
        for (String name : List.of(".", world.sampleDirectory())) {
            assertThat(guest.stat(name).size()).as(name).isBetween(0L, 1L << 30);
            assertThat(guest.stat(guest.openDirectory(name)).size()).as(name).isBetween(0L, 1L << 30);
        }
    }

    @Rule(
            id = "G04",
            part = 2,
            says = "The size of a symbolic link is that of its text in bytes.",
            source = "SPEC filestat, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void sizeOfLinks(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "some content");
        for (String text : List.of("f", "file", "../x/./y", "\u65E5\u672C", "x".repeat(300))) {
            guest.symlink(text, "link");
            assertThat(guest.stat("link").size()).as(text).isEqualTo(text.getBytes(UTF_8).length);
            guest.unlink("link");
        }
    }

    @Rule(
            id = "G05",
            says = "An open file stays itself: after unlink it has no link, and a new file of its name is another.",
            source = "LX, WTS3:set-size, PJD unlink/14",
            needs = {WRITABLE, RANDOM_ACCESS})
    void unlinked(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abc");
        Guest.Stat before = guest.stat(fd);
        guest.unlink("file");
        Guest.Stat after = guest.stat(fd);
        assertThat(after.links()).isZero();
        assertThat(after.inode()).isEqualTo(before.inode());
        assertThat(after.device()).isEqualTo(before.device());
        assertThat(after.type()).isEqualTo(before.type());
        assertThat(after.size()).isEqualTo(3);
        guest.createFile("file", "a new one");
        guest.write(fd, "de");
        assertThat(guest.stat(fd).size()).isEqualTo(5);
        assertThat(guest.stat(fd).links()).isZero();
        assertThat(guest.stat(fd).inode()).isEqualTo(before.inode());
        assertThat(guest.stat("file").inode()).isNotEqualTo(before.inode());
        assertThat(guest.stat("file").size()).isEqualTo(9);
        assertThat(guest.stat("file").links()).isEqualTo(1);
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("abcde");
    }

    @Rule(
            id = "G05",
            part = 2,
            says = "After rename it is found under the new name.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void renamed(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abc");
        long inode = guest.stat(fd).inode();
        guest.mkdir("directory");
        guest.rename("file", "directory/moved");
        guest.createFile("file", "a new one");
        guest.write(fd, "d");
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("directory/moved"));
        assertThat(guest.stat(fd).inode()).isEqualTo(inode);
        assertThat(guest.stat(fd).size()).isEqualTo(4);
        int directory = guest.openDirectory("directory");
        guest.rename("directory", "elsewhere");
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("elsewhere/moved"));
        assertThat(guest.stat(directory)).isEqualTo(guest.stat("elsewhere"));
    }

    @Rule(
            id = "G05",
            part = 3,
            says = "After one of two names is gone it has one link.",
            source = "LX",
            needs = {WRITABLE, HARD_LINKS, LINK_COUNTS})
    void unlinkedOnce(World world) {
        Guest guest = world.guest();
        int fd = guest.create("one");
        guest.link("one", "two");
        assertThat(guest.stat(fd).links()).isEqualTo(2);
        guest.unlink("one");
        assertThat(guest.stat("two").links()).isEqualTo(1);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("two"));
        guest.unlink("two");
        assertThat(guest.stat(fd).links()).isZero();
    }

    @Rule(
            id = "G06",
            says = "A path with a slash at its end is a directory's: NOTDIR for a file.",
            source = "WTS:path_exists, LX")
    void slash(World world) {
        Guest guest = world.guest();
        for (int lookup : new int[] {FOLLOW, NOFOLLOW}) {
            assertThat(guest.tryStat(world.sampleFile() + "/", lookup)).isEqualTo(Errno.NOTDIR);
            assertThat(guest.tryStat("missing", lookup)).isEqualTo(Errno.NOENT);
            assertThat(guest.statAt(ROOT, lookup, world.sampleDirectory() + "/"))
                    .isEqualTo(guest.stat(world.sampleDirectory()));
        }
    }

    @Rule(
            id = "G06",
            part = 2,
            says = "A symbolic link is shown itself, or its target: NOENT without one, LOOP where it leads to itself.",
            source = "WTS:path_exists, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void links(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        guest.mkdir("directory");
        guest.symlink("file", "toFile");
        guest.symlink("directory", "toDirectory");
        guest.symlink("nowhere", "dangling");
        guest.symlink("pong", "ping");
        guest.symlink("ping", "pong");
        for (String name : List.of("toFile", "toDirectory", "dangling", "ping")) {
            assertThat(guest.stat(name).type()).as(name).isEqualTo(FileType.SYMBOLIC_LINK.code());
        }
        assertThat(guest.statFollowing("toFile")).isEqualTo(guest.stat("file"));
        assertThat(guest.statFollowing("toDirectory")).isEqualTo(guest.stat("directory"));
        assertThat(guest.stat("toFile").inode()).isNotEqualTo(guest.stat("file").inode());
        assertThat(guest.tryStat("dangling", FOLLOW)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryStat("ping", FOLLOW)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryStat("toFile/", NOFOLLOW)).isEqualTo(Errno.NOTDIR);
    }
}
