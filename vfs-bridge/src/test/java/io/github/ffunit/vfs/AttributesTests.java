package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.DATA;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.ROOT;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** Attributes, times and rights: the rules G. */
class AttributesTests {
    private static final long SECOND = 1_000_000_000L;

    @EveryBackend
    void statOfNameAndOfOpenFile_agree(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        guest.mkdir("d");
        int file = guest.open("f", 0, READ);
        assertThat(guest.stat(file)).isEqualTo(guest.stat("f"));
        assertThat(guest.stat(guest.openDirectory("d"))).isEqualTo(guest.stat("d"));
        assertThat(guest.stat("f").size()).isEqualTo(3);
        assertThat(guest.stat("d").size()).isBetween(0L, 1L << 20);
        assertThat(guest.stat("f").inode())
                .isNotZero()
                .isNotEqualTo(guest.stat("d").inode());
    }

    @EveryBackend
    void stat_ofLinks_followsAsAsked(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        guest.symlink("f", "link");
        guest.symlink("nowhere", "dangling");
        assertThat(guest.stat("link").type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
        assertThat(guest.stat("link").size()).isEqualTo(1);
        assertThat(guest.statFollowing("link").size()).isEqualTo(3);
        assertThat(guest.tryStat("dangling")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryStat("dangling", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryStat("f/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryStat("f", 2)).isEqualTo(Errno.INVAL);
    }

    @EveryBackend
    void times_areSetAsAsked(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int fd = guest.open("f", 0, READ);
        assertThat(guest.trySetTimes("f", 0, 5 * SECOND, 7 * SECOND, 5)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat("f").accessed()).isEqualTo(5 * SECOND);
        assertThat(guest.stat("f").modified()).isEqualTo(7 * SECOND);
        assertThat(guest.trySetTimes(fd, 0, 9 * SECOND, Flags.TIMES_MTIM)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).modified()).isEqualTo(9 * SECOND);
        assertThat(guest.stat(fd).accessed()).isEqualTo(5 * SECOND);
        assertThat(guest.trySetTimes(fd, 0, 0, Flags.TIMES_ATIM_NOW)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).accessed()).isEqualTo(Sandbox.NOW);
        assertThat(guest.stat(fd).modified()).isEqualTo(9 * SECOND);
        assertThat(guest.trySetTimes(fd, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySetTimes(fd, 0, 0, 3)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySetTimes(fd, 0, 0, 12)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySetTimes(fd, 0, 0, 16)).isEqualTo(Errno.INVAL);
        assertThat(guest.stat(fd).modified()).isEqualTo(9 * SECOND);
    }

    @EveryBackend
    void timesOfALink_notFollowed_leaveTheTarget(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        guest.symlink("f", "link");
        guest.trySetTimes("f", 0, SECOND, SECOND, 5);
        guest.trySetTimes("link", 0, 2 * SECOND, 2 * SECOND, 5);
        assertThat(guest.stat("f").modified()).isEqualTo(SECOND);
        guest.trySetTimes("link", Flags.LOOKUP_SYMLINK_FOLLOW, 3 * SECOND, 3 * SECOND, 5);
        assertThat(guest.stat("f").modified()).isEqualTo(3 * SECOND);
    }

    @EveryBackend
    void timesOutsideOfTheWire_areTheNearestThatFit(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        Files.setLastModifiedTime(sandbox.root().resolve("f"), FileTime.from(Instant.parse("1960-01-01T00:00:00Z")));
        assertThat(guest.stat("f").modified()).isZero();
        Files.setLastModifiedTime(sandbox.root().resolve("f"), FileTime.from(Instant.parse("2400-01-01T00:00:00Z")));
        assertThat(guest.stat("f").modified()).isGreaterThan(9_000_000_000L * SECOND);
    }

    @EveryBackend
    void modificationTime_movesWithEachWrite_andNotWithClosing(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        for (int i = 0; i < 3; i++) {
            guest.trySetTimes("f", 0, SECOND, SECOND, 5);
            guest.write(fd, "x");
            assertThat(guest.stat("f").modified()).isGreaterThan(SECOND);
            assertThat(guest.stat(fd)).isEqualTo(guest.stat("f"));
        }
        guest.write(fd, "x");
        assertThat(guest.trySetTimes(fd, SECOND, SECOND, 5)).isEqualTo(Errno.SUCCESS);
        guest.close(fd);
        assertThat(guest.stat("f").modified()).isEqualTo(SECOND);
        guest.close(guest.open("f", 0, READ | WRITE));
        assertThat(guest.stat("f").modified()).isEqualTo(SECOND);
    }

    @EveryBackend
    void root_isPreopenedWithAllRights(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        long needed = Rights.FD_READ | Rights.FD_WRITE | Rights.FILE | Rights.DIRECTORY;
        assertThat(guest.fdstat(ROOT).inheriting() & needed).isEqualTo(needed);
        assertThat(guest.fdstat(ROOT).type()).isEqualTo(FileType.DIRECTORY.code());
        assertThat(Guest.errno(guest.calls().fdPrestatGet(guest.memory, ROOT, DATA)))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.memory.getLong(DATA)).isEqualTo(1L << 32);
        assertThat(Guest.errno(guest.calls().fdPrestatDirName(guest.memory, ROOT, DATA, 1)))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.memory.getByte(DATA)).isEqualTo((byte) '/');
        assertThat(Guest.errno(guest.calls().fdPrestatDirName(guest.memory, ROOT, DATA, 0)))
                .isEqualTo(Errno.NAMETOOLONG);
        for (int fd : new int[] {0, 1, 2, 4, guest.openDirectory(".")}) {
            assertThat(Guest.errno(guest.calls().fdPrestatGet(guest.memory, fd, DATA)))
                    .isEqualTo(Errno.BADF);
        }
    }

    @EveryBackend
    void file_isShownWithTypeAndRights(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        Guest.Fdstat fdstat = guest.fdstat(guest.create("f"));
        assertThat(fdstat.type()).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(fdstat.base() & (READ | WRITE)).isEqualTo(READ | WRITE);
    }

    @EveryBackend
    void modificationTime_ofAFileWithoutAName_movesTooWhenItIsWritten(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("file");
        guest.unlink("file");
        long old = 1_000_000_000L;
        for (Runnable change : List.<Runnable>of(
                () -> guest.write(fd, "abc"), () -> guest.pwrite(fd, "X", 1), () -> guest.trySetSize(fd, 1))) {
            assertThat(guest.trySetTimes(fd, old, old, Flags.TIMES_MTIM)).isEqualTo(Errno.SUCCESS);
            change.run();
            assertThat(guest.stat(fd).modified()).isGreaterThan(old);
        }
    }

    @EveryBackend
    void namesMadeBelow_leaveTheTimesOfOtherDirectoriesAlone(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        guest.createFile("file", "");
        assertThat(guest.trySetTimes(".", 0, 0, 5_000_000_000L, Flags.TIMES_MTIM))
                .isEqualTo(Errno.SUCCESS);
        guest.mkdir("d/e");
        guest.symlink("e", "d/link");
        assertThat(guest.tryLink("file", "d/hard")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(".").modified()).isEqualTo(5_000_000_000L);
    }
}
