package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.LIMITED_CAPACITY;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;

/** Section F, second half: allocating, syncing, and advice. */
final class SpaceRules {
    private static final int LAST_ADVICE = 5;

    @Rule(
            id = "F07",
            says = "fd_allocate makes a file as large as the range, never smaller, and keeps content and position.",
            source = "WTS:file_allocate, WTS:fd_advise, LIBC",
            needs = {WRITABLE, RANDOM_ACCESS})
    void allocation(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abcdef");
        assertThat(guest.tryAllocate(fd, 0, 3)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryAllocate(fd, 2, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(6);
        assertThat(guest.tryAllocate(fd, 4, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(8);
        assertThat(guest.tryAllocate(fd, 20_000, 1)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat("file").size()).isEqualTo(20_001);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.readAll("file")).isEqualTo("abcdef" + "\0".repeat(19_995));
    }

    @Rule(
            id = "F08",
            says =
                    "fd_allocate answers INVAL for no bytes, BADF without the right to write, and ISDIR for a directory.",
            source = "LX, PJD posix_fallocate/00")
    void badAllocation(World world) {
        Guest guest = world.guest();
        int reader = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.tryAllocate(reader, 0, 10)).isEqualTo(Errno.BADF);
        assertThat(guest.tryAllocate(reader, 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(reader, -1, 1)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(reader, 0, -1)).isEqualTo(Errno.INVAL);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        assertThat(guest.tryAllocate(directory, 0, 10)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryAllocate(ROOT, 0, 10)).isEqualTo(Errno.ISDIR);
        assertThat(guest.stat(reader).size()).isEqualTo(world.sampleContent().length);
    }

    @Rule(
            id = "F08",
            part = 2,
            says = "A range that passes the largest size answers FBIG.",
            source = "LX, PJD posix_fallocate/00",
            needs = {WRITABLE, RANDOM_ACCESS})
    void tooLarge(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abc");
        assertThat(guest.tryAllocate(fd, 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(fd, 1, Long.MAX_VALUE)).isEqualTo(Errno.FBIG);
        assertThat(guest.tryAllocate(fd, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Errno.FBIG);
        assertThat(guest.tryAllocate(fd, Long.MAX_VALUE, 1)).isEqualTo(Errno.FBIG);
        assertThat(guest.tryAllocate(fd, 1L << 62, 1)).isEqualTo(Errno.FBIG);
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }

    @Rule(
            id = "F08",
            part = 3,
            says = "Where there is no room fd_allocate answers NOSPC, and the size stays.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS, LIMITED_CAPACITY})
    void noRoom(World world) {
        Guest guest = world.guest();
        FullDisk disk = new FullDisk(guest);
        int fd = guest.create("file");
        guest.write(fd, "abc");
        disk.fill();
        assertThat(guest.tryAllocate(fd, 0, 1 << 20)).isEqualTo(Errno.NOSPC);
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.tell(fd)).isEqualTo(3);
        assertThat(guest.readAll("file")).isEqualTo("abc");
        disk.free(2 << 20);
        assertThat(guest.tryAllocate(fd, 0, 1 << 20)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "F09",
            says = "Files and directories can be synced however they are open; streams answer INVAL.",
            source = "LX")
    void sync(World world) {
        Guest guest = world.guest();
        int reader = guest.open(world.sampleFile(), 0, READ);
        int neither = guest.open(world.sampleFile(), 0, 0);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, 0);
        for (int fd : new int[] {reader, neither, directory, ROOT}) {
            assertThat(guest.trySync(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryDatasync(fd)).isEqualTo(Errno.SUCCESS);
        }
        for (int fd = 0; fd <= 2; fd++) {
            assertThat(guest.trySync(fd)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryDatasync(fd)).isEqualTo(Errno.INVAL);
        }
    }

    @Rule(
            id = "F09",
            part = 2,
            says = "What was written is still there after a sync.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void syncAfterWriting(World world) {
        Guest guest = world.guest();
        for (long rights : new long[] {WRITE, READ | WRITE}) {
            int fd = guest.open("file", CREAT, rights);
            guest.write(fd, "abc");
            assertThat(guest.trySync(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryDatasync(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tell(fd)).isEqualTo(3);
            assertThat(guest.readAll("file")).isEqualTo("abc");
        }
    }

    @Rule(
            id = "F10",
            says = "Advice changes nothing; an unknown one answers INVAL, a stream SPIPE, and a directory BADF.",
            source = "WTS:fd_advise, WTS3:advise, LX")
    void advice(World world) {
        Guest guest = world.guest();
        Guest.Stat before = guest.stat(world.sampleFile());
        int fd = guest.open(world.sampleFile(), 0, READ);
        guest.seek(fd, 5);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int advice = 0; advice <= LAST_ADVICE; advice++) {
            assertThat(guest.tryAdvise(fd, 0, 0, advice)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryAdvise(fd, 10, 20, advice)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryAdvise(fd, 1L << 40, Long.MAX_VALUE, advice)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryAdvise(0, 0, 10, advice)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryAdvise(1, 0, 10, advice)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryAdvise(directory, 0, 10, advice)).isEqualTo(Errno.BADF);
            assertThat(guest.tryAdvise(ROOT, 0, 10, advice)).isEqualTo(Errno.BADF);
        }
        for (int unknown : new int[] {LAST_ADVICE + 1, 100, -1}) {
            assertThat(guest.tryAdvise(fd, 0, 10, unknown)).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.tell(fd)).isEqualTo(5);
        assertThat(guest.stat(world.sampleFile())).isEqualTo(before);
    }
}
