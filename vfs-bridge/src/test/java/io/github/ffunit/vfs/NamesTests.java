package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.DIRECTORY;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;

/** Making and removing names, hard and symbolic links: the rules I and K. */
class NamesTests {
    @EveryBackend
    void mkdir_ofAnExistingName_isExist(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        guest.createFile("file", "");
        guest.symlink("nowhere", "dangling");
        for (String name : new String[] {"d", "d/", "file", "dangling", ".", "d/.", "d/.."}) {
            assertThat(guest.tryMkdir(name)).as(name).isEqualTo(Errno.EXIST);
        }
        assertThat(guest.tryMkdir("new/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryMkdir("missing/new")).isEqualTo(Errno.NOENT);
    }

    @EveryBackend
    void rmdir_removesEmptyDirectoriesOnly(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        guest.mkdir("d/sub");
        guest.createFile("file", "");
        guest.symlink("d", "link");
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.tryRmdir("d/.")).isEqualTo(Errno.INVAL);
        assertThat(guest.tryRmdir("d/sub/..")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.tryRmdir(".")).isEqualTo(Errno.INVAL);
        for (String name : new String[] {"file", "file/", "link", "link/"}) {
            assertThat(guest.tryRmdir(name)).as(name).isEqualTo(Errno.NOTDIR);
        }
        assertThat(guest.tryRmdir("missing")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRmdir("d/sub/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryStat("d")).isEqualTo(Errno.NOENT);
    }

    @EveryBackend
    void unlink_removesAnythingButDirectories(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        guest.createFile("file", "");
        guest.symlink("d", "link");
        for (String name : new String[] {"d", "d/", ".", "d/.", "d/.."}) {
            assertThat(guest.tryUnlink(name)).as(name).isEqualTo(Errno.ISDIR);
        }
        assertThat(guest.tryUnlink("file/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryUnlink("link/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryUnlink("missing")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryUnlink("link")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryUnlink("file")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("d")).isEmpty();
    }

    @EveryBackend
    void removedDirectory_thatIsOpen_isEmptyAndLeadsNowhere(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        int fd = guest.openDirectory("d");
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.SUCCESS);
        guest.mkdir("d");
        guest.createFile("d/other", "");
        assertThat(guest.stat(fd).links()).isZero();
        assertThat(guest.stat("d").inode())
                .as("another directory")
                .isNotEqualTo(guest.stat(fd).inode());
        assertThat(guest.entries(guest.readdir(fd, 4096, 0)))
                .extracting(Guest.Entry::name)
                .containsExactly(".", "..");
        assertThat(guest.tryOpen(fd, "other", 0, 0, READ, 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen(fd, "new", 0, CREAT, WRITE, 0)).isEqualTo(Errno.NOENT);
        guest.close(fd);
    }

    @EveryBackend
    void hardLink_isASecondNameOfTheFile(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("a", "abc");
        guest.mkdir("d");
        assertThat(guest.tryLink("a", "d/b")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat("d/b").inode()).isEqualTo(guest.stat("a").inode());
        if (!sandbox.toString().equals("MEMORYFILESYSTEM")) {
            assertThat(guest.stat("a").links()).as("counts names").isEqualTo(2);
        }
        int fd = guest.open("a", 0, READ | WRITE);
        guest.unlink("a");
        guest.pwrite(fd, "A", 0);
        guest.close(fd);
        assertThat(guest.readAll("d/b")).isEqualTo("Abc");
    }

    @EveryBackend
    void openFile_losingItsNamesOneByOne_countsThem(Sandbox sandbox) {
        sandbox.assumeNot(Backend.MEMORYFILESYSTEM, "does not tell the number of links");
        Guest guest = sandbox.guest();
        int fd = guest.create("a");
        assertThat(guest.tryLink("a", "b")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).links()).isEqualTo(2);
        guest.unlink("a");
        assertThat(guest.stat(fd).links()).isEqualTo(1);
        guest.unlink("b");
        assertThat(guest.stat(fd).links()).isZero();
    }

    @EveryBackend
    void hardLink_whereItCannotBe_saysWhy(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("a", "abc");
        guest.mkdir("d");
        guest.symlink("nowhere", "dangling");
        for (String name : new String[] {"a", "d", "d/", "dangling"}) {
            assertThat(guest.tryLink("a", name)).as(name).isEqualTo(Errno.EXIST);
        }
        assertThat(guest.tryLink("a", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryLink("missing", "new")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryLink("a", "missing/new")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryLink("a/", "new")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryLink("d", "new")).isEqualTo(Errno.PERM);
        assertThat(guest.tryLink("dangling", "new")).isIn(Errno.SUCCESS, Errno.NOTSUP);
    }

    @EveryBackend
    void hardLinkToALink_whereItCannotBe_leavesTheDirectoryAsItWas(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("a", "abc");
        guest.symlink("a", "link");
        guest.mkdir("d");
        long old = 1_000_000_000L;
        assertThat(guest.trySetTimes("d", 0, old, old, Flags.TIMES_MTIM)).isEqualTo(Errno.SUCCESS);
        Errno errno = guest.tryLink("link", "d/new");
        assertThat(errno).isIn(Errno.SUCCESS, Errno.NOTSUP);
        if (errno == Errno.NOTSUP) {
            assertThat(guest.names("d")).isEmpty();
            assertThat(guest.stat("d").modified()).isEqualTo(old);
        }
    }

    @EveryBackend
    void symlink_keepsItsText_andReadlinkCutsIt(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        for (String text : new String[] {"a", "../x/./y", "é/日本", "."}) {
            guest.symlink(text, "link");
            assertThat(guest.readlink("link", 100)).isEqualTo(text);
            assertThat(guest.stat("link").size()).isEqualTo(text.getBytes(UTF_8).length);
            guest.unlink("link");
        }
        guest.symlink("abcdef", "link");
        assertThat(guest.readlink("link", 3)).isEqualTo("abc");
        assertThat(guest.readlink("link", 0)).isEmpty();
    }

    @EveryBackend
    void symlink_whereItCannotBe_saysWhy(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("file", "");
        guest.mkdir("d");
        guest.symlink("nowhere", "dangling");
        assertThat(guest.trySymlink("x", "file")).isEqualTo(Errno.EXIST);
        assertThat(guest.trySymlink("x", "dangling")).isEqualTo(Errno.EXIST);
        assertThat(guest.trySymlink("x", "d/")).isEqualTo(Errno.EXIST);
        assertThat(guest.trySymlink("x", "file/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.trySymlink("x", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.trySymlink("", "new")).isEqualTo(Errno.NOENT);
        assertThat(guest.trySymlink("/x", "new")).isEqualTo(Errno.PERM);
        assertThat(guest.trySymlink("a\0b", "new")).isEqualTo(Errno.INVAL);
        assertThat(guest.trySymlink("x".repeat(4096), "new")).isEqualTo(Errno.NAMETOOLONG);
    }

    @EveryBackend
    void readlink_ofWhatIsNoLink_saysWhy(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("file", "");
        guest.symlink("file", "link");
        assertThat(guest.tryReadlink("file", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryReadlink(".", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryReadlink("missing", 10)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryReadlink("link/", 10)).isEqualTo(Errno.NOTDIR);
    }

    @EveryBackend
    void linkChains_upToForty_areFollowed_andLoopsEnd(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("file", "abc");
        guest.symlink("file", "l1");
        for (int i = 2; i <= 41; i++) {
            guest.symlink("l" + (i - 1), "l" + i);
        }
        assertThat(guest.readAll("l40")).isEqualTo("abc");
        assertThat(guest.tryOpen("l41", 0, READ)).isEqualTo(Errno.LOOP);
        guest.symlink("loop2", "loop1");
        guest.symlink("loop1", "loop2");
        assertThat(guest.tryOpen("loop1", 0, READ)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryOpen("loop1/x", CREAT, WRITE)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryOpen("loop1", DIRECTORY, 0)).isEqualTo(Errno.LOOP);
    }

    @EveryBackend
    void dotDot_afterALinkToADirectory_isTheParentOfTheTarget(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("a");
        guest.mkdir("a/b");
        guest.createFile("a/f", "in a");
        guest.createFile("f", "at the top");
        guest.symlink("a/b", "link");
        assertThat(guest.readAll("link/../f")).isEqualTo("in a");
        assertThat(guest.readAll("a/b/../../f")).isEqualTo("at the top");
    }

    /** The file system of the host is used by handles below the root of a mount. */
    @EveryBackend
    void whatWorksInTheRoot_worksTwoDirectoriesBelow(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        guest.mkdir("d/e");
        guest.createFile("file", "");
        guest.createFile("d/e/file", "content");
        for (String in : new String[] {"", "d/e/"}) {
            assertThat(guest.tryLink(in + "file", in + "hard")).isEqualTo(Errno.SUCCESS);
            long links = guest.stat(in + "file").links();
            assertThat(guest.stat(in + "hard").links()).isEqualTo(links);
            guest.unlink(in + "hard");
            assertThat(guest.stat(in + "file").links()).isEqualTo(1);
            guest.symlink("file", in + "link");
            guest.mkdir(in + "f");
            for (String name : new String[] {in + "file", in + "link", in + "f"}) {
                assertThat(guest.trySetTimes(
                                name, 0, 3_000_000_000L, 5_000_000_000L, Flags.TIMES_ATIM | Flags.TIMES_MTIM))
                        .as(name)
                        .isEqualTo(Errno.SUCCESS);
                assertThat(guest.stat(name).modified()).as(name).isEqualTo(5_000_000_000L);
                assertThat(guest.stat(name).accessed()).as(name).isEqualTo(3_000_000_000L);
            }
            assertThat(guest.tryRename(in + "f", in + "g")).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryMkdir(in + "g")).isEqualTo(Errno.EXIST);
            assertThat(guest.tryRename(in + "link", in + "file")).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryReadlink(in + "file", 10)).isEqualTo(Errno.SUCCESS);
            guest.unlink(in + "file");
            assertThat(guest.tryRmdir(in + "g")).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.names("d/e")).isEmpty();
        assertThat(guest.names("."))
                .doesNotContain("file", "link", "hard", "f", "g")
                .contains("d");
    }
}
