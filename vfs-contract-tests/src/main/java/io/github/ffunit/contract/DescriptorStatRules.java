package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Section G, third part: fdstat, prestat, and rights. */
final class DescriptorStatRules {
    @Rule(
            id = "G13",
            says = "fdstat is a record of 24 bytes with the type, the flags and the rights, and zeros between.",
            source = "SPEC fdstat, WTS:isatty")
    void layout(World world) {
        Guest guest = world.guest();
        int flags = APPEND | Flags.FD_NONBLOCK;
        int file = guest.open(world.sampleFile(), 0, READ, flags);
        int directory = guest.open(world.sampleDirectory(), DIRECTORY, 0);
        expectLayout(guest, file, FileType.REGULAR_FILE, flags);
        expectLayout(guest, directory, FileType.DIRECTORY, 0);
        expectLayout(guest, ROOT, FileType.DIRECTORY, 0);
        expectLayout(guest, 1, FileType.CHARACTER_DEVICE, 0);
    }

    private static void expectLayout(Guest guest, int fd, FileType type, int flags) {
        byte[] record = Objects.requireNonNull(guest.wasi().fdFdstatGet(fd).value());
        Guest.Fdstat fdstat = guest.fdstat(fd);
        byte[] expected = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.code())
                .put((byte) 0)
                .putShort((short) flags)
                .putInt(0)
                .putLong(fdstat.base())
                .putLong(fdstat.inheriting())
                .array();
        assertThat(record).isEqualTo(expected);
    }

    @Rule(
            id = "G13",
            part = 2,
            says = "A preopened directory has all rights of directories, and passes on those of files.",
            source = "WTS:path_open_preopen, LIBC")
    void preopenRights(World world) {
        Guest guest = world.guest();
        Guest.Fdstat root = guest.fdstat(ROOT);
        assertThat(root.base() & Rights.DIRECTORY).isEqualTo(Rights.DIRECTORY);
        long passedOn = Rights.DIRECTORY | Rights.FILE;
        assertThat(root.inheriting() & passedOn).isEqualTo(passedOn);
        int file = guest.open(world.sampleFile(), 0, READ);
        assertThat(guest.fdstat(file).base() & ~root.inheriting()).isZero();
    }

    @Rule(
            id = "G13",
            part = 3,
            says = "A preopened directory tells its name, if there is room for it.",
            source = "WTS:dir_fd_op_failures, LIBC")
    void preopenName(World world) {
        Guest guest = world.guest();
        byte[] prestat = {0, 0, 0, 0, 1, 0, 0, 0};
        assertThat(guest.wasi().fdPrestatGet(ROOT).value()).isEqualTo(prestat);
        assertThat(guest.wasi().fdPrestatDirName(ROOT, 1).value()).isEqualTo("/".getBytes(US_ASCII));
        assertThat(guest.wasi().fdPrestatDirName(ROOT, 3).value())
                .isEqualTo(new byte[] {'/', Wasi1.UNTOUCHED, Wasi1.UNTOUCHED});
        assertThat(guest.tryPrestatName(ROOT, 0)).isEqualTo(Errno.NAMETOOLONG);
        int file = guest.open(world.sampleFile(), 0, READ);
        int directory = guest.open(".", DIRECTORY, READ);
        for (int fd : new int[] {0, 1, 2, file, directory, 99, -1}) {
            assertThat(guest.tryPrestat(fd)).as("fd %d", fd).isEqualTo(Errno.BADF);
            assertThat(guest.tryPrestatName(fd, 10)).as("fd %d", fd).isEqualTo(Errno.BADF);
        }
    }

    @Rule(
            id = "G13",
            part = 4,
            says = "Rights can be dropped, and do not come back.",
            source = "SPEC fd_fdstat_set_rights, WTS:fd_fdstat_set_rights")
    void droppingRights(World world) {
        Guest guest = world.guest();
        int fd = guest.open(world.sampleFile(), 0, READ);
        Guest.Fdstat before = guest.fdstat(fd);
        long less = before.base() & ~READ;
        assertThat(guest.trySetRights(fd, before.base() | WRITE, 0)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.trySetRights(fd, before.base(), -1)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.fdstat(fd)).isEqualTo(before);
        assertThat(guest.trySetRights(fd, before.base(), before.inheriting())).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd)).isEqualTo(before);
        assertThat(guest.trySetRights(fd, less, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).base()).isEqualTo(less);
        assertThat(guest.fdstat(fd).inheriting()).isZero();
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.trySetRights(fd, before.base(), 0)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "G13",
            part = 5,
            says = "A directory passes on only the rights that it has kept.",
            source = "SPEC fd_fdstat_set_rights, LIBC",
            needs = {WRITABLE, RANDOM_ACCESS})
    void passingRightsOn(World world) {
        Guest guest = world.guest();
        guest.mkdir("directory");
        guest.createFile("directory/file", "abc");
        int directory = guest.openDirectory("directory");
        Guest.Fdstat fdstat = guest.fdstat(directory);
        assertThat(guest.trySetRights(directory, fdstat.base(), fdstat.inheriting() & ~WRITE))
                .isEqualTo(Errno.SUCCESS);
        int file = guest.openAt(directory, "file", 0, READ | WRITE);
        assertThat(guest.fdstat(file).base() & (READ | WRITE)).isEqualTo(READ);
        assertThat(guest.tryWrite(file, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.read(file, 10)).isEqualTo("abc");
    }
}
