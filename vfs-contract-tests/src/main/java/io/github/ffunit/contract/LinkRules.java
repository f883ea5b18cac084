package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.HARD_LINKS_TO_SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.LINK_COUNTS;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SETTABLE_TIMES;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static io.github.ffunit.contract.Stamps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.util.SortedMap;

/** Section K, first part: hard links. */
final class LinkRules {
    private static void refused(Guest guest, String from, String to, Errno expected) {
        refused(guest, NOFOLLOW, from, to, expected);
    }

    private static void refused(Guest guest, int lookup, String from, String to, Errno expected) {
        SortedMap<String, String> before = Tree.seenBy(guest);
        assertThat(guest.tryLinkAt(ROOT, lookup, from, ROOT, to))
                .as("%s to %s", from, to)
                .isEqualTo(expected);
        assertThat(Tree.seenBy(guest)).as("after %s to %s", from, to).isEqualTo(before);
    }

    @Rule(
            id = "K01",
            says = "A hard link is a second name of the same file, in any directory; either may be unlinked.",
            source = "WTS:path_link, PJD link/00",
            needs = {WRITABLE, HARD_LINKS, RANDOM_ACCESS})
    void secondName(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("a", "abc");
        long links = guest.stat("a").links();
        guest.link("a", "d/b");
        assertThat(guest.stat("d/b").inode()).isEqualTo(guest.stat("a").inode());
        assertThat(guest.stat("d/b").type()).isEqualTo(FileType.REGULAR_FILE.code());
        if (world.has(LINK_COUNTS)) {
            assertThat(links).isEqualTo(1);
            assertThat(guest.stat("a").links()).isEqualTo(2);
            assertThat(guest.stat("d/b").links()).isEqualTo(2);
        }
        int fd = guest.open("a", 0, READ | WRITE);
        guest.pwrite(fd, "A", 0);
        assertThat(guest.readAll("d/b")).isEqualTo("Abc");
        guest.unlink("a");
        guest.pwrite(fd, "C", 2);
        guest.close(fd);
        assertThat(guest.readAll("d/b")).isEqualTo("AbC");
        if (world.has(LINK_COUNTS)) {
            assertThat(guest.stat("d/b").links()).isEqualTo(1);
        }
        guest.link("d/b", "a");
        guest.unlink("d/b");
        assertThat(guest.readAll("a")).isEqualTo("AbC");
    }

    @Rule(
            id = "K01",
            part = 2,
            says =
                    "An open file that has lost the name it was opened by shows the attributes that its other names show.",
            source = "PJD link/00, ours",
            needs = {WRITABLE, HARD_LINKS, SETTABLE_TIMES})
    void otherName(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("a", "abc");
        int fd = guest.open("a", 0, READ | WRITE);
        guest.link("a", "d/b");
        guest.link("a", "c");
        guest.rename("d", "e");
        guest.unlink("a");
        guest.trySetTimes("e/b", NOFOLLOW, 5 * SECOND, 7 * SECOND, Stamps.BOTH);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("e/b"));
        guest.unlink("e/b");
        guest.trySetTimes(fd, 8 * SECOND, 9 * SECOND, Stamps.BOTH);
        assertThat(guest.stat("c").modified()).isEqualTo(9 * SECOND);
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("c"));
        guest.link("c", "d");
        assertThat(guest.stat(fd)).isEqualTo(guest.stat("d"));
    }

    @Rule(
            id = "K02",
            says = "A hard link over any name is EXIST; a slash behind a new name, or what is missing, is NOENT.",
            source = "WTS:path_link, LX",
            needs = WRITABLE)
    void namesThatCannotBe(World world) {
        Guest guest = world.guest();
        guest.createFile("a", "a");
        guest.createFile("b", "b");
        guest.mkdir("d");
        for (String name : new String[] {"a", "b", "d", "d/", ".", "tmp"}) {
            refused(guest, "a", name, Errno.EXIST);
        }
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("nowhere", "dangling");
            refused(guest, "a", "dangling", Errno.EXIST);
        }
        refused(guest, "a", "new/", Errno.NOENT);
        refused(guest, "missing", "new", Errno.NOENT);
        refused(guest, "a", "missing/new", Errno.NOENT);
        refused(guest, "a", "b/new", Errno.NOTDIR);
    }

    @Rule(id = "K03", says = "A directory gets no second name: PERM.", source = "WTS:path_link, LX", needs = WRITABLE)
    void directory(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.mkdir("d/sub");
        refused(guest, "d", "new", Errno.PERM);
        refused(guest, "d/", "new", Errno.PERM);
        refused(guest, "d/sub", "d/new", Errno.PERM);
        refused(guest, ".", "new", Errno.PERM);
    }

    @Rule(
            id = "K04",
            says = "A hard link to a symbolic link is a second name of that link.",
            source = "WTS:path_link, WT, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS, HARD_LINKS_TO_SYMBOLIC_LINKS})
    void symbolicLink(World world) {
        Guest guest = world.guest();
        guest.symlink("nowhere", "link");
        guest.link("link", "second");
        assertThat(guest.stat("second").type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
        assertThat(guest.stat("second").inode()).isEqualTo(guest.stat("link").inode());
        assertThat(guest.readlink("second", 99)).isEqualTo("nowhere");
    }

    @Rule(
            id = "K04",
            says = "path_link does not follow: SYMLINK_FOLLOW is INVAL, and so is any other lookup flag.",
            source = "WTS:path_link, WT",
            needs = WRITABLE)
    void follow(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        refused(guest, FOLLOW, "file", "new", Errno.INVAL);
        refused(guest, 2, "file", "new", Errno.INVAL);
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("file", "link");
            refused(guest, FOLLOW, "link", "new", Errno.INVAL);
        }
    }

    @WhenAbsent(id = "K04", lacks = HARD_LINKS_TO_SYMBOLIC_LINKS)
    void symbolicLinkIsNotSupported(World world) {
        Guest guest = world.guest();
        if (world.has(SYMBOLIC_LINKS)) {
            guest.createFile("file", "file");
            guest.symlink("nowhere", "dangling");
            guest.symlink("file", "link");
            guest.trySetTimes(".", 0, Stamps.OLD, Stamps.OLD, Stamps.BOTH);
            refused(guest, "dangling", "new", Errno.NOTSUP);
            refused(guest, "link", "new", Errno.NOTSUP);
            if (world.has(SETTABLE_TIMES)) {
                assertThat(guest.stat(".").modified())
                        .as("a refused call moves no time")
                        .isEqualTo(Stamps.OLD);
            }
        }
    }

    @Rule(
            id = "K05",
            says = "Where the file system has no hard links, path_link is NOTSUP and makes nothing.",
            source = "ours",
            needs = WRITABLE)
    void noHardLinks(World world) throws IOException {
        world.guest().createFile("file", "file");
        world.reopenFaulty().plan(FaultPlan.when(CallKind.CREATE_LINK).thenFail(Fault.unsupported()));
        Guest guest = world.guest();
        refused(guest, "file", "new", Errno.NOTSUP);
        refused(guest, "file", "file", Errno.EXIST);
    }

    @WhenAbsent(
            id = {"J06", "K01", "O04"},
            lacks = HARD_LINKS)
    void hardLinksAreNotSupported(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        refused(guest, "file", "new", Errno.NOTSUP);
    }
}
