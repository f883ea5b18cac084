package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.APPEND;
import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;

/** Reading, writing, seeking and sizes: the rules B to F. */
class DataTests {
    @EveryBackend
    void read_atEndAndPastIt_givesNoBytesAndNoError(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int fd = guest.open("f", 0, READ);
        assertThat(guest.read(fd, 100)).isEqualTo("abc");
        assertThat(guest.read(fd, 100)).isEmpty();
        guest.seek(fd, 1L << 50);
        assertThat(guest.read(fd, 100)).isEmpty();
        assertThat(guest.pread(fd, 100, Long.MAX_VALUE)).isEmpty();
    }

    @EveryBackend
    void read_severalBuffers_fillsThemInOrderAndSkipsEmptyOnes(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abcdefgh");
        assertThat(guest.readScattered(guest.open("f", 0, READ), 3, 0, 2, 10)).containsExactly("abc", "", "de", "fgh");
    }

    @EveryBackend
    void zeroLengthTransfer_pastEnd_changesNothing(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int fd = guest.open("f", 0, READ | WRITE);
        guest.seek(fd, 100);
        assertThat(guest.write(fd, "")).isZero();
        assertThat(guest.read(fd, 0)).isEmpty();
        assertThat(guest.pwrite(fd, "", 200)).isZero();
        assertThat(guest.tell(fd)).isEqualTo(100);
        assertThat(guest.stat("f").size()).isEqualTo(3);
    }

    @EveryBackend
    void zeroLengthTransfer_withoutTheRight_isBadf(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        assertThat(guest.tryRead(guest.open("f", 0, WRITE), 0)).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(guest.open("f", 0, READ), "")).isEqualTo(Errno.BADF);
        assertThat(guest.tryRead(77, 0)).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void write_afterSeekBack_patchesHeadAndKeepsPayload(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "????payload");
        guest.seek(fd, 0);
        guest.write(fd, "HEAD");
        assertThat(guest.stat(fd).size()).isEqualTo(11);
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 100)).isEqualTo("HEADpayload");
        assertThat(guest.pwrite(fd, "PAY", 4)).isEqualTo(3);
        assertThat(guest.readAll("f")).isEqualTo("HEADPAYload");
    }

    @EveryBackend
    void write_randomPatches_endAsInAnArray(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.guest();
        Random random = new Random(7);
        byte[] model = new byte[100_000];
        int size = 0;
        int fd = guest.create("f");
        for (int i = 0; i < 300; i++) {
            byte[] patch = new byte[random.nextInt(3000)];
            random.nextBytes(patch);
            int at = random.nextInt(model.length - patch.length);
            guest.seek(fd, at);
            assertThat(guest.write(fd, patch)).isEqualTo(patch.length);
            System.arraycopy(patch, 0, model, at, patch.length);
            size = patch.length == 0 ? size : Math.max(size, at + patch.length);
        }
        guest.close(fd);
        assertThat(Files.readAllBytes(sandbox.root().resolve("f"))).isEqualTo(Arrays.copyOf(model, size));
    }

    @EveryBackend
    void write_pastEnd_fillsTheGapWithZeros(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "SECRET-SECRET");
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        guest.seek(fd, 6);
        guest.write(fd, "x");
        assertThat(guest.readAll("f")).isEqualTo("SE\0\0\0\0x");
    }

    @EveryBackend
    void append_whateverThePosition_goesToTheEnd(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int fd = guest.open("f", 0, READ | WRITE, APPEND);
        assertThat(guest.tell(fd)).isZero();
        guest.write(fd, "d");
        assertThat(guest.tell(fd)).isEqualTo(4);
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 2)).isEqualTo("ab");
        guest.pwrite(fd, "e", 0);
        assertThat(guest.tell(fd)).isEqualTo(2);
        assertThat(guest.readAll("f")).isEqualTo("abcde");
        assertThat(guest.trySetFlags(fd, 0)).isEqualTo(Errno.SUCCESS);
        guest.seek(fd, 0);
        guest.write(fd, "A");
        assertThat(guest.readAll("f")).isEqualTo("Abcde");
        assertThat(guest.trySetFlags(fd, Flags.FD_SYNC)).isEqualTo(Errno.INVAL);
    }

    @EveryBackend
    void twoFilesOpenOnOne_seeEachOtherAtOnce_withPositionsOfTheirOwn(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int writer = guest.create("f");
        int reader = guest.open("f", 0, READ);
        guest.write(writer, "abc");
        assertThat(guest.read(reader, 2)).isEqualTo("ab");
        guest.write(writer, "def");
        assertThat(guest.read(reader, 9)).isEqualTo("cdef");
    }

    @EveryBackend
    void seek_fromAllOrigins_givesTheNewPosition(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "0123456789");
        int fd = guest.open("f", 0, READ);
        assertThat(guest.seek(fd, 4)).isEqualTo(4);
        assertThat(guest.seek(fd, -1, Flags.WHENCE_CUR)).isEqualTo(3);
        assertThat(guest.seek(fd, -2, Flags.WHENCE_END)).isEqualTo(8);
        assertThat(guest.trySeek(fd, -9, Flags.WHENCE_CUR)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, Long.MAX_VALUE, Flags.WHENCE_END)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySeek(fd, 0, 3)).isEqualTo(Errno.INVAL);
        assertThat(guest.tell(fd)).isEqualTo(8);
    }

    @EveryBackend
    void positioned_transfers_leaveThePosition(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "abcdef");
        assertThat(guest.pread(fd, 2, 1)).isEqualTo("bc");
        assertThat(guest.pread(fd, 9, 4)).isEqualTo("ef");
        guest.pwrite(fd, "X", 8);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.readAll("f")).isEqualTo("abcdef\0\0X");
        assertThat(guest.tryPread(fd, 1, -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryPwrite(fd, "x", -1)).isEqualTo(Errno.INVAL);
    }

    @EveryBackend
    void setSize_downAndUp_keepsPositionAndReadsZeros(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "abcdef");
        assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.stat("f").size()).isEqualTo(2);
        assertThat(guest.trySetSize(fd, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.readAll("f")).isEqualTo("ab\0\0");
        assertThat(guest.trySetSize(fd, -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.trySetSize(fd, 1L << 41)).isEqualTo(Errno.FBIG);
        assertThat(guest.trySetSize(guest.open("f", 0, READ), 1)).isEqualTo(Errno.INVAL);
    }

    @EveryBackend
    void allocate_growsButNeverShrinks(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "abcdef");
        assertThat(guest.tryAllocate(fd, 0, 3)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(6);
        assertThat(guest.tryAllocate(fd, 4, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.readAll("f")).isEqualTo("abcdef\0\0");
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.tryAllocate(fd, 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(fd, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Errno.FBIG);
        assertThat(guest.tryAllocate(guest.open("f", 0, READ), 0, 3)).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void write_beyondTheLargestSize_isFbig(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        assertThat(guest.tryPwrite(fd, "x", Long.MAX_VALUE)).isEqualTo(Errno.FBIG);
        assertThat(guest.tryPwrite(fd, "x", 1L << 40)).isEqualTo(Errno.FBIG);
        assertThat(guest.stat(fd).size()).isZero();
    }

    @EveryBackend
    void directory_asBytes_isIsdir(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.openDirectory(".");
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryPread(fd, 1, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryPwrite(fd, "x", 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.trySeek(fd, 0, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryTell(fd)).isEqualTo(Errno.ISDIR);
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryAllocate(fd, 0, 1)).isEqualTo(Errno.ISDIR);
        assertThat(Guest.errno(guest.calls().fdAdvise(fd, 0, 0, 0))).isEqualTo(Errno.BADF);
        assertThat(Guest.errno(guest.calls().fdSync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdstat(fd).base() & Rights.FD_SEEK).isZero();
    }

    @EveryBackend
    void syncAndAdvise_onAFile_changeNothing(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int fd = guest.open("f", 0, READ);
        assertThat(Guest.errno(guest.calls().fdSync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(Guest.errno(guest.calls().fdDatasync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(Guest.errno(guest.calls().fdAdvise(fd, 0, 10, 5))).isEqualTo(Errno.SUCCESS);
        assertThat(Guest.errno(guest.calls().fdAdvise(fd, 0, 10, 6))).isEqualTo(Errno.INVAL);
        assertThat(guest.readAll("f")).isEqualTo("abc");
    }

    @EveryBackend
    void unlinkedFile_staysUsable_andItsNameIsFree(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.open("f", CREAT, READ | WRITE);
        guest.write(fd, "old");
        guest.unlink("f");
        assertThat(guest.tryStat("f")).isEqualTo(Errno.NOENT);
        guest.createFile("f", "newer");
        assertThat(guest.pread(fd, 9, 0)).isEqualTo("old");
        guest.write(fd, "er");
        assertThat(guest.trySetSize(fd, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(4);
        assertThat(guest.stat(fd).links()).isZero();
        assertThat(guest.trySetTimes(fd, 1, 2, Flags.TIMES_ATIM | Flags.TIMES_MTIM))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).modified()).isEqualTo(2);
        guest.close(fd);
        assertThat(guest.readAll("f")).isEqualTo("newer");
        assertThat(guest.names(".")).contains("f").doesNotContain(".ffunit-unlinked-0");
    }

    @EveryBackend
    void interruptedThread_transfers_andTheFileStaysUsable(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        guest.write(fd, "abc");
        Thread.currentThread().interrupt();
        Errno first = guest.tryWrite(fd, "def");
        boolean kept = Thread.interrupted();
        assertThat(first).isEqualTo(Errno.SUCCESS);
        assertThat(kept).isTrue();
        assertThat(guest.pread(fd, 9, 0)).isEqualTo("abcdef");
    }

    @EveryBackend
    void lastClose_ofAnUnlinkedFile_leavesNothingBehind(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.guest();
        int first = guest.create("f");
        int second = guest.open("f", 0, READ);
        guest.unlink("f");
        guest.close(first);
        assertThat(guest.read(second, 1)).isEmpty();
        guest.close(second);
        assertThat(sandbox.root()).isEmptyDirectory();
    }
}
