package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.DIRECTORY;
import static io.github.ffunit.vfs.Guest.EXCL;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The scratch folder and the devices: the rules M. */
class OverlayTests {
    @EveryBackend
    void scratch_isPrivateAndEmpty_andCoversADirectoryOfItsName(Sandbox sandbox) throws IOException {
        Files.createDirectory(sandbox.root().resolve("tmp"));
        Files.writeString(sandbox.root().resolve("tmp/covered"), "covered");
        Guest guest = sandbox.reopen(builder -> builder);
        guest.mkdir("x");
        assertThat(guest.names("tmp")).isEmpty();
        guest.createFile("tmp/a", "secret");
        assertThat(guest.readAll("./tmp/a")).isEqualTo("secret");
        assertThat(guest.readAll("x/../tmp/../tmp/a")).isEqualTo("secret");
        assertThat(sandbox.root().resolve("tmp")).isDirectoryContaining("glob:**covered");
        assertThat(sandbox.root().resolve("tmp/a")).doesNotExist();
        assertThat(sandbox.reopen(builder -> builder).names("tmp")).isEmpty();
    }

    @EveryBackend
    void scratch_ofTheCallers_isUsed_andCanBeInspected(Sandbox sandbox) throws IOException {
        try (FileSystem fileSystem = Backend.newJimfs()) {
            Path scratch = Files.createDirectory(fileSystem.getPath("/scratch"));
            Guest guest = sandbox.reopen(builder -> builder.scratch(scratch));
            guest.createFile("tmp/pass.log", "stats");
            assertThat(scratch.resolve("pass.log")).hasContent("stats");
            assertThat(sandbox.bridge().changes().created()).isEmpty();
        }
    }

    @EveryBackend
    void scratchQuota_isThatOfThePrivateFolderAlone(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.scratchQuota(20_000, 1));
        int fd = guest.open("tmp/f", CREAT, READ | WRITE);
        assertThat(guest.tryAllocate(fd, 0, 2 * 8192)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryAllocate(fd, 0, 2 * 8192 + 1))
                .as("no block is left")
                .isEqualTo(Errno.NOSPC);
        assertThat(guest.tryMkdir("tmp/d")).isEqualTo(Errno.NOSPC);
        guest.mkdir("d");
        guest.mkdir("d/e");
        try (FileSystem fileSystem = Backend.newJimfs()) {
            Path scratch = Files.createDirectory(fileSystem.getPath("/scratch"));
            Guest other = sandbox.reopen(builder -> builder.scratch(scratch).scratchQuota(0, 0));
            other.createFile("tmp/a", "as much as the given folder takes");
        }
    }

    @EveryBackend
    void scratchQuota_ofNothing_takesNothing(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.scratchQuota(0, 1));
        int fd = guest.open("tmp/f", CREAT, READ | WRITE);
        assertThat(guest.tryAllocate(fd, 0, 1)).isEqualTo(Errno.NOSPC);
        assertThat(sandbox.reopen(builder -> builder.scratchQuota(100_000, 0)).tryMkdir("tmp/d"))
                .isEqualTo(Errno.NOSPC);
    }

    @EveryBackend
    void scratchQuota_countsNoNameThatCouldNotBeMade(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.scratchQuota(100_000, 2));
        guest.symlink("a", "tmp/link");
        for (int i = 0; i < 3; i++) {
            assertThat(guest.tryLink("tmp/link", "tmp/second")).isEqualTo(Errno.NOTSUP);
        }
        guest.createFile("tmp/a", "");
        assertThat(guest.tryMkdir("tmp/d")).isEqualTo(Errno.NOSPC);
    }

    @Test
    void scratchQuota_belowNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VfsBridge.builder().scratchQuota(-1, 0))
                .withMessage("bytes [-1] must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VfsBridge.builder().scratchQuota(0, -2))
                .withMessage("names [-2] must be 0 or more");
    }

    @EveryBackend
    void scratch_isAnotherDevice_thatNothingMovesTo(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        guest.createFile("tmp/g", "def");
        assertThat(guest.stat("tmp").device()).isNotEqualTo(guest.stat(".").device());
        assertThat(guest.tryRename("f", "tmp/f")).isEqualTo(Errno.XDEV);
        assertThat(guest.tryRename("tmp/g", "g")).isEqualTo(Errno.XDEV);
        assertThat(guest.tryLink("f", "tmp/f")).isEqualTo(Errno.XDEV);
        assertThat(guest.readAll("f")).isEqualTo("abc");
    }

    @EveryBackend
    void overlayNodes_areListedOnce_andCannotBeRemoved(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        assertThat(guest.names(".")).containsExactlyInAnyOrder("dev", "tmp").doesNotHaveDuplicates();
        assertThat(guest.names("dev")).containsExactly("null", "random", "urandom");
        for (String name : new String[] {"tmp", "dev"}) {
            assertThat(guest.tryUnlink(name)).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRmdir(name)).isEqualTo(Errno.BUSY);
            assertThat(guest.tryRename(name, "x")).isEqualTo(Errno.BUSY);
            assertThat(guest.tryMkdir(name)).isEqualTo(Errno.EXIST);
        }
        assertThat(guest.tryOpen("dev/new", CREAT, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryUnlink("dev/null")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("dev/null", "dev/x")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("dev/null", "x")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes("dev/null", 0, 1, 1, 5)).isEqualTo(Errno.ROFS);
    }

    @EveryBackend
    void nullDevice_readsNothing_andDiscardsAll(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.open("dev/null", CREAT | TRUNC, READ | WRITE);
        assertThat(guest.write(fd, "discarded")).isEqualTo(9);
        assertThat(guest.read(fd, 100)).isEmpty();
        assertThat(guest.pread(fd, 100, 5)).isEmpty();
        assertThat(guest.pwrite(fd, "xyz", 5)).isEqualTo(3);
        assertThat(guest.seek(fd, 100)).isZero();
        assertThat(guest.stat(fd).size()).isZero();
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("dev/null"));
        assertThat(guest.fdstat(fd).type()).isEqualTo(FileType.CHARACTER_DEVICE.code());
        assertThat(guest.fdstat(fd).base() & Rights.FD_SEEK)
                .as("not a terminal")
                .isNotZero();
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(fd, 0, 1)).isEqualTo(Errno.NOTSUP);
        assertThat(Guest.errno(guest.calls().fdSync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen("dev/null", CREAT | EXCL, WRITE)).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("dev/null", DIRECTORY, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("dev/null/x", 0, READ)).isEqualTo(Errno.NOTDIR);
    }

    @EveryBackend
    void device_whoseRightsWereDropped_isOfNoUse(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.open("dev/null", 0, READ | WRITE);
        assertThat(guest.seek(fd, 0)).isZero();
        assertThat(guest.tell(fd)).isZero();
        assertThat(Guest.errno(guest.calls().fdFdstatSetRights(fd, 0, 0))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySeek(fd, 0, Flags.WHENCE_SET)).isEqualTo(Errno.BADF);
        assertThat(guest.tryTell(fd)).isEqualTo(Errno.BADF);
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void randomDevices_fillEveryRead_andRepeatWithTheirSeed(Sandbox sandbox) throws IOException {
        byte[] first = randomBytes(sandbox, 5);
        byte[] again = randomBytes(sandbox, 5);
        byte[] other = randomBytes(sandbox, 6);
        assertThat(first).hasSize(2000).isEqualTo(again).isNotEqualTo(other);
        assertThat(Arrays.copyOf(first, 1000)).isNotEqualTo(Arrays.copyOfRange(first, 1000, 2000));
    }

    private static byte[] randomBytes(Sandbox sandbox, long seed) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.random(new SplittableRandom(seed)));
        int random = guest.open("dev/random", 0, READ);
        int urandom = guest.open("dev/urandom", 0, READ | WRITE);
        guest.write(urandom, "ignored");
        byte[] all = Arrays.copyOf(guest.readBytes(random, 1000), 2000);
        System.arraycopy(guest.readBytes(urandom, 1000), 0, all, 1000, 1000);
        return all;
    }

    @EveryBackend
    void extraDevice_getsWhatIsWritten_andIsThereOnlyIfAdded(Sandbox sandbox) throws IOException {
        assertThat(sandbox.guest().tryOpen("dev/progress", 0, WRITE)).isEqualTo(Errno.NOENT);
        StringBuilder got = new StringBuilder();
        Guest guest = sandbox.reopen(builder -> builder.device("progress", bytes -> got.append(UTF_8.decode(bytes))));
        int fd = guest.open("dev/progress", CREAT | TRUNC, WRITE);
        guest.write(fd, "frame=1\n");
        guest.write(fd, "progress=end\n");
        assertThat(got).hasToString("frame=1\nprogress=end\n");
        assertThat(guest.names("dev")).containsExactly("null", "progress", "random", "urandom");
    }
}
