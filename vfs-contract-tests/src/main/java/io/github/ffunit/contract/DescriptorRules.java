package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Section N, first part: the numbers of open files. */
final class DescriptorRules {
    @Rule(
            id = "N01",
            says = "A number that is not open is BADF in every call, 2^31 and above included.",
            source = "WTS:close_preopen, WTS:renumber")
    void notOpen(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        for (int fd : new int[] {4, 99, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            for (Errno errno : everyCall(guest, fd)) {
                assertThat(errno).as("fd %d", fd).isEqualTo(Errno.BADF);
            }
            for (CallOnPath call : CallOnPath.all(file)) {
                assertThat(call.run(guest, fd, "x"))
                        .as("%s at %d", call.name(), fd)
                        .isEqualTo(Errno.BADF);
            }
        }
        assertThat(guest.open(file, 0, READ)).as("nothing was taken").isEqualTo(4);
    }

    private static List<Errno> everyCall(Guest guest, int fd) {
        return List.of(
                guest.tryAdvise(fd, 0, 1, 0),
                guest.tryAllocate(fd, 0, 1),
                guest.tryClose(fd),
                guest.tryDatasync(fd),
                guest.tryFdstat(fd),
                guest.trySetFlags(fd, 0),
                guest.trySetRights(fd, 0, 0),
                guest.tryStat(fd),
                guest.trySetSize(fd, 0),
                guest.trySetTimes(fd, 1, 1, Flags.TIMES_MTIM),
                guest.tryPread(fd, 1, 0),
                guest.tryPrestat(fd),
                guest.tryPrestatName(fd, 10),
                guest.tryPwrite(fd, "x", 0),
                guest.tryRead(fd, 1),
                guest.tryReaddir(fd, 100, 0),
                guest.tryRenumber(fd, ROOT),
                guest.tryRenumber(ROOT, fd),
                guest.trySeek(fd, 0, Flags.WHENCE_SET),
                guest.trySync(fd),
                guest.tryTell(fd),
                guest.tryWrite(fd, "x"),
                // Nothing to transfer is no way around it.
                guest.tryRead(fd, 0),
                guest.tryWrite(fd, ""));
    }

    @Rule(id = "N01", says = "Closing twice is BADF the second time.", source = "WTS:close_preopen")
    void closedTwice(World world) {
        Guest guest = world.guest();
        int file = guest.open(world.sampleFile(), 0, READ);
        int directory = guest.openDirectory(world.sampleDirectory());
        for (int fd : new int[] {file, directory, 0, 1, 2, ROOT}) {
            assertThat(guest.tryClose(fd)).as("fd %d", fd).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryClose(fd)).as("fd %d again", fd).isEqualTo(Errno.BADF);
            assertThat(everyCall(guest, fd)).as("fd %d", fd).containsOnly(Errno.BADF);
        }
    }

    @Rule(
            id = "N02",
            says = "A file gets the lowest number that is free, those of closed streams included.",
            source = "LX, C programs")
    void lowestFree(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        for (int expected = 4; expected < 12; expected++) {
            assertThat(guest.open(file, 0, READ)).isEqualTo(expected);
        }
        for (int fd : new int[] {9, 5, 0, 2, 7}) {
            guest.close(fd);
        }
        for (int expected : new int[] {0, 2, 5, 7, 9, 12}) {
            assertThat(guest.openDirectory(world.sampleDirectory())).isEqualTo(expected);
        }
    }

    @Rule(
            id = "N03",
            says = "A close that the file system fails is IO once, and frees the number all the same.",
            source = "LX",
            needs = WRITABLE)
    void failingClose(World world) throws IOException {
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.create("f");
        faulty.plan(FaultPlan.when(CallKind.CLOSE).onCall(1).thenFail(Fault.ioError()));
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.IO);
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.BADF);
        assertThat(guest.create("g")).isEqualTo(fd);
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "N03",
            says =
                    "What was written to a stream has arrived when it is closed; the root may be closed, others live on.",
            source = "LX, WTS:close_preopen")
    void closedStreamsAndRoot(World world) throws IOException {
        String name = world.sampleFile().substring(world.sampleDirectory().length() + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Guest guest = world.reopen(builder -> builder.standardOutput(bytes -> {
            while (bytes.hasRemaining()) {
                out.write(bytes.get());
            }
        }));
        guest.write(1, "written");
        guest.close(1);
        assertThat(out.toString(UTF_8)).isEqualTo("written");
        int fd = guest.openDirectory(world.sampleDirectory());
        assertThat(fd).isEqualTo(1);
        guest.close(ROOT);
        assertThat(guest.stat(guest.openAt(fd, name, 0, READ)).size()).isEqualTo(world.sampleContent().length);
    }

    @Rule(
            id = "N04",
            says = "fd_renumber moves an open file with position and flags; what had the number is closed.",
            source = "WTS:renumber",
            needs = {WRITABLE, RANDOM_ACCESS})
    void renumber(World world) {
        Guest guest = world.guest();
        int a = guest.open("a", CREAT, READ | WRITE, APPEND);
        int b = guest.create("b");
        guest.write(a, "abc");
        guest.write(b, "12345");
        assertThat(guest.tryRenumber(a, b)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryTell(a)).isEqualTo(Errno.BADF);
        assertThat(guest.tell(b)).isEqualTo(3);
        assertThat(guest.fdstat(b).flags()).isEqualTo(APPEND);
        guest.seek(b, 0);
        assertThat(guest.write(b, "d")).isEqualTo(1);
        assertThat(guest.readAll("a")).isEqualTo("abcd");
        assertThat(guest.readAll("b")).isEqualTo("12345");
        assertThat(guest.create("c")).as("free again").isEqualTo(a);
    }

    @Rule(
            id = "N04",
            says = "fd_renumber may go over the root, and over and from the streams.",
            source = "WTS:overwrite_preopen, WTS:stdio")
    void renumberRootAndStreams(World world) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String file = world.sampleFile();
        Guest guest = world.reopen(builder -> builder.standardOutput(bytes -> {
            while (bytes.hasRemaining()) {
                out.write(bytes.get());
            }
        }));
        int input = guest.open(file, 0, READ);
        assertThat(guest.tryRenumber(input, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.readBytes(0, 10)).isEqualTo(Arrays.copyOf(world.sampleContent(), 10));
        assertThat(guest.tryRenumber(1, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryWrite(1, "x")).isEqualTo(Errno.BADF);
        guest.write(2, "moved");
        assertThat(out.toString(UTF_8)).isEqualTo("moved");
        int directory = guest.openDirectory(world.sampleDirectory());
        assertThat(guest.tryRenumber(directory, ROOT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen(file, 0, READ)).as("another directory now").isEqualTo(Errno.NOENT);
        String name = file.substring(world.sampleDirectory().length() + 1);
        assertThat(guest.tryOpen(ROOT, name, FOLLOW, 0, READ, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryPrestat(ROOT)).as("no longer preopened").isEqualTo(Errno.BADF);
        assertThat(guest.tryRenumber(2, ROOT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen(name, 0, READ)).as("a stream").isEqualTo(Errno.NOTDIR);
    }

    @Rule(
            id = "N05",
            says = "fd_renumber from or to a number that is not open is BADF; onto itself it does nothing.",
            source = "WTS:renumber, WT, LX")
    void renumberNothing(World world) {
        Guest guest = world.guest();
        int fd = guest.open(world.sampleFile(), 0, READ);
        guest.read(fd, 10);
        for (int other : new int[] {fd + 1, 99, Integer.MAX_VALUE, -1}) {
            assertThat(guest.tryRenumber(fd, other)).as("to %d", other).isEqualTo(Errno.BADF);
            assertThat(guest.tryRenumber(other, fd)).as("from %d", other).isEqualTo(Errno.BADF);
            assertThat(guest.tryRenumber(other, other)).as("both %d", other).isEqualTo(Errno.BADF);
        }
        assertThat(guest.tryRenumber(fd, fd)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(10);
        assertThat(guest.readBytes(fd, 5)).isEqualTo(Arrays.copyOfRange(world.sampleContent(), 10, 15));
    }

    @Rule(
            id = "N07",
            says = "Preopened directories are numbered from 3 on without a gap; the first other number is BADF.",
            source = "LIBC")
    void preopens(World world) {
        Guest guest = world.guest();
        int fd = ROOT;
        while (guest.tryPrestat(fd) == Errno.SUCCESS) {
            assertThat(guest.tryReaddir(fd, 100, 0)).as("fd %d", fd).isEqualTo(Errno.SUCCESS);
            fd++;
        }
        assertThat(fd).as("first that is not preopened").isEqualTo(ROOT + 1);
        int opened = guest.openDirectory(world.sampleDirectory());
        for (int other : new int[] {0, 1, 2, fd, opened, opened + 1}) {
            assertThat(guest.tryPrestat(other)).as("fd %d", other).isEqualTo(Errno.BADF);
            assertThat(guest.tryPrestatName(other, 10)).as("fd %d", other).isEqualTo(Errno.BADF);
        }
    }

    @Rule(
            id = "N08",
            says = "A directory that is opened anew is listed anew, whatever number it gets; it never has bytes.",
            source = "ours")
    void directories(World world) {
        Guest guest = world.guest();
        String directory = world.sampleDirectory();
        int fd = guest.openDirectory(directory);
        List<Guest.Entry> entries = guest.list(fd, 4096);
        guest.close(fd);
        assertThat(guest.tryReaddir(fd, 100, entries.get(0).next())).isEqualTo(Errno.BADF);
        assertThat(guest.openDirectory("dev")).isEqualTo(fd);
        assertThat(guest.entries(guest.readdir(fd, 4096, 1)))
                .as("from a cookie of the directory before")
                .extracting(Guest.Entry::name)
                .contains("null")
                .doesNotContainAnyElementsOf(entries.stream()
                        .map(Guest.Entry::name)
                        .filter(name -> !name.startsWith("."))
                        .toList());
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryPread(fd, 1, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryPwrite(fd, "x", 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.trySeek(fd, 0, Flags.WHENCE_SET)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryTell(fd)).isEqualTo(Errno.ISDIR);
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.ISDIR);
    }
}
