package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.LINK_COUNTS;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.util.SortedMap;

/** Section J: renames. */
final class RenameRules {
    /** Two files, an empty and a full directory. */
    private static Guest furnished(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        guest.createFile("other", "other");
        guest.mkdir("empty");
        guest.mkdir("full");
        guest.mkdir("full/sub");
        guest.createFile("full/inner", "inner");
        return guest;
    }

    private static void refused(World world, String from, String to, Errno expected) {
        SortedMap<String, String> before = Tree.seenBy(world.guest());
        assertThat(world.guest().tryRename(from, to)).as("%s to %s", from, to).isEqualTo(expected);
        assertThat(Tree.seenBy(world.guest())).as("after %s to %s", from, to).isEqualTo(before);
    }

    @Rule(
            id = "J01",
            says = "A file or directory under a new name is the same one, and the old name is free.",
            source = "WTS:path_rename, PJD rename/00",
            needs = WRITABLE)
    void toANewName(World world) {
        Guest guest = furnished(world);
        for (String[] names : new String[][] {{"file", "full/moved"}, {"full", "new"}, {"empty", "new/sub/empty"}}) {
            Guest.Stat before = guest.stat(names[0]);
            guest.rename(names[0], names[1]);
            assertThat(guest.tryStat(names[0])).as(names[0]).isEqualTo(Errno.NOENT);
            assertThat(guest.stat(names[1]).inode()).as(names[1]).isEqualTo(before.inode());
            assertThat(guest.stat(names[1]).type()).as(names[1]).isEqualTo(before.type());
        }
        assertThat(guest.readAll("new/moved")).isEqualTo("file");
        assertThat(guest.readAll("new/inner")).isEqualTo("inner");
    }

    @Rule(
            id = "J02",
            says = "A file over a file replaces it; who has the replaced file open still reads it.",
            source = "POSIX, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void overAFile(World world) {
        Guest guest = furnished(world);
        int replaced = guest.open("other", 0, READ | WRITE);
        long inode = guest.stat("file").inode();
        guest.rename("file", "other");
        assertThat(guest.tryStat("file")).isEqualTo(Errno.NOENT);
        assertThat(guest.readAll("other")).isEqualTo("file");
        assertThat(guest.stat("other").inode()).isEqualTo(inode);
        assertThat(guest.read(replaced, 9)).isEqualTo("other");
        assertThat(guest.stat(replaced).links()).isZero();
        guest.pwrite(replaced, "O", 0);
        assertThat(guest.pread(replaced, 9, 0)).isEqualTo("Other");
        assertThat(guest.readAll("other")).isEqualTo("file");
        assertThat(guest.tryClose(replaced)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names(".")).doesNotContain("file").contains("other", "full", "empty");
    }

    @Rule(
            id = "J02",
            says = "While a file is replaced again and again, another thread always finds the old or the new one.",
            source = "POSIX, LX",
            needs = WRITABLE)
    void overAFileSeenFromAnotherThread(World world) {
        Guest guest = world.guest();
        guest.createFile("target", "round 0");
        Crew crew = new Crew();
        crew.loop("reader", () -> {
            Guest reader = world.newGuest();
            return () -> assertThat(reader.readAll("target")).matches("round \\d+");
        });
        for (int i = 1; i <= 300; i++) {
            guest.createFile("next", "round " + i);
            guest.rename("next", "target");
        }
        crew.finish();
        assertThat(guest.readAll("target")).isEqualTo("round 300");
    }

    @Rule(
            id = "J03",
            says = "A directory replaces an empty one; over a full one it is NOTEMPTY.",
            source = "WTS:path_rename",
            needs = WRITABLE)
    void directoryOverDirectory(World world) {
        Guest guest = furnished(world);
        refused(world, "empty", "full", Errno.NOTEMPTY);
        int fd = guest.openDirectory("empty");
        long inode = guest.stat("full").inode();
        guest.rename("full", "empty");
        assertThat(guest.stat("empty").inode()).isEqualTo(inode);
        assertThat(guest.names("empty")).containsExactlyInAnyOrder("inner", "sub");
        assertThat(guest.tryStat("full")).isEqualTo(Errno.NOENT);
        assertThat(guest.stat(fd).links()).as("replaced").isZero();
    }

    @Rule(
            id = "J04",
            says = "A directory over a file is NOTDIR, a file over a directory ISDIR; both stay.",
            source = "WTS:path_rename, PJD rename/13,14",
            needs = WRITABLE)
    void mismatchedTypes(World world) {
        furnished(world);
        refused(world, "full", "file", Errno.NOTDIR);
        refused(world, "empty", "file", Errno.NOTDIR);
        refused(world, "file", "empty", Errno.ISDIR);
        refused(world, "file", "full", Errno.ISDIR);
    }

    @Rule(
            id = "J05",
            says = "A directory into its own subtree is INVAL, at any depth.",
            source = "PJD rename/18, LX",
            needs = WRITABLE)
    void intoItself(World world) {
        Guest guest = furnished(world);
        guest.mkdir("full/sub/deep");
        for (String to : new String[] {"full/new", "full/sub/new", "full/sub/deep/new", "full/sub/../new"}) {
            refused(world, "full", to, Errno.INVAL);
        }
        assertThat(guest.readAll("full/inner")).isEqualTo("inner");
    }

    @Rule(
            id = "J06",
            says = "A rename to the same name does nothing; of a missing name it is NOENT.",
            source = "POSIX, LX, WTS3:rename",
            needs = WRITABLE)
    void sameName(World world) {
        furnished(world);
        refused(world, "file", "file", Errno.SUCCESS);
        refused(world, "full", "full", Errno.SUCCESS);
        refused(world, "full", "empty/../full/", Errno.SUCCESS);
        refused(world, "missing", "missing", Errno.NOENT);
        refused(world, "missing", "file", Errno.NOENT);
        refused(world, "file", "missing/x", Errno.NOENT);
    }

    @Rule(
            id = "J06",
            says = "A rename of one name of a file to another of its names succeeds, and both stay.",
            source = "POSIX, LX",
            needs = {WRITABLE, HARD_LINKS})
    void twoNamesOfOneFile(World world) {
        Guest guest = furnished(world);
        guest.link("file", "full/second");
        refused(world, "file", "full/second", Errno.SUCCESS);
        refused(world, "full/second", "file", Errno.SUCCESS);
        if (world.has(LINK_COUNTS)) {
            assertThat(guest.stat("file").links()).isEqualTo(2);
        }
    }

    @Rule(
            id = "J07",
            says = "A link is moved and replaced itself, never what it leads to.",
            source = "LX, PJD rename/00",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void links(World world) {
        Guest guest = furnished(world);
        guest.symlink("file", "toFile");
        guest.symlink("empty", "toDirectory");
        guest.symlink("nowhere", "dangling");
        refused(world, "full", "toDirectory", Errno.NOTDIR);
        guest.rename("toDirectory", "moved");
        assertThat(guest.stat("moved").type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
        assertThat(guest.readlink("moved", 99)).isEqualTo("empty");
        assertThat(guest.names("empty")).isEmpty();
        guest.rename("dangling", "moved");
        assertThat(guest.readlink("moved", 99)).isEqualTo("nowhere");
        guest.rename("other", "toFile");
        assertThat(guest.readAll("toFile")).isEqualTo("other");
        assertThat(guest.stat("toFile").type()).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.readAll("file")).isEqualTo("file");
    }

    @Rule(
            id = "J08",
            says = "'.' and '..' can neither be moved nor replaced: BUSY.",
            source = "LX, PJD rename/19, WTS3:rename",
            needs = WRITABLE)
    void dots(World world) {
        furnished(world);
        for (String dots : new String[] {".", "full/.", "full/..", "full/sub/..", "./"}) {
            refused(world, dots, "new", Errno.BUSY);
            refused(world, "empty", dots, Errno.BUSY);
            refused(world, "file", dots, Errno.BUSY);
        }
    }

    @Rule(
            id = "J09",
            says = "Slashes at the end are good for directories only.",
            source = "WTS:path_rename_dir_trailing_slashes, LX",
            needs = WRITABLE)
    void slashes(World world) {
        Guest guest = furnished(world);
        refused(world, "file", "new/", Errno.NOTDIR);
        refused(world, "file/", "new", Errno.NOTDIR);
        refused(world, "file/", "new/", Errno.NOTDIR);
        String[][] pairs = {{"full", "a"}, {"a/", "b"}, {"b", "c/"}, {"c/", "d/"}, {"d//", "empty/"}};
        for (String[] pair : pairs) {
            assertThat(guest.tryRename(pair[0], pair[1]))
                    .as("%s to %s", pair[0], pair[1])
                    .isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.readAll("empty/inner")).isEqualTo("inner");
    }

    @Rule(
            id = "J10",
            says = "Open files and directories go along, also when a directory above them moves.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void openFilesFollow(World world) {
        Guest guest = furnished(world);
        int file = guest.open("full/inner", 0, READ | WRITE);
        int sub = guest.openDirectory("full/sub");
        guest.rename("full/inner", "full/renamed");
        guest.rename("full", "empty/elsewhere");
        guest.mkdir("full");
        guest.mkdir("full/sub");
        guest.createFile("full/inner", "another");
        assertThat(guest.stat(file).inode())
                .isEqualTo(guest.stat("empty/elsewhere/renamed").inode());
        assertThat(guest.stat(sub).inode())
                .isEqualTo(guest.stat("empty/elsewhere/sub").inode());
        guest.write(file, "INN");
        assertThat(guest.readAll("empty/elsewhere/renamed")).isEqualTo("INNer");
        guest.close(guest.openAt(sub, "made", CREAT, WRITE));
        assertThat(guest.tryMkdirAt(sub, "directory")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRenameAt(sub, "made", ROOT, "back")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("empty/elsewhere/sub")).containsExactly("directory");
        assertThat(guest.names("full/sub")).isEmpty();
        assertThat(guest.tryStat("back")).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "J11",
            says = "Between mounts a rename or a hard link is XDEV, and changes nothing.",
            source = "PJD rename/15, PJD link/14",
            needs = WRITABLE)
    void betweenMounts(World world) {
        Guest guest = furnished(world);
        guest.createFile("tmp/scratch", "scratch");
        guest.mkdir("tmp/d");
        SortedMap<String, String> before = Tree.seenBy(world.guest());
        for (String[] pair : new String[][] {
            {"file", "tmp/new"}, {"file", "tmp/scratch"}, {"full", "tmp/new"}, {"full", "tmp/d"},
            {"tmp/scratch", "new"}, {"tmp/scratch", "file"}, {"tmp/d", "new"}, {"tmp/d", "empty"}
        }) {
            assertThat(guest.tryRename(pair[0], pair[1]))
                    .as("rename %s to %s", pair[0], pair[1])
                    .isEqualTo(Errno.XDEV);
        }
        assertThat(guest.tryLink("file", "tmp/new")).isEqualTo(Errno.XDEV);
        assertThat(guest.tryLink("tmp/scratch", "new")).isEqualTo(Errno.XDEV);
        assertThat(Tree.seenBy(world.guest())).isEqualTo(before);
        assertThat(guest.names("tmp")).containsExactlyInAnyOrder("d", "scratch");
        assertThat(guest.readAll("tmp/scratch")).isEqualTo("scratch");
    }

    @Rule(
            id = "J12",
            says = "Between a read-only and a writable mount a rename or a hard link is ROFS, and changes nothing.",
            source = "WT:file_rename_across_perms, WT:file_hardlink_across_perms")
    void readOnlyMounts(World world) throws IOException {
        String sample = world.sampleFile();
        Guest guest = world.reopen(builder -> builder.mountReadOnly("/ro", world.root()));
        guest.createFile("tmp/w", "w");
        for (String[] pair : new String[][] {
            {"ro/" + sample, "tmp/new"}, {"ro/" + sample, "tmp/w"}, {"tmp/w", "ro/new"}, {"tmp/w", "ro/" + sample}
        }) {
            assertThat(guest.tryRename(pair[0], pair[1]))
                    .as("rename %s to %s", pair[0], pair[1])
                    .isEqualTo(Errno.ROFS);
        }
        assertThat(guest.tryLink("ro/" + sample, "tmp/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryLink("tmp/w", "ro/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.readAllBytes(sample)).isEqualTo(world.sampleContent());
        assertThat(guest.readAll("tmp/w")).isEqualTo("w");
        assertThat(guest.names("tmp")).containsExactly("w");
        assertThat(guest.tryStat("ro/new")).isEqualTo(Errno.NOENT);
    }
}
