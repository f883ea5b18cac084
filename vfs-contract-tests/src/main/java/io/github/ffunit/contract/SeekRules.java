package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.vfs.preview1.Flags.WHENCE_CUR;
import static io.github.ffunit.vfs.preview1.Flags.WHENCE_END;
import static io.github.ffunit.vfs.preview1.Flags.WHENCE_SET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Rights;
import java.util.Arrays;

/** Section D: the position of an open file. */
final class SeekRules {
    private static final int[] ORIGINS = {WHENCE_SET, WHENCE_CUR, WHENCE_END};

    @Rule(
            id = "D01",
            says = "The position is 0 at first, and seeking from start, position and end returns the new one.",
            source = "WTS:file_seek_tell")
    void origins(World world) {
        Guest guest = world.guest();
        long size = world.sampleContent().length;
        int fd = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.seek(fd, 4, WHENCE_SET)).isEqualTo(4);
        assertThat(guest.seek(fd, 3, WHENCE_CUR)).isEqualTo(7);
        assertThat(guest.seek(fd, -2, WHENCE_CUR)).isEqualTo(5);
        assertThat(guest.seek(fd, 0, WHENCE_CUR)).isEqualTo(guest.tell(fd)).isEqualTo(5);
        assertThat(guest.readBytes(fd, 2)).isEqualTo(Arrays.copyOfRange(world.sampleContent(), 5, 7));
        assertThat(guest.seek(fd, 0, WHENCE_CUR)).isEqualTo(guest.tell(fd)).isEqualTo(7);
        assertThat(guest.seek(fd, 0, WHENCE_END)).isEqualTo(size);
        assertThat(guest.seek(fd, -size, WHENCE_END)).isZero();
        assertThat(guest.seek(fd, 5, WHENCE_END)).isEqualTo(size + 5);
        assertThat(guest.tell(fd)).isEqualTo(size + 5);
    }

    @Rule(
            id = "D02",
            says = "Seeking past the end is allowed and does not change the size.",
            source = "WTS:file_seek_tell")
    void pastTheEnd(World world) {
        Guest guest = world.guest();
        long size = world.sampleContent().length;
        int fd = guest.open(world.sampleFile(), 0, READ);
        for (long position : new long[] {size + 1, 1L << 32, 1L << 62, Long.MAX_VALUE}) {
            assertThat(guest.seek(fd, position)).isEqualTo(position);
            assertThat(guest.tell(fd)).isEqualTo(position);
            assertThat(guest.readBytes(fd, 10)).isEmpty();
            assertThat(guest.stat(fd).size()).isEqualTo(size);
        }
        assertThat(guest.stat(world.sampleFile()).size()).isEqualTo(size);
    }

    @Rule(
            id = "D02",
            part = 2,
            says = "Only a write there does.",
            source = "WTS:file_seek_tell",
            needs = {WRITABLE, RANDOM_ACCESS})
    void pastTheEndWriting(World world) {
        Guest guest = world.guest();
        int fd = guest.create("file");
        guest.write(fd, "abc");
        guest.seek(fd, 5);
        assertThat(guest.stat("file").size()).isEqualTo(3);
        guest.write(fd, "d");
        assertThat(guest.stat("file").size()).isEqualTo(6);
        assertThat(guest.readAll("file")).isEqualTo("abc\0\0d");
    }

    @Rule(
            id = "D03",
            says = "A position below 0 or above 2^63 - 1 answers INVAL, and the position stays.",
            source = "WTS:file_seek_tell, LX")
    void outOfRange(World world) {
        Guest guest = world.guest();
        long size = world.sampleContent().length;
        int fd = guest.open(world.sampleFile(), 0, READ);
        guest.seek(fd, 7);
        assertThat(guest.trySeek(fd, -1, WHENCE_SET)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MIN_VALUE, WHENCE_SET)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, -8, WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MIN_VALUE, WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MAX_VALUE, WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MAX_VALUE - 6, WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, -size - 1, WHENCE_END)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MAX_VALUE, WHENCE_END)).isEqualTo(Errno.INVAL);
        assertThat(guest.tell(fd)).isEqualTo(7);
        assertThat(guest.seek(fd, Long.MAX_VALUE - 7, WHENCE_CUR)).isEqualTo(Long.MAX_VALUE);
    }

    @Rule(id = "D04", says = "Standard streams answer SPIPE.", source = "WT, LIBC")
    void streams(World world) {
        Guest guest = world.guest();
        for (int fd = 0; fd <= 2; fd++) {
            for (int whence : ORIGINS) {
                assertThat(guest.trySeek(fd, 0, whence)).isEqualTo(Errno.SPIPE);
            }
            assertThat(guest.tryTell(fd)).isEqualTo(Errno.SPIPE);
        }
    }

    @Rule(
            id = "D05",
            says = "A directory answers ISDIR, and has no FD_SEEK even if it was asked for.",
            source = "WTS:directory_seek, WTS:dir_fd_op_failures")
    void directories(World world) {
        Guest guest = world.guest();
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, READ | Rights.FD_SEEK | Rights.FD_TELL);
        for (int fd : new int[] {directory, ROOT}) {
            for (int whence : ORIGINS) {
                assertThat(guest.trySeek(fd, 0, whence)).isEqualTo(Errno.ISDIR);
            }
            assertThat(guest.tryTell(fd)).isEqualTo(Errno.ISDIR);
            assertThat(guest.fdstat(fd).base() & (Rights.FD_SEEK | Rights.FD_TELL))
                    .isZero();
        }
    }

    @Rule(
            id = "D06",
            says = "Each open file has a position of its own; a new number keeps it, and calls that fail leave it.",
            source = "WTS:renumber, LX")
    void independence(World world) {
        Guest guest = world.guest();
        int one = guest.open(world.sampleFile(), 0, READ);
        int two = guest.open(world.sampleFile(), 0, READ);
        guest.seek(one, 10);
        assertThat(guest.tell(two)).isZero();
        guest.readBytes(two, 3);
        assertThat(guest.tell(one)).isEqualTo(10);
        assertThat(guest.tryWrite(one, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.trySeek(one, -11, WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryPread(one, 5, -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.wasi().fdReadRepeatedly(one, 1 << 16, 1 << 15).errno()).isEqualTo(Errno.INVAL.code());
        assertThat(guest.tell(one)).isEqualTo(10);
        assertThat(guest.tryRenumber(one, two)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(two)).isEqualTo(10);
        assertThat(guest.tryTell(one)).isEqualTo(Errno.BADF);
    }
}
