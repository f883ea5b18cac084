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
import io.github.ffunit.vfs.preview1.Rights;
import java.util.Arrays;

/** Section E: reading and writing at an offset. */
final class PositionedRules {
    private static final long[] TOO_LARGE = {-1, Long.MIN_VALUE, Long.MIN_VALUE + 1};

    @Rule(
            id = "E01",
            says = "fd_pread leaves the position, gives what is left at the end, and 0 bytes there and past it.",
            source = "WTS:file_pread_pwrite, WTS:pread-with-access")
    void reading(World world) {
        Guest guest = world.guest();
        byte[] content = world.sampleContent();
        int fd = guest.open(world.sampleFile(), 0, READ);
        guest.seek(fd, 5);
        assertThat(guest.preadBytes(fd, 20, 0)).isEqualTo(Arrays.copyOf(content, 20));
        assertThat(guest.preadBytes(fd, 20, 30)).isEqualTo(Arrays.copyOfRange(content, 30, 50));
        assertThat(guest.preadBytes(fd, 20, content.length - 7))
                .isEqualTo(Arrays.copyOfRange(content, content.length - 7, content.length));
        for (int at = 7; at < 20; at++) {
            assertThat(guest.filled()[at]).isEqualTo(Wasi1.UNTOUCHED);
        }
        assertThat(guest.preadBytes(fd, 20, content.length)).isEmpty();
        assertThat(guest.preadBytes(fd, 20, content.length + 1L)).isEmpty();
        assertThat(guest.preadBytes(fd, 20, Long.MAX_VALUE)).isEmpty();
        assertThat(guest.tell(fd)).isEqualTo(5);
        assertThat(guest.readBytes(fd, 3)).isEqualTo(Arrays.copyOfRange(content, 5, 8));
    }

    @Rule(
            id = "E02",
            says =
                    "fd_pwrite leaves the position, patches what it covers alone, and grows the file over a gap of zeros.",
            source = "WTS:file_pread_pwrite, WTS:pwrite-with-access",
            needs = {WRITABLE, RANDOM_ACCESS})
    void writing(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abcdef");
        assertThat(guest.pwrite(fd, "CD", 2)).isEqualTo(2);
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("abCDef");
        assertThat(guest.pwrite(fd, "FG", 5)).isEqualTo(2);
        assertThat(guest.pwrite(fd, "X", 9)).isEqualTo(1);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.stat(fd).size()).isEqualTo(10);
        guest.write(fd, "!");
        assertThat(guest.readAll("file")).isEqualTo("abCDeF!\0\0X");
    }

    @Rule(
            id = "E03",
            says = "An offset of 2^63 or more answers INVAL, a stream SPIPE, and a directory ISDIR.",
            source = "LX")
    void badOffsetsAndKinds(World world) {
        Guest guest = world.guest();
        int file = guest.open(world.sampleFile(), 0, world.has(WRITABLE) ? READ | WRITE : READ);
        for (long offset : TOO_LARGE) {
            assertThat(guest.tryPread(file, 1, offset)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryPread(file, 0, offset)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryPwrite(file, "x", offset)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryPwrite(file, "", offset)).isEqualTo(Errno.INVAL);
        }
        for (int fd = 0; fd <= 2; fd++) {
            assertThat(guest.tryPread(fd, 1, 0)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryPwrite(fd, "x", 0)).isEqualTo(Errno.SPIPE);
        }
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int fd : new int[] {directory, ROOT}) {
            assertThat(guest.tryPread(fd, 1, 0)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryPwrite(fd, "x", 0)).isEqualTo(Errno.ISDIR);
        }
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }

    @Rule(
            id = "E04",
            says = "fd_pwrite on a file open to append goes to its end, and leaves the position.",
            source = "WTS:pwrite-with-append, LX, WT",
            needs = {WRITABLE, RANDOM_ACCESS})
    void appending(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int fd = guest.open("file", 0, READ | WRITE, APPEND);
        guest.seek(fd, 1);
        assertThat(guest.pwrite(fd, "de", 0)).isEqualTo(2);
        assertThat(guest.pwrite(fd, "f", 100)).isEqualTo(1);
        assertThat(guest.tell(fd)).isEqualTo(1);
        assertThat(guest.stat(fd).size()).isEqualTo(6);
        assertThat(guest.readAll("file")).isEqualTo("abcdef");
    }

    @Rule(
            id = "E05",
            says = "Without FD_READ or FD_WRITE the call answers BADF; FD_SEEK is not needed.",
            source = "WT, WZ, LIBC")
    void rights(World world) {
        Guest guest = world.guest();
        int reader = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.tryPwrite(reader, "x", 0)).isEqualTo(Errno.BADF);
        assertThat(guest.trySetRights(reader, Rights.FD_READ, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySeek(reader, 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.preadBytes(reader, 5, 5)).isEqualTo(Arrays.copyOfRange(world.sampleContent(), 5, 10));
        int neither = guest.open(world.sampleFile(), 0, 0);
        assertThat(guest.tryPread(neither, 1, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.tryPwrite(neither, "x", 0)).isEqualTo(Errno.BADF);
        assertThat(guest.tryPwrite(neither, "", 0)).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "E05",
            part = 2,
            says = "The same for a file open to write.",
            source = "WT, WZ, LIBC",
            needs = {WRITABLE, RANDOM_ACCESS})
    void writingRights(World world) {
        Guest guest = world.guest();
        int writer = guest.open("file", CREAT, WRITE);
        assertThat(guest.tryPread(writer, 1, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.trySetRights(writer, Rights.FD_WRITE, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySeek(writer, 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.pwrite(writer, "x", 1)).isEqualTo(1);
        assertThat(guest.readAll("file")).isEqualTo("\0x");
    }

    @Rule(
            id = "E06",
            says = "fd_pwrite of no bytes beyond the end leaves size, times and position alone.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void nothing(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        Stamps.makeOld(guest, "file");
        Guest.Stat before = guest.stat("file");
        int fd = guest.open("file", 0, READ | WRITE);
        byte[][][] none = {{}, {new byte[0]}, {new byte[0], new byte[0]}};
        for (long offset : new long[] {0, 3, 100, 1L << 40, Long.MAX_VALUE}) {
            for (byte[][] parts : none) {
                assertThat(guest.wasi().fdPwrite(fd, offset, parts)).isEqualTo(new Answer<>(0, 0));
            }
        }
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.stat(fd)).isEqualTo(before);
        assertThat(guest.stat("file")).isEqualTo(before);
    }
}
