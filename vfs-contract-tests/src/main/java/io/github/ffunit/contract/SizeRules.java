package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;

/** Section F, first half: setting the size of a file. */
final class SizeRules {
    @Rule(
            id = "F01",
            says = "A smaller size keeps the start and the position, and shows at once everywhere.",
            source = "SPEC fd_filestat_set_size, WTS3:set-size, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void smaller(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        int other = guest.open("file", 0, READ);
        guest.write(fd, "abcdef");
        guest.seek(other, 5);
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.tell(other)).isEqualTo(5);
        assertThat(guest.stat(fd).size()).isEqualTo(2);
        assertThat(guest.stat(other).size()).isEqualTo(2);
        assertThat(guest.stat("file").size()).isEqualTo(2);
        assertThat(guest.read(fd, 10)).isEmpty();
        assertThat(guest.read(other, 10)).isEmpty();
        assertThat(guest.pread(other, 10, 0)).isEqualTo("ab");
        guest.seek(fd, 1);
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySetSize(fd, 1)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(1);
        assertThat(guest.readAll("file")).isEqualTo("a");
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(1);
        assertThat(guest.readAll("file")).isEmpty();
    }

    @Rule(
            id = "F02",
            says = "A larger size is filled with zeros, never with what was there before.",
            source = "SPEC fd_filestat_set_size",
            needs = {WRITABLE, RANDOM_ACCESS})
    void larger(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "SECRET".repeat(5000));
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySetSize(fd, 20_000)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(30_000);
        assertThat(guest.readAll("file")).isEqualTo("SE" + "\0".repeat(19_998));
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySetSize(fd, 30_000)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.readAll("file")).isEqualTo("\0".repeat(30_000));
    }

    @Rule(
            id = "F03",
            says = "Setting the size through a file that is not open to write answers INVAL.",
            source = "LX, WTS3:set-size")
    void notWritable(World world) {
        Guest guest = world.guest();
        for (long rights : new long[] {READ, 0}) {
            int fd = guest.open(world.sampleFile(), 0, rights);
            for (long size : new long[] {0, 10, world.sampleContent().length, 5000}) {
                assertThat(guest.trySetSize(fd, size)).isEqualTo(Errno.INVAL);
            }
        }
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }

    @Rule(
            id = "F04",
            says = "A size of 2^63 and more answers INVAL, one above the largest FBIG, and nothing changes.",
            source = "WTS3:set-size, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void tooLarge(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abc");
        for (long size : new long[] {-1, Long.MIN_VALUE}) {
            assertThat(guest.trySetSize(fd, size)).as("size %d", size).isEqualTo(Errno.INVAL);
        }
        for (long size : new long[] {Long.MAX_VALUE, 1L << 62, 1L << 44}) {
            assertThat(guest.trySetSize(fd, size)).as("size %d", size).isEqualTo(Errno.FBIG);
        }
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.tell(fd)).isEqualTo(3);
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }

    @Rule(
            id = "F05",
            says = "A file open to append gets exactly the size that is set.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void appending(World world) {
        Guest guest = world.guest();
        int fd = guest.open("file", CREAT, READ | WRITE, APPEND);
        guest.write(fd, "abcdef");
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(2);
        guest.write(fd, "x");
        assertThat(guest.trySetSize(fd, 5)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(5);
        guest.write(fd, "y");
        assertThat(guest.readAll("file")).isEqualTo("abx\0\0y");
    }

    @Rule(
            id = "F06",
            says = "A directory answers ISDIR and a stream INVAL.",
            source = "WTS:dir_fd_op_failures, WTS3:set-size")
    void notFiles(World world) {
        Guest guest = world.guest();
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int fd : new int[] {directory, ROOT}) {
            assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.ISDIR);
            assertThat(guest.trySetSize(fd, 100)).isEqualTo(Errno.ISDIR);
        }
        for (int fd = 0; fd <= 2; fd++) {
            assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.INVAL);
        }
    }

    @Rule(
            id = "F06",
            part = 2,
            says = "An unlinked file that is open takes a size as before.",
            source = "WTS3:set-size, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void unlinked(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abcdef");
        guest.unlink("file");
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(2);
        assertThat(guest.trySetSize(fd, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(4);
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("ab\0\0");
        assertThat(guest.tryStat("file")).isEqualTo(Errno.NOENT);
    }
}
