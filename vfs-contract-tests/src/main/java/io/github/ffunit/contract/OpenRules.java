package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Section A, first half: the flags and rights of opening. */
final class OpenRules {
    @Rule(
            id = "A01",
            says = "Opening a missing name without CREAT answers NOENT.",
            source = "WTS:path_open_missing, LX")
    void missing(World world) {
        Guest guest = world.guest();
        for (String name : List.of("missing", world.sampleDirectory() + "/missing")) {
            for (int flags : new int[] {0, DIRECTORY, TRUNC, EXCL, EXCL | TRUNC}) {
                assertThat(guest.tryOpen(name, flags, READ))
                        .as("%s, flags %d", name, flags)
                        .isEqualTo(Errno.NOENT);
            }
            assertThat(guest.tryStat(name)).isEqualTo(Errno.NOENT);
        }
    }

    @Rule(
            id = "A02",
            says = "CREAT makes an empty regular file with position 0, and leaves an existing one as it is.",
            source = "SPEC path_open",
            needs = WRITABLE)
    void creation(World world) {
        Guest guest = world.guest();
        int fd = guest.open("new", CREAT, READ | WRITE);
        assertThat(fd).isNotNegative();
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.stat(fd).size()).isZero();
        assertThat(guest.stat("new").type()).isEqualTo(FileType.REGULAR_FILE.code());
        guest.write(fd, "abc");
        guest.close(fd);
        Guest.Stat before = guest.stat("new");
        int again = guest.open("new", CREAT, READ);
        assertThat(guest.stat(again)).isEqualTo(before);
        assertThat(guest.tell(again)).isZero();
        assertThat(guest.read(again, 10)).isEqualTo("abc");
    }

    @Rule(
            id = "A03",
            says =
                    "CREAT with EXCL answers EXIST for every existing name and touches nothing; EXCL alone means nothing.",
            source = "WTS:path_open_create_existing, WTS3:flags-and-type, PJD open/22, LX")
    void exclusive(World world) {
        Guest guest = world.guest();
        Guest.Stat before = guest.stat(world.sampleFile());
        for (String name : List.of(world.sampleFile(), world.sampleDirectory(), ".")) {
            for (int lookup : new int[] {FOLLOW, NOFOLLOW}) {
                assertThat(guest.tryOpen(ROOT, name, lookup, CREAT | EXCL, WRITE, 0))
                        .as(name)
                        .isEqualTo(Errno.EXIST);
                assertThat(guest.tryOpen(ROOT, name, lookup, CREAT | EXCL | TRUNC, READ | WRITE, 0))
                        .as(name)
                        .isEqualTo(Errno.EXIST);
            }
        }
        assertThat(guest.stat(world.sampleFile())).isEqualTo(before);
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
        assertThat(guest.tryOpen(world.sampleFile(), EXCL, READ)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "A03",
            part = 2,
            says = "A symbolic link exists too, wherever it leads and whether it is followed or not.",
            source = "PJD open/22, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void exclusiveOverLinks(World world) {
        Guest guest = world.guest();
        makeLinks(guest);
        for (String name : List.of("toFile", "toDirectory", "dangling", "loop")) {
            for (int lookup : new int[] {FOLLOW, NOFOLLOW}) {
                assertThat(guest.tryOpen(ROOT, name, lookup, CREAT | EXCL | TRUNC, WRITE, 0))
                        .as(name)
                        .isEqualTo(Errno.EXIST);
            }
        }
        assertThat(guest.tryStat("nowhere")).isEqualTo(Errno.NOENT);
        assertThat(guest.readAll("file")).isEqualTo("abc");
        assertThat(guest.readlink("dangling", 100)).isEqualTo("nowhere");
    }

    private static void makeLinks(Guest guest) {
        guest.createFile("file", "abc");
        guest.mkdir("directory");
        guest.symlink("file", "toFile");
        guest.symlink("directory", "toDirectory");
        guest.symlink("nowhere", "dangling");
        guest.symlink("loop", "loop");
    }

    @Rule(id = "A04", says = "CREAT with DIRECTORY answers INVAL before any look-up.", source = "WT, WZ, LX")
    void creatingADirectory(World world) {
        Guest guest = world.guest();
        for (String name : List.of("new", "missing/new", world.sampleFile(), world.sampleDirectory(), "")) {
            for (int more : new int[] {0, EXCL, TRUNC, EXCL | TRUNC}) {
                assertThat(guest.tryOpen(name, CREAT | DIRECTORY | more, READ))
                        .as("[%s], flags %d", name, more)
                        .isEqualTo(Errno.INVAL);
            }
        }
        assertThat(guest.tryStat("new")).isEqualTo(Errno.NOENT);
    }

    @Rule(
            id = "A05",
            says = "DIRECTORY opens directories, and answers NOTDIR for a regular file.",
            source = "WTS:nofollow_errors, LX")
    void directoryFlag(World world) {
        Guest guest = world.guest();
        assertThat(guest.tryOpen(world.sampleFile(), DIRECTORY, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen(world.sampleFile(), DIRECTORY, 0)).isEqualTo(Errno.NOTDIR);
        int fd = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        assertThat(guest.fdstat(fd).type()).isEqualTo(FileType.DIRECTORY.code());
        assertThat(guest.stat(fd)).isEqualTo(guest.stat(world.sampleDirectory()));
    }

    @Rule(
            id = "A06",
            says =
                    "A directory opened with FD_WRITE, CREAT or TRUNC answers ISDIR; without them DIRECTORY is optional.",
            source = "WTS:path_open_preopen, LX")
    void directoryToChange(World world) {
        Guest guest = world.guest();
        for (String name : List.of(world.sampleDirectory(), ".")) {
            assertThat(guest.tryOpen(name, 0, WRITE)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryOpen(name, DIRECTORY, READ | WRITE)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryOpen(name, CREAT, READ)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryOpen(name, CREAT, WRITE)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryOpen(name, TRUNC, READ)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryOpen(name, TRUNC | DIRECTORY, READ)).isEqualTo(Errno.ISDIR);
            assertThat(guest.fdstat(guest.open(name, 0, READ)).type()).isEqualTo(FileType.DIRECTORY.code());
            assertThat(guest.fdstat(guest.open(name, 0, 0)).type()).isEqualTo(FileType.DIRECTORY.code());
        }
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }

    @Rule(
            id = "A07",
            says = "TRUNC empties an existing file whatever the rights, and keeps its inode.",
            source = "WTS:truncation_rights, WTS:file_truncation, LX",
            needs = WRITABLE)
    void truncation(World world) {
        Guest guest = world.guest();
        for (long rights : new long[] {0, READ, WRITE, READ | WRITE}) {
            guest.createFile("file", "abc");
            long inode = guest.stat("file").inode();
            int fd = guest.open("file", TRUNC, rights);
            assertThat(guest.stat("file").size()).as("rights %d", rights).isZero();
            assertThat(guest.stat(fd).size()).isZero();
            assertThat(guest.stat("file").inode()).isEqualTo(inode);
            guest.close(fd);
            assertThat(guest.readAll("file")).isEmpty();
        }
    }

    @Rule(
            id = "A08",
            says = "Rights decide over reading and writing: what was not asked for answers BADF and is not in fdstat.",
            source = "WTS:path_open_read_write, LX")
    void readingRights(World world) {
        Guest guest = world.guest();
        int reader = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.fdstat(reader).base() & (READ | WRITE)).isEqualTo(READ);
        assertThat(guest.tryWrite(reader, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.tryRead(reader, 1)).isEqualTo(Errno.SUCCESS);
        int neither = guest.open(world.sampleFile(), 0, 0);
        assertThat(guest.fdstat(neither).base() & (READ | WRITE)).isZero();
        assertThat(guest.tryRead(neither, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(neither, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }

    @Rule(
            id = "A08",
            part = 2,
            says = "CREAT does not add the right to write.",
            source = "WTS:path_open_read_write, LX",
            needs = WRITABLE)
    void writingRights(World world) {
        Guest guest = world.guest();
        int created = guest.open("file", CREAT, READ);
        assertThat(guest.fdstat(created).base() & (READ | WRITE)).isEqualTo(READ);
        assertThat(guest.tryWrite(created, "x")).isEqualTo(Errno.BADF);
        int writer = guest.open("file", 0, WRITE);
        assertThat(guest.fdstat(writer).base() & (READ | WRITE)).isEqualTo(WRITE);
        assertThat(guest.tryRead(writer, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.write(writer, "abc")).isEqualTo(3);
        guest.close(writer);
        int both = guest.open("file", 0, READ | WRITE);
        assertThat(guest.fdstat(both).base() & (READ | WRITE)).isEqualTo(READ | WRITE);
        assertThat(guest.read(both, 1)).isEqualTo("a");
        assertThat(guest.tryWrite(both, "B")).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "A09",
            says =
                    "A symbolic link that is not followed answers LOOP, or NOTDIR with DIRECTORY; nothing behind it changes.",
            source = "WTS:nofollow_errors, WTS:dangling_symlink, WTS:symlink_loop, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void notFollowed(World world) {
        Guest guest = world.guest();
        makeLinks(guest);
        for (String name : List.of("toFile", "toDirectory", "dangling", "loop")) {
            for (int flags : new int[] {0, CREAT, TRUNC, CREAT | TRUNC}) {
                assertThat(guest.tryOpen(ROOT, name, NOFOLLOW, flags, READ, 0))
                        .as("%s, flags %d", name, flags)
                        .isEqualTo(Errno.LOOP);
            }
            assertThat(guest.tryOpen(ROOT, name, NOFOLLOW, DIRECTORY, READ, 0))
                    .as(name)
                    .isEqualTo(Errno.NOTDIR);
        }
        assertThat(guest.tryStat("nowhere")).isEqualTo(Errno.NOENT);
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }

    @Rule(
            id = "A10",
            says = "A symbolic link that is followed opens its target, and CREAT makes a missing one.",
            source = "WTS:symlink_create, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void followed(World world) {
        Guest guest = world.guest();
        makeLinks(guest);
        guest.symlink("../file", "directory/up");
        guest.symlink("toDirectory/up", "chain");
        guest.symlink("made", "directory/unmade");
        assertThat(guest.readAll("toFile")).isEqualTo("abc");
        assertThat(guest.readAll("chain")).isEqualTo("abc");
        assertThat(guest.stat(guest.openDirectory("toDirectory"))).isEqualTo(guest.stat("directory"));
        assertThat(guest.tryOpen("dangling", 0, READ)).isEqualTo(Errno.NOENT);
        guest.createFile("dangling", "one");
        assertThat(guest.readAll("nowhere")).isEqualTo("one");
        guest.createFile("directory/unmade", "two");
        assertThat(guest.readAll("directory/made")).isEqualTo("two");
        assertThat(guest.tryStat("made")).isEqualTo(Errno.NOENT);
        assertThat(guest.stat("dangling").type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
        assertThat(guest.readlink("dangling", 100)).isEqualTo("nowhere");
    }

    @Rule(
            id = "A15",
            says = "NONBLOCK is without effect, and SYNC, DSYNC and RSYNC are echoed, on files and directories.",
            source = "WTS:path_open_nonblock, WTS:path_filestat")
    void fileFlags(World world) {
        Guest guest = world.guest();
        List<Integer> accepted = List.of(
                Flags.FD_NONBLOCK,
                Flags.FD_SYNC,
                Flags.FD_DSYNC,
                Flags.FD_RSYNC,
                Flags.FD_NONBLOCK | Flags.FD_SYNC | Flags.FD_DSYNC | Flags.FD_RSYNC);
        for (int flags : accepted) {
            int file = guest.open(world.sampleFile(), 0, READ, flags);
            assertThat(guest.fdstat(file).flags()).isEqualTo(flags);
            assertThat(guest.readBytes(file, 10)).hasSize(10);
            int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ, flags);
            assertThat(guest.fdstat(directory).flags()).isEqualTo(flags);
            assertThat(guest.list(directory, 4096)).isNotEmpty();
        }
    }

    @Rule(
            id = "A15",
            part = 2,
            says = "Files opened with these flags are written as others are.",
            source = "WTS:path_open_nonblock",
            needs = {WRITABLE, RANDOM_ACCESS})
    void fileFlagsWriting(World world) {
        Guest guest = world.guest();
        int flags = Flags.FD_NONBLOCK | Flags.FD_SYNC | Flags.FD_DSYNC | Flags.FD_RSYNC;
        int fd = guest.open("file", CREAT, READ | WRITE, flags);
        assertThat(guest.write(fd, "abc")).isEqualTo(3);
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("abc");
    }

    @Rule(
            id = "A15",
            part = 3,
            says = "A full table of open files answers MFILE, and no file is created or cut.",
            source = "WTS:path_open_nonblock, POSIX")
    void fullTable(World world) throws IOException {
        String sample = world.sampleFile();
        Guest guest = world.reopen(bridge -> bridge.maxOpenFiles(8));
        List<Integer> open = new ArrayList<>();
        while (open.size() < 4) {
            open.add(guest.open(sample, 0, READ));
        }
        assertThat(guest.tryOpen(sample, 0, READ)).isEqualTo(Errno.MFILE);
        assertThat(guest.tryOpen(world.sampleDirectory(), DIRECTORY, READ)).isEqualTo(Errno.MFILE);
        if (world.has(WRITABLE)) {
            assertThat(guest.tryOpen("new", CREAT, WRITE)).isEqualTo(Errno.MFILE);
            assertThat(guest.tryStat("new")).isEqualTo(Errno.NOENT);
            assertThat(guest.tryOpen(sample, TRUNC, WRITE)).isEqualTo(Errno.MFILE);
        }
        guest.close(open.get(0));
        assertThat(guest.readAllBytes(sample)).isEqualTo(world.sampleContent());
    }
}
