package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.READ;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.Arrays;
import java.util.List;

/** Section H, first part: what {@code fd_readdir} stores, for any room and any cookie. */
final class ListingRules {
    private static final int HEADER_BYTES = 24;
    // Nothing in it that a file system may want to normalise.
    private static final String WIDE_NAME = "日本-😀";
    private static final int LARGE = 1 << 16;

    /** A directory with something of everything that the file system has. */
    private static String furnished(World world) {
        if (!world.has(WRITABLE)) {
            return world.sampleDirectory();
        }
        Guest guest = world.guest();
        guest.mkdir("d");
        for (int i = 0; i < 30; i++) {
            guest.createFile("d/file-" + i, "");
        }
        guest.mkdir("d/sub");
        guest.createFile("d/" + "n".repeat(200), "");
        guest.createFile("d/" + WIDE_NAME, "");
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("nowhere", "d/dangling");
            guest.symlink("loop", "d/loop");
            guest.symlink("sub", "d/link");
        }
        return "d";
    }

    private static int bytesOf(Guest.Entry entry) {
        return HEADER_BYTES + entry.name().getBytes(UTF_8).length;
    }

    @Rule(
            id = "H01",
            says = "A listing has '.', '..' and each name exactly once, and '.' is the directory itself.",
            source = "WTS:fd_readdir")
    void namesOnce(World world) {
        Guest guest = world.guest();
        String directory = furnished(world);
        int fd = guest.openDirectory(directory);
        List<Guest.Entry> entries = guest.list(fd, LARGE);
        assertThat(entries)
                .extracting(Guest.Entry::name)
                .doesNotHaveDuplicates()
                .contains(".", "..");
        Guest.Entry dot = entries.stream()
                .filter(entry -> entry.name().equals("."))
                .findFirst()
                .orElseThrow();
        assertThat(dot.inode()).isEqualTo(guest.stat(fd).inode()).isNotZero();
        assertThat(dot.type()).isEqualTo(FileType.DIRECTORY.code());
        for (Guest.Entry entry : entries) {
            boolean parent = entry.name().equals("..");
            assertThat(parent ? Errno.SUCCESS : guest.tryStat(directory + "/" + entry.name()))
                    .as(entry.name())
                    .isEqualTo(Errno.SUCCESS);
        }
    }

    @Rule(
            id = "H01",
            says = "A listing shows all that was made, and nothing else.",
            source = "WTS:fd_readdir",
            needs = WRITABLE)
    void allThatWasMade(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/b", "");
        guest.mkdir("d/c");
        guest.createFile("d/.hidden", "");
        guest.createFile("d/a", "");
        assertThat(guest.list(guest.openDirectory("d"), LARGE))
                .extracting(Guest.Entry::name)
                .containsExactlyInAnyOrder(".", "..", "a", "b", "c", ".hidden");
    }

    @Rule(
            id = "H02",
            says = "Type and inode of an entry are those that path_filestat_get tells of the name, links not followed.",
            source = "C fdopendir-with-access")
    void typeAndInode(World world) {
        Guest guest = world.guest();
        String directory = furnished(world);
        for (Guest.Entry entry : guest.list(guest.openDirectory(directory), LARGE)) {
            if (!entry.name().equals("..")) {
                Guest.Stat stat = guest.stat(directory + "/" + entry.name());
                assertThat(entry.inode()).as("inode of %s", entry.name()).isEqualTo(stat.inode());
                assertThat(entry.type()).as("type of %s", entry.name()).isEqualTo(stat.type());
                boolean link = List.of("dangling", "loop", "link").contains(entry.name());
                assertThat(entry.type() == FileType.SYMBOLIC_LINK.code())
                        .as("%s is a link", entry.name())
                        .isEqualTo(link);
            }
        }
    }

    @Rule(
            id = "H03",
            says = "Any room for a header and the longest name gives the same entries; less used than room is the end.",
            source = "SPEC fd_readdir, WTS:fd_readdir, LIBC")
    void anyRoom(World world) {
        Guest guest = world.guest();
        int fd = guest.openDirectory(furnished(world));
        List<Guest.Entry> all = guest.list(fd, LARGE);
        int longest = all.stream().mapToInt(ListingRules::bytesOf).max().orElseThrow();
        int whole = all.stream().mapToInt(ListingRules::bytesOf).sum();
        for (int room = longest; room < longest + 100; room++) {
            assertThat(guest.list(fd, room)).as("room %d", room).containsExactlyElementsOf(all);
        }
        assertThat(guest.readdir(fd, whole + 1, 0)).as("the end").isEqualTo(whole);
        assertThat(guest.readdir(fd, whole, 0)).as("maybe more").isEqualTo(whole);
        assertThat(guest.readdir(fd, whole - 1, 0)).as("more").isEqualTo(whole - 1);
    }

    @Rule(
            id = "H04",
            says =
                    "The last entry may be cut anywhere, even in a character; more room at the same cookie shows more of it.",
            source = "WT:fd_readdir, LIBC",
            needs = WRITABLE)
    void cutEntry(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/" + WIDE_NAME, "");
        int fd = guest.openDirectory("d");
        long cookie = guest.list(fd, LARGE).get(1).next();
        int whole = guest.readdir(fd, LARGE, cookie);
        byte[] bytes = Arrays.copyOf(guest.filled(), whole);
        assertThat(whole).isEqualTo(HEADER_BYTES + WIDE_NAME.getBytes(UTF_8).length);
        for (int room = HEADER_BYTES; room < whole; room++) {
            assertThat(guest.readdir(fd, room, cookie)).as("room %d", room).isEqualTo(room);
            assertThat(guest.filled()).as("room %d", room).isEqualTo(Arrays.copyOf(bytes, room));
        }
        assertThat(guest.entries(guest.readdir(fd, whole, cookie)))
                .extracting(Guest.Entry::name)
                .containsExactly(WIDE_NAME);
    }

    @Rule(
            id = "H05",
            says = "Room for less than a header is filled with a part of it, to the last byte.",
            source = "SPEC fd_readdir, WT")
    void cutHeader(World world) {
        Guest guest = world.guest();
        int fd = guest.openDirectory(world.sampleDirectory());
        guest.readdir(fd, LARGE, 0);
        byte[] header = Arrays.copyOf(guest.filled(), HEADER_BYTES);
        for (int room = 0; room < HEADER_BYTES; room++) {
            assertThat(guest.readdir(fd, room, 0)).as("room %d", room).isEqualTo(room);
            assertThat(guest.filled()).as("room %d", room).isEqualTo(Arrays.copyOf(header, room));
        }
    }

    @Rule(id = "H06", says = "The next of an entry, as cookie, leads to the entry after it.", source = "SPEC dircookie")
    void cookieOfAnEntry(World world) {
        Guest guest = world.guest();
        int fd = guest.openDirectory(furnished(world));
        List<Guest.Entry> all = guest.list(fd, LARGE);
        // Backwards too: a cookie is good for any later call.
        for (int i = all.size() - 1; i >= 0; i--) {
            List<Guest.Entry> rest =
                    guest.entries(guest.readdir(fd, LARGE, all.get(i).next()));
            assertThat(rest).as("after %s", all.get(i).name()).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Rule(
            id = "H06",
            says = "Cookie 0 rewinds, and sees what has changed.",
            source = "SPEC dircookie",
            needs = WRITABLE)
    void rewind(World world) {
        Guest guest = world.guest();
        String directory = furnished(world);
        int fd = guest.openDirectory(directory);
        List<Guest.Entry> before = guest.list(fd, LARGE);
        guest.unlink("d/file-3");
        guest.createFile("d/new", "");
        guest.rename("d/sub", "d/renamed");
        assertThat(guest.list(fd, LARGE))
                .hasSameSizeAs(before)
                .extracting(Guest.Entry::name)
                .contains("new", "renamed")
                .doesNotContain("file-3", "sub");
    }

    @Rule(
            id = "H07",
            says = "A cookie past the end gives nothing; one of 2^63 and above is INVAL.",
            source = "WT:fd_readdir")
    void cookiePastTheEnd(World world) {
        Guest guest = world.guest();
        int fd = guest.openDirectory(furnished(world));
        List<Guest.Entry> all = guest.list(fd, LARGE);
        long last = all.get(all.size() - 1).next();
        for (long cookie : new long[] {last, last + 1, last + 1_000_000, Long.MAX_VALUE}) {
            assertThat(guest.readdir(fd, 100, cookie)).as("cookie %d", cookie).isZero();
            assertThat(guest.filled()).as("room is left alone").containsOnly(Wasi1.UNTOUCHED);
        }
        for (long cookie : new long[] {Long.MIN_VALUE, -1}) {
            assertThat(guest.tryReaddir(fd, 100, cookie)).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.list(fd, LARGE)).as("rewound").isEqualTo(all);
    }

    @Rule(id = "H09", says = "Only a directory can be listed; all else is NOTDIR.", source = "LX")
    void notADirectory(World world) {
        Guest guest = world.guest();
        int file = guest.open(world.sampleFile(), 0, READ);
        for (int fd : new int[] {0, 1, 2, file, guest.open("dev/null", 0, READ)}) {
            assertThat(guest.tryReaddir(fd, 100, 0)).as("fd %d", fd).isEqualTo(Errno.NOTDIR);
        }
    }
}
