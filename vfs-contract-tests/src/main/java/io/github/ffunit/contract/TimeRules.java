package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.LINK_TIMES;
import static io.github.ffunit.contract.Capability.NANOSECOND_TIMES;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SETTABLE_TIMES;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static io.github.ffunit.contract.Stamps.BOTH;
import static io.github.ffunit.contract.Stamps.OLD;
import static io.github.ffunit.contract.Stamps.SECOND;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM_NOW;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** Section G, second part: time stamps. */
final class TimeRules {
    @FunctionalInterface
    private interface SetTimes {
        Errno set(long accessed, long modified, int flags);
    }

    /** Both ways to set the times of a file. */
    private static List<SetTimes> ways(Guest guest, String name) {
        int fd = guest.open(name, 0, READ);
        return List.of(
                (accessed, modified, flags) -> guest.trySetTimes(name, NOFOLLOW, accessed, modified, flags),
                (accessed, modified, flags) -> guest.trySetTimes(fd, accessed, modified, flags));
    }

    private static void expect(Guest guest, String name, long accessed, long modified) {
        Guest.Stat stat = guest.stat(name);
        assertThat(stat.accessed()).as("access time").isEqualTo(accessed);
        assertThat(stat.modified()).as("modification time").isEqualTo(modified);
        assertThat(stat.size()).isEqualTo(3);
    }

    @Rule(
            id = "G07",
            says = "Each stamp is set as given and alone; the size stays.",
            source = "WTS:fd_filestat_set, WTS:path_filestat, PJD utimensat/02, PJD utimensat/08",
            needs = {WRITABLE, SETTABLE_TIMES})
    void setting(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        for (SetTimes way : ways(guest, "file")) {
            assertThat(way.set(5 * SECOND, 7 * SECOND, BOTH)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", 5 * SECOND, 7 * SECOND);
            assertThat(way.set(8 * SECOND, 9 * SECOND, TIMES_MTIM)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", 5 * SECOND, 9 * SECOND);
            assertThat(way.set(11 * SECOND, 12 * SECOND, TIMES_ATIM)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", 11 * SECOND, 9 * SECOND);
            assertThat(way.set(0, 0, BOTH)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", 0, 0);
        }
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }

    @Rule(
            id = "G07",
            part = 2,
            says = "Times of a directory are set as well.",
            source = "WTS:path_filestat",
            needs = {WRITABLE, SETTABLE_TIMES})
    void settingOfDirectories(World world) {
        Guest guest = world.guest();
        guest.mkdir("directory");
        assertThat(guest.trySetTimes("directory", NOFOLLOW, 5 * SECOND, 7 * SECOND, BOTH))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat("directory").modified()).isEqualTo(7 * SECOND);
        int fd = guest.openDirectory("directory");
        assertThat(guest.trySetTimes(fd, 0, 9 * SECOND, TIMES_MTIM)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).modified()).isEqualTo(9 * SECOND);
        assertThat(guest.stat(fd).accessed()).isEqualTo(5 * SECOND);
    }

    @Rule(
            id = "G07",
            part = 3,
            says = "A stamp is exact to the nanosecond, or cut to what the file system declares, never rounded up.",
            source = "WTS:fd_filestat_set",
            needs = {WRITABLE, SETTABLE_TIMES})
    void granularity(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        long stamp = 1_234_567_890_987_654_321L;
        for (SetTimes way : ways(guest, "file")) {
            assertThat(way.set(0, 0, BOTH)).isEqualTo(Errno.SUCCESS);
            assertThat(way.set(stamp + 1, stamp, BOTH)).isEqualTo(Errno.SUCCESS);
            long lost = world.has(NANOSECOND_TIMES) ? 0 : SECOND - 1;
            assertThat(guest.stat("file").modified()).isBetween(stamp - lost, stamp);
            assertThat(guest.stat("file").accessed()).isBetween(stamp + 1 - lost, stamp + 1);
        }
    }

    @Rule(
            id = "G08",
            says = "A stamp that is given and now at once answers INVAL, and nothing changes.",
            source = "WTS:fstflags_validate, WTS:path_filestat, WZ")
    void contradiction(World world) {
        Guest guest = world.guest();
        Guest.Stat before = guest.stat(world.sampleFile());
        int[] contradictions = {
            TIMES_MTIM | TIMES_MTIM_NOW,
            TIMES_ATIM | TIMES_ATIM_NOW,
            TIMES_MTIM | TIMES_ATIM | TIMES_ATIM_NOW,
            BOTH | TIMES_MTIM_NOW | TIMES_ATIM_NOW
        };
        for (SetTimes way : ways(guest, world.sampleFile())) {
            for (int flags : contradictions) {
                assertThat(way.set(SECOND, SECOND, flags)).as("flags %d", flags).isEqualTo(Errno.INVAL);
            }
        }
        assertThat(guest.stat(world.sampleFile())).isEqualTo(before);
    }

    @Rule(
            id = "G08",
            part = 2,
            says = "Without a stamp to set the call succeeds and changes nothing.",
            source = "WTS:path_filestat",
            needs = WRITABLE)
    void nothing(World world) {
        Guest guest = world.guest();
        Guest.Stat before = guest.stat(world.sampleFile());
        for (SetTimes way : ways(guest, world.sampleFile())) {
            assertThat(way.set(SECOND, SECOND, 0)).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.stat(world.sampleFile())).isEqualTo(before);
    }

    @Rule(
            id = "G09",
            says = "Now is what the guest's real-time clock says.",
            source = "SPEC fstflags",
            needs = {WRITABLE, SETTABLE_TIMES})
    void now(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        for (SetTimes way : ways(guest, "file")) {
            Stamps.makeOld(guest, "file");
            assertThat(way.set(1, 1, TIMES_MTIM_NOW)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", OLD, World.NOW);
            Stamps.makeOld(guest, "file");
            assertThat(way.set(1, 1, TIMES_ATIM_NOW)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", World.NOW, OLD);
            assertThat(way.set(3 * SECOND, 1, TIMES_ATIM | TIMES_MTIM_NOW)).isEqualTo(Errno.SUCCESS);
            expect(guest, "file", 3 * SECOND, World.NOW);
        }
    }

    @Rule(
            id = "G10",
            says = "Times set through a symbolic link that is followed are its target's, and else are not.",
            source = "WTS:symlink_filestat, PJD utimensat/05",
            needs = {WRITABLE, SYMBOLIC_LINKS, SETTABLE_TIMES})
    void throughLinks(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        guest.symlink("file", "link");
        long linkTime = guest.stat("link").modified();
        assertThat(guest.trySetTimes("link", FOLLOW, 5 * SECOND, 7 * SECOND, BOTH))
                .isEqualTo(Errno.SUCCESS);
        expect(guest, "file", 5 * SECOND, 7 * SECOND);
        assertThat(guest.stat("link").modified()).isEqualTo(linkTime);
        Errno errno = guest.trySetTimes("link", NOFOLLOW, 8 * SECOND, 9 * SECOND, BOTH);
        expect(guest, "file", 5 * SECOND, 7 * SECOND);
        if (world.has(LINK_TIMES)) {
            assertThat(errno).isEqualTo(Errno.SUCCESS);
            assertThat(guest.stat("link").accessed()).isEqualTo(8 * SECOND);
            assertThat(guest.stat("link").modified()).isEqualTo(9 * SECOND);
        } else {
            assertThat(errno).isEqualTo(Errno.NOTSUP);
            assertThat(guest.stat("link").modified()).isEqualTo(linkTime);
        }
    }

    @Rule(
            id = "G11",
            says = "A stamp before 1970 or after 2262 is shown as the nearest that there is, and never fails a call.",
            source = "WT:stat_extreme_host_mtime, PJD utimensat/09",
            needs = {WRITABLE, SETTABLE_TIMES})
    void extremeOfHost(World world) throws IOException {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        Path file = world.root().resolve("file");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1960-01-01T00:00:00Z")));
        assertThat(guest.stat("file").modified()).isZero();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2400-01-01T00:00:00Z")));
        assertThat(guest.stat("file").modified()).isEqualTo(Long.MAX_VALUE);
        assertThat(guest.stat(guest.open("file", 0, READ)).modified()).isEqualTo(Long.MAX_VALUE);
        assertThat(guest.names(".")).contains("file");
    }

    @Rule(
            id = "G11",
            part = 2,
            says = "The same for a stamp of 2^63 ns and more that a guest sets.",
            source = "PJD utimensat/09",
            needs = {WRITABLE, SETTABLE_TIMES})
    void extremeOfGuest(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        for (SetTimes way : ways(guest, "file")) {
            for (long stamp : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
                assertThat(way.set(stamp, stamp, BOTH)).isEqualTo(Errno.SUCCESS);
                long lost = world.has(NANOSECOND_TIMES) ? 0 : SECOND - 1;
                assertThat(guest.stat("file").modified()).isBetween(Long.MAX_VALUE - lost, Long.MAX_VALUE);
            }
        }
    }

    private static void expectChange(Guest guest, String name, String what, Runnable change) {
        Stamps.makeOld(guest, name);
        change.run();
        assertThat(guest.stat(name).modified())
                .as("modification time after %s", what)
                .isGreaterThan(OLD);
    }

    @Rule(
            id = "G12",
            says =
                    "The modification time moves when content is written, cut or grown, at once and for all to see; not when it is read.",
            source = "PJD write/00, PJD ftruncate/00",
            needs = {WRITABLE, RANDOM_ACCESS, SETTABLE_TIMES})
    void contentChanges(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int fd = guest.open("file", 0, READ | WRITE);
        expectChange(guest, "file", "write", () -> guest.write(fd, "x"));
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("file"));
        expectChange(guest, "file", "pwrite", () -> guest.pwrite(fd, "y", 1));
        expectChange(guest, "file", "smaller size", () -> guest.trySetSize(fd, 1));
        expectChange(guest, "file", "larger size", () -> guest.trySetSize(fd, 5));
        expectChange(guest, "file", "allocation", () -> guest.tryAllocate(fd, 0, 9));
        expectChange(guest, "file", "TRUNC", () -> guest.close(guest.open("file", TRUNC, 0)));
        guest.write(fd, "abc");
        Stamps.makeOld(guest, "file");
        assertThat(guest.pread(fd, 3, 1)).isEqualTo("abc");
        guest.seek(fd, 1);
        assertThat(guest.read(fd, 3)).isEqualTo("abc");
        assertThat(guest.stat("file").modified()).as("after reading").isEqualTo(OLD);
        guest.close(fd);
        assertThat(guest.stat("file").modified()).as("after close").isEqualTo(OLD);
    }

    @Rule(
            id = "G12",
            part = 6,
            says =
                    "Where a file is unlinked while it is open, no directory but its own sees it, and none sees it closed.",
            source = "PJD unlink/00, ours",
            needs = {WRITABLE, RANDOM_ACCESS, SETTABLE_TIMES})
    void unlinkedWhileOpen(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/file", "abc");
        int fd = guest.open("d/file", 0, READ | WRITE);
        Stamps.makeOld(guest, ".");
        expectChange(guest, "d", "unlink", () -> guest.unlink("d/file"));
        Stamps.makeOld(guest, "d");
        guest.write(fd, "x");
        guest.close(fd);
        for (String name : List.of(".", "d")) {
            assertThat(guest.stat(name).modified()).as(name).isEqualTo(OLD);
        }
    }

    @Rule(
            id = "G12",
            part = 5,
            says = "Storing and closing an open file move neither time if it was not written since.",
            source = "POSIX fsync, POSIX close",
            needs = {WRITABLE, RANDOM_ACCESS, SETTABLE_TIMES})
    void noChange(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int writer = guest.open("file", 0, READ | WRITE);
        int reader = guest.open("file", 0, READ);
        int maker = guest.open("made", CREAT, READ);
        for (String name : List.of("file", "made")) {
            Stamps.makeOld(guest, name);
        }
        for (int fd : new int[] {writer, reader, maker}) {
            assertThat(guest.trySync(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryDatasync(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.stat(fd).modified()).as("after sync").isEqualTo(OLD);
            assertThat(guest.stat(fd).accessed()).as("after sync").isEqualTo(OLD);
        }
        guest.close(writer);
        assertThat(guest.stat("file").accessed()).as("after close").isEqualTo(OLD);
        // That of a file opened for reading may count as an access.
        guest.close(reader);
        guest.close(maker);
        assertThat(guest.stat("file").modified()).as("after close").isEqualTo(OLD);
        assertThat(guest.stat("made").modified()).as("after close").isEqualTo(OLD);
    }

    @Rule(
            id = "G12",
            part = 2,
            says = "That of a directory moves when a name in it comes or goes.",
            source = "PJD open/00, PJD unlink/00, PJD rename/00, PJD mkdir/00, PJD rmdir/00",
            needs = {WRITABLE, SETTABLE_TIMES})
    void nameChanges(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.mkdir("other");
        expectChange(guest, "d", "CREAT", () -> guest.createFile("d/file", ""));
        expectChange(guest, "d", "rename inside", () -> guest.rename("d/file", "d/moved"));
        expectChange(guest, "d", "rename away", () -> guest.rename("d/moved", "other/file"));
        expectChange(guest, "d", "rename here", () -> guest.rename("other/file", "d/file"));
        expectChange(guest, "other", "rename away and back", () -> {
            guest.rename("d/file", "other/file");
            guest.rename("other/file", "d/file");
        });
        expectChange(guest, "d", "unlink", () -> guest.unlink("d/file"));
        expectChange(guest, "d", "mkdir", () -> guest.mkdir("d/sub"));
        expectChange(guest, "d", "rmdir", () -> guest.rmdir("d/sub"));
    }

    @Rule(
            id = "G12",
            part = 3,
            says = "The same for links.",
            source = "PJD link/00, PJD symlink/00",
            needs = {WRITABLE, SETTABLE_TIMES, SYMBOLIC_LINKS, HARD_LINKS})
    void linkChanges(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("file", "abc");
        expectChange(guest, "d", "symlink", () -> guest.symlink("x", "d/symbolic"));
        expectChange(guest, "d", "link", () -> guest.link("file", "d/hard"));
    }

    @Rule(
            id = "G12",
            part = 4,
            says = "A call that fails moves no time.",
            source = "PJD */00",
            needs = {WRITABLE, SETTABLE_TIMES})
    void failures(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.mkdir("d/sub");
        guest.createFile("d/sub/file", "abc");
        guest.createFile("d/file", "abc");
        int reader = guest.open("d/file", 0, READ);
        for (String name : List.of("d/sub", "d/file", "d")) {
            Stamps.makeOld(guest, name);
        }
        assertThat(guest.tryWrite(reader, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.trySetSize(reader, 1)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryMkdir("d/sub")).isEqualTo(Errno.EXIST);
        assertThat(guest.tryRmdir("d/sub")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.tryUnlink("d/missing")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryUnlink("d/sub")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryRename("d/missing", "d/new")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRename("d/file", "d/sub")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryLink("d/file", "d/sub")).isEqualTo(Errno.EXIST);
        assertThat(guest.trySymlink("x", "d/file")).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("d/file", CREAT | EXCL | TRUNC, WRITE)).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("d/new/", CREAT, WRITE)).isEqualTo(Errno.ISDIR);
        for (String name : List.of("d", "d/sub", "d/file")) {
            assertThat(guest.stat(name).modified()).as(name).isEqualTo(OLD);
        }
    }
}
