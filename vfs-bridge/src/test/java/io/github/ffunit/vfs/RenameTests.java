package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;

/** Renames: the rules J. */
class RenameTests {
    /** A file, an empty and a full directory, and links to a file, a directory and nothing. */
    private static Guest furnished(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("file", "file");
        guest.createFile("other", "other");
        guest.mkdir("empty");
        guest.mkdir("full");
        guest.createFile("full/inner", "inner");
        guest.symlink("file", "flink");
        guest.symlink("empty", "dlink");
        return guest;
    }

    @EveryBackend
    void toANewName_keepsTheInode(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        for (String name : new String[] {"file", "full", "flink"}) {
            Guest.Stat before = guest.stat(name);
            guest.rename(name, "new");
            assertThat(guest.tryStat(name)).isEqualTo(Errno.NOENT);
            assertThat(guest.stat("new").type()).isEqualTo(before.type());
            assertThat(guest.stat("new").inode()).isEqualTo(before.inode());
            guest.rename("new", name);
        }
        assertThat(guest.readAll("full/inner")).isEqualTo("inner");
    }

    @EveryBackend
    void overAFile_replacesIt_andWhoHasItOpenKeepsIt(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        int replaced = guest.open("other", 0, READ);
        int moved = guest.open("file", 0, READ | WRITE);
        guest.rename("file", "other");
        assertThat(guest.tryStat("file")).isEqualTo(Errno.NOENT);
        assertThat(guest.readAll("other")).isEqualTo("file");
        assertThat(guest.read(replaced, 9)).isEqualTo("other");
        assertThat(guest.stat(replaced).links()).isZero();
        guest.pwrite(moved, "F", 0);
        assertThat(guest.readAll("other")).isEqualTo("File");
        assertThat(guest.stat(moved).inode()).isEqualTo(guest.stat("other").inode());
    }

    @EveryBackend
    void mismatchedTypes_areRefused_andBothStay(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        assertThat(guest.tryRename("full", "empty/x/y")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRename("empty", "full")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.tryRename("full", "file")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryRename("full", "dlink")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryRename("file", "empty")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryRename("file", "full")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryRename("missing", "file")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRename("missing", "missing")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRename("file", "missing/x")).isEqualTo(Errno.NOENT);
        assertThat(guest.names(".")).contains("dlink", "empty", "file", "flink", "full", "other");
        assertThat(guest.readAll("file")).isEqualTo("file");
        assertThat(guest.names("full")).containsExactly("inner");
    }

    @EveryBackend
    void overAnEmptyDirectory_replacesIt(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        guest.rename("full", "empty");
        assertThat(guest.names("empty")).containsExactly("inner");
        assertThat(guest.tryStat("full")).isEqualTo(Errno.NOENT);
    }

    @EveryBackend
    void intoItself_isInval(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        guest.mkdir("full/sub");
        guest.mkdir("full/sub/deep");
        assertThat(guest.tryRename("full", "full/new")).isEqualTo(Errno.INVAL);
        assertThat(guest.tryRename("full", "full/sub/deep/new")).isEqualTo(Errno.INVAL);
        assertThat(guest.readAll("full/inner")).isEqualTo("inner");
    }

    @EveryBackend
    void sameFile_changesNothing(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        guest.tryLink("file", "second");
        for (String[] pair : new String[][] {{"file", "file"}, {"full", "full/"}, {"file", "second"}}) {
            assertThat(guest.tryRename(pair[0], pair[1])).as(pair[0]).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.names(".")).contains("file", "full", "second");
    }

    @EveryBackend
    void dotsAndSlashes_areJudgedAsOnLinux(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        for (String name : new String[] {".", "full/.", "full/.."}) {
            assertThat(guest.tryRename(name, "new")).as(name).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRename("full", name)).as(name).isEqualTo(Errno.BUSY);
        }
        assertThat(guest.tryRename("file", "new/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryRename("file/", "new")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryRename("full/", "new/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRename("new", "full/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("full")).containsExactly("inner");
    }

    @EveryBackend
    void links_moveAndAreReplacedThemselves(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        guest.rename("dlink", "moved");
        assertThat(guest.readlink("moved", 99)).isEqualTo("empty");
        guest.rename("other", "flink");
        assertThat(guest.readAll("flink")).isEqualTo("other");
        assertThat(guest.readAll("file")).isEqualTo("file");
    }

    @EveryBackend
    void openDirectory_staysWithItsContent_alsoWhenAnAncestorMoves(Sandbox sandbox) {
        Guest guest = furnished(sandbox);
        guest.mkdir("full/sub");
        int fd = guest.openDirectory("full/sub");
        int file = guest.open("full/inner", 0, READ);
        guest.rename("full", "elsewhere");
        guest.mkdir("full");
        guest.close(guest.openAt(fd, "made", Guest.CREAT, WRITE));
        assertThat(guest.names("elsewhere/sub")).containsExactly("made");
        assertThat(guest.stat(fd).inode()).isEqualTo(guest.stat("elsewhere/sub").inode());
        assertThat(guest.stat(file).size()).isEqualTo(5);
    }
}
