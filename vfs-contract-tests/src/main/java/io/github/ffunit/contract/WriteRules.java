package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.LIMITED_CAPACITY;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.Arrays;
import java.util.Random;

/** Section C, first half: writing. */
final class WriteRules {
    private static final long SEED = 20;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Rule(
            id = "C01",
            says =
                    "A write stores all its buffers in order, moves the position by them, and grows the file to its end.",
            source = "SPEC fd_write, WT:file_write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void gathered(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        assertThat(guest.writev(fd, bytes("ab"), bytes(""), bytes("cde"), bytes("f")))
                .isEqualTo(6);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("abcdef");
        guest.seek(fd, 1);
        assertThat(guest.writev(fd, bytes("B"), bytes("C"))).isEqualTo(2);
        assertThat(guest.tell(fd)).isEqualTo(3);
        assertThat(guest.stat(fd).size()).isEqualTo(6);
        guest.seek(fd, 5);
        assertThat(guest.write(fd, "FGH")).isEqualTo(3);
        assertThat(guest.stat(fd).size()).isEqualTo(8);
        assertThat(guest.readAll("file")).isEqualTo("aBCdeFGH");
    }

    @Rule(
            id = "C01",
            part = 2,
            says = "One call writes 64 KiB and more.",
            source = "WT:file_write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void large(World world) {
        Guest guest = world.guest();
        Random random = new Random(SEED);
        byte[] one = noise(random, 1 << 16);
        byte[] two = noise(random, 100_003);
        int fd = guest.create("file");
        assertThat(guest.write(fd, one)).isEqualTo(one.length);
        assertThat(guest.writev(fd, two, one)).isEqualTo(two.length + one.length);
        assertThat(guest.tell(fd)).isEqualTo(2L * one.length + two.length);
        byte[] all = Arrays.copyOf(one, 2 * one.length + two.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        System.arraycopy(one, 0, all, one.length + two.length, one.length);
        assertThat(guest.readAllBytes("file")).isEqualTo(all);
    }

    @Rule(
            id = "C02",
            says = "A header that is patched at the end of writing is patched, and what follows it intact.",
            source = "POSIX write; what muxers do",
            needs = {WRITABLE, RANDOM_ACCESS})
    void seekOnWrite(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "????payload");
        guest.seek(fd, 0);
        guest.write(fd, "HEAD");
        assertThat(guest.stat(fd).size()).isEqualTo(11);
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 100)).isEqualTo("HEADpayload");
        assertThat(guest.pwrite(fd, "TAIL", 0)).isEqualTo(4);
        assertThat(guest.pread(fd, 100, 0)).isEqualTo("TAILpayload");
        assertThat(guest.stat(fd).size()).isEqualTo(11);
        guest.close(fd);
        assertThat(guest.readAll("file")).isEqualTo("TAILpayload");
    }

    @Rule(
            id = "C02",
            part = 2,
            says = "After many patches of any size and place a file is what an array would be.",
            source = "POSIX write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void manyPatches(World world) {
        Guest guest = world.guest();
        Random random = new Random(SEED);
        byte[] model = new byte[100_000];
        int size = 0;
        int fd = guest.create("file");
        for (int i = 0; i < 300; i++) {
            byte[] patch = noise(random, random.nextInt(3000));
            int at = random.nextInt(model.length - patch.length);
            if (random.nextBoolean()) {
                guest.seek(fd, at);
                assertThat(guest.write(fd, patch)).isEqualTo(patch.length);
                assertThat(guest.tell(fd)).isEqualTo(at + patch.length);
            } else {
                assertThat(guest.pwrite(fd, patch, at)).isEqualTo(patch.length);
            }
            System.arraycopy(patch, 0, model, at, patch.length);
            size = patch.length == 0 ? size : Math.max(size, at + patch.length);
            assertThat(guest.stat(fd).size()).isEqualTo(size);
        }
        guest.close(fd);
        assertThat(guest.readAllBytes("file")).isEqualTo(Arrays.copyOf(model, size));
    }

    @Rule(
            id = "C03",
            says = "A write of no bytes beyond the end succeeds, and leaves size and times alone.",
            source = "WT:file_read_write, WT:file_write, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void nothing(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        Stamps.makeOld(guest, "file");
        Guest.Stat before = guest.stat("file");
        int fd = guest.open("file", 0, READ | WRITE);
        byte[][][] none = {{}, {new byte[0]}, {new byte[0], new byte[0]}};
        for (long position : new long[] {0, 3, 100, 1L << 40, Long.MAX_VALUE}) {
            guest.seek(fd, position);
            for (byte[][] parts : none) {
                assertThat(guest.writev(fd, parts)).isZero();
            }
            assertThat(guest.tell(fd)).isEqualTo(position);
        }
        assertThat(guest.stat(fd)).isEqualTo(before);
        assertThat(guest.stat("file")).isEqualTo(before);
    }

    @Rule(
            id = "C03",
            part = 2,
            says = "It answers BADF where the right to write is missing.",
            source = "WT:file_write, LX")
    void nothingWithoutRight(World world) {
        Guest guest = world.guest();
        for (long rights : new long[] {READ, 0}) {
            int fd = guest.open(world.sampleFile(), 0, rights);
            assertThat(guest.tryWritev(fd)).isEqualTo(Errno.BADF);
            assertThat(guest.tryWrite(fd, "")).isEqualTo(Errno.BADF);
        }
        assertThat(guest.tryWrite(99, "")).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "C04",
            says = "A write beyond the end leaves a gap of zeros, whatever was there before.",
            source = "SPEC fd_filestat_set_size, WT:file_read_write, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void gap(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "SECRET-SECRET");
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        guest.seek(fd, 6);
        assertThat(guest.write(fd, "x")).isEqualTo(1);
        assertThat(guest.stat(fd).size()).isEqualTo(7);
        assertThat(guest.readAll("file")).isEqualTo("SE\0\0\0\0x");
        byte[] expected = new byte[300_001];
        expected[300_000] = 'y';
        int sparse = guest.create("sparse");
        guest.seek(sparse, 300_000);
        assertThat(guest.write(sparse, "y")).isEqualTo(1);
        assertThat(guest.tell(sparse)).isEqualTo(300_001);
        assertThat(guest.readAllBytes("sparse")).isEqualTo(expected);
    }

    @Rule(
            id = "C09",
            says =
                    "On a full disk a write stores what fits, or answers NOSPC; what is there is a prefix, and space that"
                            + " comes free is used.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS, LIMITED_CAPACITY})
    void fullDisk(World world) {
        Guest guest = world.guest();
        byte[] content = noise(new Random(SEED), 1 << 20);
        FullDisk disk = new FullDisk(guest);
        int fd = guest.create("victim");
        disk.fill();
        disk.free(100_000);
        int written = guest.write(fd, content);
        assertThat(written).as("short count").isPositive().isLessThan(content.length);
        assertThat(guest.tryWrite(fd, content)).isEqualTo(Errno.NOSPC);
        assertThat(guest.tell(fd)).isEqualTo(written);
        assertThat(guest.readAllBytes("victim")).isEqualTo(Arrays.copyOf(content, written));
        disk.free(100_000);
        assertThat(guest.write(fd, "later")).isEqualTo(5);
        assertThat(guest.pread(fd, 100, written)).isEqualTo("later");
    }

    @Rule(
            id = "C10",
            says = "An error after some bytes were written gives their count; the next call gives the error.",
            source = "POSIX write",
            needs = {WRITABLE, RANDOM_ACCESS, LIMITED_CAPACITY})
    void errorAfterSomeBytes(World world) {
        Guest guest = world.guest();
        byte[] small = noise(new Random(SEED), 1000);
        byte[] content = noise(new Random(SEED + 1), 1 << 20);
        FullDisk disk = new FullDisk(guest);
        int fd = guest.create("victim");
        disk.fill();
        disk.free(50_000);
        int written = guest.writev(fd, small, content, small);
        assertThat(written).isGreaterThanOrEqualTo(small.length).isLessThan(small.length + content.length);
        assertThat(guest.tell(fd)).isEqualTo(written);
        assertThat(guest.tryWrite(fd, content)).isEqualTo(Errno.NOSPC);
        assertThat(guest.tell(fd)).isEqualTo(written);
        byte[] found = guest.readAllBytes("victim");
        assertThat(found).hasSize(written).startsWith(small);
        assertThat(Arrays.copyOfRange(found, small.length, written))
                .isEqualTo(Arrays.copyOf(content, written - small.length));
    }

    @WhenAbsent(
            id = {"C09", "C10"},
            lacks = LIMITED_CAPACITY)
    void enoughRoom(World world) {
        Guest guest = world.guest();
        byte[] part = noise(new Random(SEED), 1 << 16);
        byte[][] parts = new byte[64][];
        Arrays.fill(parts, part);
        int fd = guest.create("file");
        assertThat(guest.writev(fd, parts)).isEqualTo(64 << 16);
        assertThat(guest.stat(fd).size()).isEqualTo(64 << 16);
        assertThat(guest.preadBytes(fd, 1 << 16, 63 << 16)).isEqualTo(part);
    }

    @Rule(
            id = "C11",
            says = "Writing answers ISDIR for a directory and BADF for the input.",
            source = "WTS:dir_fd_op_failures, LX")
    void notFiles(World world) {
        Guest guest = world.guest();
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int fd : new int[] {directory, ROOT}) {
            assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryWrite(fd, "")).isEqualTo(Errno.ISDIR);
        }
        assertThat(guest.tryWrite(0, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(0, "")).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "C11",
            part = 2,
            says = "A write that would make a file larger than any may be answers FBIG and costs no memory.",
            source = "LX",
            needs = WRITABLE)
    void tooLarge(World world) {
        Guest guest = world.guest();
        int fd = guest.open("file", CREAT, READ | WRITE);
        guest.write(fd, "abc");
        for (long offset : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62, 1L << 44}) {
            guest.seek(fd, offset);
            assertThat(guest.tryWrite(fd, "x")).as("at %d", offset).isEqualTo(Errno.FBIG);
            assertThat(guest.tell(fd)).isEqualTo(offset);
            assertThat(guest.tryPwrite(fd, "xyz", offset)).as("at %d", offset).isEqualTo(Errno.FBIG);
        }
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }
}
