package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Section M, second part: the devices. */
final class DeviceRules {
    @Rule(id = "M03", says = "/dev/null gives nothing, takes everything, and is at 0 for ever.", source = "LX, AF")
    void nullDevice(World world) {
        Guest guest = world.guest();
        int fd = guest.open("dev/null", CREAT | TRUNC, READ | WRITE);
        assertThat(guest.write(fd, "discarded")).isEqualTo(9);
        assertThat(guest.writev(fd, new byte[3], new byte[0], new byte[4])).isEqualTo(7);
        assertThat(guest.pwrite(fd, "xyz", 5)).isEqualTo(3);
        assertThat(guest.read(fd, 100)).isEmpty();
        assertThat(guest.pread(fd, 100, 5)).isEmpty();
        for (int whence : new int[] {Flags.WHENCE_SET, Flags.WHENCE_CUR, Flags.WHENCE_END}) {
            assertThat(guest.seek(fd, 100, whence)).isZero();
        }
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.stat(fd).size()).isZero();
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("dev/null"));
        assertThat(guest.write(guest.open("dev/null", 0, WRITE, APPEND), "x")).isEqualTo(1);
    }

    @Rule(id = "M03", says = "Devices are character devices that are no terminals.", source = "LX, LIBC")
    void noTerminal(World world) {
        Guest guest = world.guest();
        for (String name : new String[] {"dev/null", "dev/random", "dev/urandom"}) {
            Guest.Fdstat fdstat = guest.fdstat(guest.open(name, 0, READ | WRITE));
            assertThat(fdstat.type()).as(name).isEqualTo(FileType.CHARACTER_DEVICE.code());
            assertThat(guest.stat(name).type()).as(name).isEqualTo(FileType.CHARACTER_DEVICE.code());
            // wasi-libc takes a character device for a terminal if it lacks both.
            assertThat(fdstat.base() & Rights.FD_SEEK).as(name).isNotZero();
            assertThat(fdstat.base() & Rights.FD_TELL).as(name).isNotZero();
        }
    }

    @Rule(
            id = "M03",
            says = "/dev/null may be created and cut, but not exclusively, and is no directory.",
            source = "LX")
    void openingNull(World world) {
        Guest guest = world.guest();
        assertThat(guest.tryOpen("dev/null", CREAT | TRUNC, WRITE)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen("dev/null", CREAT | EXCL, WRITE)).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("dev/null", DIRECTORY, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("dev/null/x", 0, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("dev/null/", 0, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryMkdir("dev/null")).isEqualTo(Errno.EXIST);
        assertThat(guest.tryWrite(guest.open("dev/null", 0, READ), "x")).isEqualTo(Errno.BADF);
        assertThat(guest.tryRead(guest.open("dev/null", 0, WRITE), 1)).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "M04",
            says = "The size of /dev/null cannot be set (INVAL), no room can be reserved (NOTSUP), and sync succeeds.",
            source = "LX")
    void sizeOfNull(World world) {
        Guest guest = world.guest();
        int fd = guest.open("dev/null", 0, READ | WRITE);
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySetSize(fd, 100)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(fd, 0, 1)).isEqualTo(Errno.NOTSUP);
        assertThat(guest.trySync(fd)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryDatasync(fd)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isZero();
    }

    @Rule(
            id = "M05",
            says =
                    "The random devices fill every read, differently each time; the offset of a pread is nothing to them.",
            source = "LX, AF")
    void randomDevices(World world) {
        Guest guest = world.guest();
        for (String name : new String[] {"dev/random", "dev/urandom"}) {
            int fd = guest.open(name, 0, READ | WRITE);
            for (int length : new int[] {1, 7, 8, 9, 4096, 100_000}) {
                assertThat(guest.readBytes(fd, length)).as(name).hasSize(length);
            }
            assertThat(guest.readScattered(fd, 5, 0, 11)).hasSize(3);
            byte[] first = guest.readBytes(fd, 64);
            assertThat(guest.readBytes(fd, 64)).isNotEqualTo(first);
            byte[] here = guest.preadBytes(fd, 64, 10);
            assertThat(here).hasSize(64).isNotEqualTo(first);
            assertThat(guest.preadBytes(fd, 64, 10)).isNotEqualTo(here);
            assertThat(guest.write(fd, "entropy")).isEqualTo(7);
            assertThat(guest.stat(fd).size()).isZero();
        }
    }

    @Rule(id = "M05", says = "With a generator of the host's the random devices repeat by its seed.", source = "ours")
    void randomBySeed(World world) throws IOException {
        byte[] first = randomBytes(world, 5);
        assertThat(first).isEqualTo(randomBytes(world, 5)).isNotEqualTo(randomBytes(world, 6));
    }

    private static byte[] randomBytes(World world, long seed) throws IOException {
        Guest guest = world.reopen(builder -> builder.random(new SplittableRandom(seed)));
        byte[] all = Arrays.copyOf(guest.readBytes(guest.open("dev/random", 0, READ), 1000), 2000);
        byte[] more = guest.readBytes(guest.open("dev/urandom", 0, READ), 1000);
        System.arraycopy(more, 0, all, 1000, 1000);
        return all;
    }
}
