package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;

/** Section C, second half: appending, and the flags of open files. */
final class AppendRules {
    @Rule(
            id = "C05",
            says = "With APPEND every write goes to the end, wherever the position is, and moves the position there.",
            source = "WTS:pwrite-with-append, WTS:fd_flags_set, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void append(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int fd = guest.open("file", 0, WRITE, APPEND);
        assertThat(guest.tell(fd)).isZero();
        guest.write(fd, "d");
        assertThat(guest.tell(fd)).isEqualTo(4);
        guest.seek(fd, 1);
        guest.writev(fd, new byte[] {'e'}, new byte[] {'f'});
        assertThat(guest.tell(fd)).isEqualTo(6);
        guest.seek(fd, 1000);
        guest.write(fd, "g");
        assertThat(guest.tell(fd)).isEqualTo(7);
        int other = guest.open("file", 0, WRITE, APPEND);
        guest.write(other, "h");
        guest.write(fd, "i");
        assertThat(guest.tell(fd)).isEqualTo(9);
        assertThat(guest.readAll("file")).isEqualTo("abcdefghi");
    }

    @Rule(
            id = "C06",
            says = "A file opened to append and to read can be read back.",
            source = "WTS:fd_flags_set, LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void appendAndRead(World world) {
        Guest guest = world.guest();
        int fd = guest.open("file", CREAT, READ | WRITE, APPEND);
        guest.write(fd, "abc");
        assertThat(guest.read(fd, 10)).isEmpty();
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 2)).isEqualTo("ab");
        assertThat(guest.tell(fd)).isEqualTo(2);
        guest.write(fd, "def");
        assertThat(guest.tell(fd)).isEqualTo(6);
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 10)).isEqualTo("abcdef");
    }

    @Rule(
            id = "C07",
            says = "A file may be cut and opened to append in one call.",
            source = "LX",
            needs = {WRITABLE, RANDOM_ACCESS})
    void appendAndTruncate(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int fd = guest.open("file", TRUNC, READ | WRITE, APPEND);
        assertThat(guest.stat(fd).size()).isZero();
        guest.write(fd, "x");
        guest.seek(fd, 0);
        guest.write(fd, "y");
        assertThat(guest.readAll("file")).isEqualTo("xy");
        guest.close(guest.open("file", TRUNC | CREAT, WRITE, APPEND));
        assertThat(guest.readAll("file")).isEmpty();
    }

    @Rule(
            id = "C08",
            says =
                    "APPEND and NONBLOCK can be switched on an open file and take effect; a changed sync flag answers INVAL.",
            source = "WTS:fd_flags_set, WT, WZ",
            needs = {WRITABLE, RANDOM_ACCESS})
    void switching(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "abc");
        int fd = guest.open("file", 0, READ | WRITE);
        assertThat(guest.trySetFlags(fd, APPEND)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).flags()).isEqualTo(APPEND);
        guest.write(fd, "d");
        assertThat(guest.tell(fd)).isEqualTo(4);
        assertThat(guest.trySetFlags(fd, Flags.FD_NONBLOCK)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).flags()).isEqualTo(Flags.FD_NONBLOCK);
        guest.seek(fd, 0);
        guest.write(fd, "A");
        assertThat(guest.readAll("file")).isEqualTo("Abcd");
        for (int changed : new int[] {Flags.FD_SYNC, Flags.FD_DSYNC | APPEND, Flags.FD_RSYNC}) {
            assertThat(guest.trySetFlags(fd, changed)).as("flags %d", changed).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.fdstat(fd).flags()).isEqualTo(Flags.FD_NONBLOCK);
        assertThat(guest.trySetFlags(fd, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).flags()).isZero();
    }

    @Rule(
            id = "C08",
            part = 2,
            says = "A sync flag that stays as it is does not stand in the way.",
            source = "WT, WZ",
            needs = {WRITABLE, RANDOM_ACCESS})
    void keptSyncFlags(World world) {
        Guest guest = world.guest();
        int fd = guest.open("file", CREAT, READ | WRITE, Flags.FD_SYNC);
        assertThat(guest.trySetFlags(fd, Flags.FD_SYNC | APPEND)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).flags()).isEqualTo(Flags.FD_SYNC | APPEND);
        assertThat(guest.trySetFlags(fd, APPEND)).isEqualTo(Errno.INVAL);
        assertThat(guest.fdstat(fd).flags()).isEqualTo(Flags.FD_SYNC | APPEND);
        guest.write(fd, "ab");
        guest.seek(fd, 0);
        guest.write(fd, "c");
        assertThat(guest.readAll("file")).isEqualTo("abc");
    }
}
