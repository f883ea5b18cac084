package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.List;

/** Section A, second half: slashes, bytes and arguments of paths. */
final class PathSyntaxRules {
    private static final List<String> WITH_ZERO = List.of("\0", "a\0", "\0a", "a\0b", "a/\0", "\0/a");

    /** Bytes that are no UTF-8, as Latin 1: cut short, stray, overlong, a surrogate, beyond the last character. */
    private static final List<String> MALFORMED = List.of(
            "\u00C3",
            "a\u00C3",
            "\u00C3(",
            "\u00A0",
            "\u00C0\u00AF",
            "\u00E0\u0080\u00AF",
            "\u00ED\u00A0\u0080",
            "\u00F4\u0090\u0080\u0080",
            "\u00FF",
            "a/\u00FE/b");

    private static final List<String> TOO_LONG = List.of(
            "x".repeat(256),
            "x".repeat(256) + "/y",
            "y/" + "x".repeat(256),
            "\u00E9".repeat(128),
            "x".repeat(254) + "\u00E9",
            "./".repeat(2048),
            "x/".repeat(2047) + "xx",
            "x".repeat(100_000));

    @Rule(
            id = "A11",
            says = "A slash at the end asks for a directory: NOTDIR for a file, ISDIR where CREAT would make one.",
            source = "WTS:interesting_paths, LX")
    void lastSlash(World world) {
        Guest guest = world.guest();
        for (String slashes : List.of("/", "//", "///", "/.", "/./")) {
            assertThat(guest.tryOpen(world.sampleFile() + slashes, 0, READ)).isEqualTo(Errno.NOTDIR);
            assertThat(guest.tryOpen(world.sampleFile() + slashes, CREAT, READ)).isEqualTo(Errno.NOTDIR);
            int fd = guest.open(world.sampleDirectory() + slashes, 0, READ);
            assertThat(guest.fdstat(fd).type()).isEqualTo(FileType.DIRECTORY.code());
        }
        assertThat(guest.tryOpen("new/", CREAT, WRITE)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("new///", CREAT, READ)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("new/", 0, READ)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryStat("new")).isEqualTo(Errno.NOENT);
    }

    @Rule(
            id = "A11",
            part = 2,
            says = "A slash after a symbolic link follows it.",
            source = "LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void lastSlashAfterLink(World world) {
        Guest guest = world.guest();
        guest.mkdir("directory");
        guest.createFile("file", "abc");
        guest.symlink("directory", "toDirectory");
        guest.symlink("file", "toFile");
        guest.symlink("nowhere", "dangling");
        int fd = guest.open(ROOT, "toDirectory/", NOFOLLOW, DIRECTORY, READ, 0);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("directory"));
        assertThat(guest.tryOpen(ROOT, "toDirectory/", NOFOLLOW, 0, READ, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen(ROOT, "toFile/", NOFOLLOW, 0, READ, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen(ROOT, "toFile/", FOLLOW, 0, READ, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen(ROOT, "dangling/", FOLLOW, CREAT, WRITE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryStat("nowhere")).isEqualTo(Errno.NOENT);
    }

    @Rule(
            id = "A12",
            says = "Every call answers NOENT for an empty path, INVAL for a zero byte, ILSEQ for what is no UTF-8 and"
                    + " NAMETOOLONG for a name above 255 bytes or a path above 4095.",
            source = "WTS3, WTS:interesting_paths, WT, LX, PJD */02, PJD */03")
    void badBytes(World world) {
        Guest guest = world.guest();
        List<String> before = guest.names(".");
        for (CallOnPath call : CallOnPath.all("other")) {
            assertThat(call.run(guest, ROOT, new byte[0]))
                    .as("%s of nothing", call.name())
                    .isEqualTo(Errno.NOENT);
            expect(guest, call, WITH_ZERO, Errno.INVAL, false);
            expect(guest, call, MALFORMED, Errno.ILSEQ, true);
            expect(guest, call, TOO_LONG, Errno.NAMETOOLONG, false);
        }
        assertThat(guest.names(".")).isEqualTo(before);
    }

    private static void expect(Guest guest, CallOnPath call, List<String> paths, Errno errno, boolean raw) {
        for (String path : paths) {
            assertThat(call.run(guest, ROOT, path.getBytes(raw ? ISO_8859_1 : UTF_8)))
                    .as("%s of %d characters [%.20s]", call.name(), path.length(), path)
                    .isEqualTo(errno);
        }
    }

    @Rule(
            id = "A12",
            part = 2,
            says = "The text of a symbolic link keeps the same rules, but for the length of names.",
            source = "WTS3, LX")
    void badLinkText(World world) {
        Guest guest = world.guest();
        byte[] link = "link".getBytes(UTF_8);
        assertThat(guest.trySymlinkAt(new byte[0], ROOT, link)).isEqualTo(Errno.NOENT);
        for (String text : WITH_ZERO) {
            assertThat(guest.trySymlinkAt(text.getBytes(UTF_8), ROOT, link)).isEqualTo(Errno.INVAL);
        }
        for (String text : MALFORMED) {
            assertThat(guest.trySymlinkAt(text.getBytes(ISO_8859_1), ROOT, link))
                    .isEqualTo(Errno.ILSEQ);
        }
        assertThat(guest.trySymlink("x".repeat(4096), "link")).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.trySymlink("./".repeat(2048), "link")).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.tryStat("link")).isEqualTo(Errno.NOENT);
    }

    @Rule(
            id = "A12",
            part = 3,
            says = "A name of 255 bytes and a path of 4095 are not too long.",
            source = "LX, PJD open/02, PJD open/03",
            needs = WRITABLE)
    void longestNames(World world) {
        Guest guest = world.guest();
        for (String name : List.of("x".repeat(255), "\u00E9".repeat(127) + "x")) {
            guest.createFile(name, "abc");
            assertThat(guest.readAll(name)).isEqualTo("abc");
            guest.unlink(name);
        }
        guest.createFile("file", "abc");
        assertThat(guest.readAll("./".repeat(2045) + "/file")).isEqualTo("abc");
        assertThat(guest.tryOpen("./".repeat(2047) + ".", DIRECTORY, READ)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(id = "A13", says = "Undefined flag bits, origins and advice answer INVAL without effect.", source = "WT")
    void undefinedBits(World world) {
        Guest guest = world.guest();
        String sample = world.sampleFile();
        Guest.Stat before = guest.stat(sample);
        int fd = guest.open(sample, 0, READ);
        for (int bit : new int[] {1 << 4, 1 << 9, 1 << 14}) {
            assertThat(guest.tryOpen("new", CREAT | bit, READ)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryOpen(ROOT, "new", FOLLOW | bit, CREAT, READ, 0)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryOpen(ROOT, "new", FOLLOW, CREAT, READ, bit << 1))
                    .isEqualTo(Errno.INVAL);
            assertThat(guest.tryStat(sample, bit)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryStat(sample, FOLLOW | bit)).isEqualTo(Errno.INVAL);
            assertThat(guest.tryLinkAt(ROOT, bit, sample, ROOT, "new")).isEqualTo(Errno.INVAL);
            assertThat(guest.trySetTimes(sample, bit, 1, 1, Flags.TIMES_MTIM)).isEqualTo(Errno.INVAL);
            assertThat(guest.trySetTimes(sample, 0, 1, 1, Flags.TIMES_MTIM | bit))
                    .isEqualTo(Errno.INVAL);
            assertThat(guest.trySetTimes(fd, 1, 1, Flags.TIMES_MTIM | bit)).isEqualTo(Errno.INVAL);
            assertThat(guest.trySetFlags(fd, bit << 1)).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.tryOpen(ROOT, "new", 2, CREAT, READ, 0)).isEqualTo(Errno.INVAL);
        for (int whence : new int[] {3, 255, -1}) {
            assertThat(guest.trySeek(fd, 1, whence)).as("whence %d", whence).isEqualTo(Errno.INVAL);
        }
        for (int advice : new int[] {6, 255, -1}) {
            assertThat(guest.tryAdvise(fd, 0, 1, advice))
                    .as("advice %d", advice)
                    .isEqualTo(Errno.INVAL);
        }
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.fdstat(fd).flags()).isZero();
        assertThat(guest.tryStat("new")).isEqualTo(Errno.NOENT);
        assertThat(guest.stat(sample)).isEqualTo(before);
    }

    @Rule(
            id = "A14",
            says = "The directory of a path answers BADF in every call if it is not open, and NOTDIR if it is a file.",
            source = "WTS:path_open_dirfd_not_dir, LX")
    void startOfPaths(World world) {
        Guest guest = world.guest();
        byte[] name = "name".getBytes(UTF_8);
        int file = guest.open(world.sampleFile(), 0, READ);
        int closed = guest.open(world.sampleDirectory(), DIRECTORY, READ);
        guest.close(closed);
        for (CallOnPath call : CallOnPath.all("other")) {
            for (int dir : new int[] {closed, 99, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
                assertThat(call.run(guest, dir, name))
                        .as("%s at %d", call.name(), dir)
                        .isEqualTo(Errno.BADF);
            }
            for (int dir : new int[] {file, 0, 1, 2}) {
                assertThat(call.run(guest, dir, name))
                        .as("%s at %d", call.name(), dir)
                        .isEqualTo(Errno.NOTDIR);
            }
        }
        assertThat(guest.tryStat("name")).isEqualTo(Errno.NOENT);
    }
}
