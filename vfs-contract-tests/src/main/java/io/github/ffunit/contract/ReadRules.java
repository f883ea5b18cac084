package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.Arrays;
import java.util.Objects;

/** Section B: reading, and the end of a file. */
final class ReadRules {
    private static final int WINDOW = 1 << 16;

    private static byte[] untouched(int length) {
        byte[] room = new byte[length];
        Arrays.fill(room, Wasi1.UNTOUCHED);
        return room;
    }

    private static Wasi1.Filled filled(Answer<Wasi1.Filled> answer) {
        assertThat(Guest.errno(answer.errno())).isEqualTo(Errno.SUCCESS);
        return Objects.requireNonNull(answer.value());
    }

    private static Wasi1.Filled read(Guest guest, int fd, int... lengths) {
        return filled(guest.wasi().fdRead(fd, lengths));
    }

    @Rule(
            id = "B01",
            says = "Reading at the end or past it succeeds with 0 bytes.",
            source = "WTS:file_truncation, POSIX read")
    void end(World world) {
        Guest guest = world.guest();
        int fd = guest.open(world.sampleFile(), 0, READ);
        long size = world.sampleContent().length;
        for (long position : new long[] {size, size + 1, size + 100_000, 1L << 40, 1L << 62, Long.MAX_VALUE}) {
            guest.seek(fd, position);
            assertThat(guest.readBytes(fd, 100)).as("at %d", position).isEmpty();
            assertThat(guest.preadBytes(fd, 100, position)).isEmpty();
            assertThat(guest.tell(fd)).isEqualTo(position);
        }
        assertThat(guest.stat(fd).size()).isEqualTo(size);
    }

    @Rule(
            id = "B02",
            says =
                    "A read gives as much as was asked for or is left, moves the position by it, and touches no byte more.",
            source = "WTS:file_seek_tell, POSIX read")
    void tail(World world) {
        Guest guest = world.guest();
        byte[] content = world.sampleContent();
        int fd = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.readBytes(fd, 17)).isEqualTo(Arrays.copyOf(content, 17));
        assertThat(guest.tell(fd)).isEqualTo(17);
        assertThat(guest.readBytes(fd, 13)).isEqualTo(Arrays.copyOfRange(content, 17, 30));
        guest.seek(fd, content.length - 10);
        Wasi1.Filled filled = read(guest, fd, 64);
        assertThat(filled.count()).isEqualTo(10);
        byte[] expected = untouched(64);
        System.arraycopy(content, content.length - 10, expected, 0, 10);
        assertThat(filled.buffers()).containsExactly(expected);
        assertThat(guest.tell(fd)).isEqualTo(content.length);
        guest.seek(fd, 0);
        assertThat(guest.readBytes(fd, content.length + 1)).isEqualTo(content);
    }

    @Rule(
            id = "B03",
            says = "A read of no bytes succeeds wherever the position is, but file and right are checked.",
            source = "WT:file_write, LX")
    void nothing(World world) {
        Guest guest = world.guest();
        int fd = guest.open(world.sampleFile(), 0, READ);
        long size = world.sampleContent().length;
        int[][] none = {{}, {0}, {0, 0, 0}};
        for (long position : new long[] {0, size, size + 100}) {
            guest.seek(fd, position);
            for (int[] lengths : none) {
                assertThat(read(guest, fd, lengths).count()).isZero();
                assertThat(filled(guest.wasi().fdPread(fd, position, lengths)).count())
                        .isZero();
            }
            assertThat(guest.tell(fd)).isEqualTo(position);
        }
        int neither = guest.open(world.sampleFile(), 0, 0);
        for (int[] lengths : none) {
            for (int bad : new int[] {neither, 99}) {
                assertThat(guest.wasi().fdRead(bad, lengths).errno()).isEqualTo(Errno.BADF.code());
                assertThat(guest.wasi().fdPread(bad, 0, lengths).errno()).isEqualTo(Errno.BADF.code());
            }
        }
    }

    @Rule(
            id = "B03",
            part = 2,
            says = "That holds for a file open to write alone.",
            source = "WT:file_write, LX",
            needs = WRITABLE)
    void nothingWriteOnly(World world) {
        Guest guest = world.guest();
        int fd = guest.open("file", CREAT, WRITE);
        assertThat(guest.tryRead(fd, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.tryPread(fd, 0, 0)).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "B04",
            says = "Buffers are filled in order, empty ones are skipped, and the first that is not filled is the last.",
            source = "SPEC fd_read, WTS:file_pread_pwrite")
    void scattered(World world) {
        Guest guest = world.guest();
        byte[] content = world.sampleContent();
        int fd = guest.open(world.sampleFile(), 0, READ);
        Wasi1.Filled filled = read(guest, fd, 0, 7, 0, 0, 1, 20, 0);
        assertThat(filled.count()).isEqualTo(28);
        assertThat(filled.buffers())
                .containsExactly(
                        new byte[0],
                        Arrays.copyOf(content, 7),
                        new byte[0],
                        new byte[0],
                        Arrays.copyOfRange(content, 7, 8),
                        Arrays.copyOfRange(content, 8, 28),
                        new byte[0]);
        assertThat(guest.tell(fd)).isEqualTo(28);
        guest.seek(fd, content.length - 6);
        Wasi1.Filled tail = read(guest, fd, 4, 4, 4);
        assertThat(tail.count()).isEqualTo(6);
        byte[] second = untouched(4);
        System.arraycopy(content, content.length - 2, second, 0, 2);
        assertThat(tail.buffers())
                .containsExactly(
                        Arrays.copyOfRange(content, content.length - 6, content.length - 2), second, untouched(4));
        assertThat(filled(guest.wasi().fdPread(fd, 3, 5, 0, 6)).buffers())
                .containsExactly(Arrays.copyOfRange(content, 3, 8), new byte[0], Arrays.copyOfRange(content, 8, 14));
    }

    @Rule(
            id = "B05",
            says = "Reading answers ISDIR for a directory and BADF for the outputs; the input is at its end.",
            source = "WTS:dir_fd_op_failures, LX")
    void notFiles(World world) {
        Guest guest = world.guest();
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        for (int fd : new int[] {directory, ROOT}) {
            assertThat(guest.tryRead(fd, 10)).isEqualTo(Errno.ISDIR);
            assertThat(guest.tryRead(fd, 0)).isEqualTo(Errno.ISDIR);
        }
        for (int fd : new int[] {1, 2}) {
            assertThat(guest.tryRead(fd, 10)).isEqualTo(Errno.BADF);
            assertThat(guest.tryRead(fd, 0)).isEqualTo(Errno.BADF);
        }
        assertThat(guest.readBytes(0, 10)).isEmpty();
    }

    @Rule(
            id = "B06",
            says = "A buffer outside of memory, or of 2^31 bytes and more, traps before anything is read or written.",
            source = "SPEC witx-docs")
    void outOfBounds(World world) {
        Guest guest = world.guest();
        int fd = guest.open(world.sampleFile(), 0, world.has(WRITABLE) ? READ | WRITE : READ);
        guest.seek(fd, 5);
        Guest.Stat before = guest.stat(fd);
        assertThat(guest.wasi().trapsOnOutOfBounds(fd)).as("every call traps").isTrue();
        assertThat(guest.tell(fd)).isEqualTo(5);
        assertThat(guest.stat(fd)).isEqualTo(before);
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }

    @Rule(
            id = "B07",
            says = "What is written through one open file is read at once through another.",
            source = "WTS:file_unbuffered_write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void twoOpenFiles(World world) {
        Guest guest = world.guest();
        int writer = guest.create("file");
        int reader = guest.open("file", 0, READ);
        int other = guest.open("file", 0, READ | WRITE);
        guest.write(writer, "abc");
        assertThat(guest.read(reader, 2)).isEqualTo("ab");
        guest.write(writer, "def");
        assertThat(guest.read(reader, 10)).isEqualTo("cdef");
        assertThat(guest.read(reader, 10)).isEmpty();
        guest.pwrite(other, "XY", 5);
        assertThat(guest.read(reader, 10)).isEqualTo("Y");
        assertThat(guest.pread(writer, 10, 0)).isEqualTo("abcdeXY");
        guest.trySetSize(other, 2);
        assertThat(guest.pread(reader, 10, 0)).isEqualTo("ab");
        guest.close(other);
        assertThat(guest.readAll("file")).isEqualTo("ab");
    }

    @Rule(
            id = "B08",
            says = "Buffers of more than 2^31 - 1 bytes together answer INVAL, and nothing is moved.",
            source = "POSIX readv")
    void tooManyBytes(World world) {
        Guest guest = world.guest();
        int times = (int) ((1L << 31) / WINDOW);
        int fd = guest.open(world.sampleFile(), 0, world.has(WRITABLE) ? READ | WRITE : READ);
        assertThat(guest.wasi().fdReadRepeatedly(fd, WINDOW, times).errno()).isEqualTo(Errno.INVAL.code());
        assertThat(guest.wasi().fdWriteRepeatedly(fd, WINDOW, times).errno()).isEqualTo(Errno.INVAL.code());
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.stat(fd).size()).isEqualTo(world.sampleContent().length);
        Answer<Integer> most = guest.wasi().fdReadRepeatedly(fd, WINDOW, times - 1);
        assertThat(most).isEqualTo(new Answer<>(0, world.sampleContent().length));
        assertThat(guest.readAllBytes(world.sampleFile())).isEqualTo(world.sampleContent());
    }
}
