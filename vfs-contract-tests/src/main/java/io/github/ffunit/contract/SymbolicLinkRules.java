package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.VERBATIM_LINK_TEXT;
import static io.github.ffunit.contract.Capability.VERBATIM_NAMES;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.Arrays;
import java.util.SortedMap;

/** Section K, second part: symbolic links. */
final class SymbolicLinkRules {
    private static final int MAX_LINKS = 40;

    private static void keepsText(Guest guest, String text) {
        guest.symlink(text, "link");
        assertThat(guest.readlink("link", 4096)).isEqualTo(text);
        Guest.Stat stat = guest.stat("link");
        assertThat(stat.size()).as("size of %s", text).isEqualTo(text.getBytes(UTF_8).length);
        assertThat(stat.type()).as("type of %s", text).isEqualTo(FileType.SYMBOLIC_LINK.code());
        guest.unlink("link");
    }

    @Rule(
            id = "K06",
            says = "A symbolic link keeps its text: relative, dangling, with '..' and '.'.",
            source = "POSIX, WTS:readlink",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void text(World world) {
        Guest guest = world.guest();
        for (String text : new String[] {"a", "a/b", "../x/./y", ".", "..", "../../up", "a/../b", "x".repeat(200)}) {
            keepsText(guest, text);
        }
        if (world.has(VERBATIM_NAMES)) {
            keepsText(guest, "é/日本-😀");
        }
    }

    @Rule(
            id = "K06",
            says = "A symbolic link keeps every byte of its text, slashes too many included.",
            source = "POSIX, WTS:readlink",
            needs = {WRITABLE, SYMBOLIC_LINKS, VERBATIM_LINK_TEXT})
    void everyByteOfText(World world) {
        for (String text : new String[] {"a//b", "a/", "a///", "./a", "a/./", "..//"}) {
            keepsText(world.guest(), text);
        }
    }

    @WhenAbsent(
            id = {"J07", "K06", "K07", "K08", "K10", "L04", "L07"},
            lacks = SYMBOLIC_LINKS)
    void linksAreNotSupported(World world) {
        Guest guest = world.guest();
        SortedMap<String, String> before = Tree.seenBy(guest);
        assertThat(guest.trySymlink("text", "link")).isEqualTo(world.has(WRITABLE) ? Errno.NOTSUP : Errno.ROFS);
        assertThat(guest.tryReadlink("link", 100)).isEqualTo(Errno.NOENT);
        assertThat(Tree.seenBy(guest)).isEqualTo(before);
    }

    @Rule(
            id = "K07",
            says = "An absolute text is PERM and makes no link.",
            source = "WTS:symlink_create, WTS3",
            needs = WRITABLE)
    void absoluteText(World world) {
        Guest guest = world.guest();
        for (String text : new String[] {"/", "/x", "//x", "/tmp/x"}) {
            assertThat(guest.trySymlink(text, "link")).as(text).isEqualTo(Errno.PERM);
            assertThat(guest.tryStat("link")).as(text).isEqualTo(Errno.NOENT);
        }
    }

    @Rule(
            id = "K07",
            says = "A text that leads out may be stored and read, but is never followed.",
            source = "WTS:symlink_create, WTS3",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void textThatLeadsOut(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.symlink("../../outside", "d/link");
        assertThat(guest.readlink("d/link", 100)).isEqualTo("../../outside");
        assertThat(guest.tryOpen("d/link", 0, READ)).isEqualTo(Errno.PERM);
        assertThat(guest.tryOpen("d/link", CREAT, WRITE)).isEqualTo(Errno.PERM);
        assertThat(guest.tryStat("d/link", FOLLOW)).isEqualTo(Errno.PERM);
        assertThat(guest.tryStat("d/link")).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "K08",
            says = "A symbolic link over any name is EXIST; what cannot be a name says why.",
            source = "WTS:path_symlink_trailing_slashes, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void namesThatCannotBe(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        guest.mkdir("d");
        guest.symlink("nowhere", "dangling");
        SortedMap<String, String> before = Tree.seenBy(guest);
        for (String name : new String[] {"file", "d", "d/", "dangling", ".", "tmp"}) {
            assertThat(guest.trySymlink("text", name)).as(name).isEqualTo(Errno.EXIST);
        }
        assertThat(guest.trySymlink("text", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.trySymlink("text", "file/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.trySymlink("", "new")).as("no text").isEqualTo(Errno.NOENT);
        assertThat(Tree.seenBy(guest)).isEqualTo(before);
    }

    @Rule(
            id = "K09",
            says = "path_readlink fills a short room to the last byte, and leaves alone what it does not need.",
            source = "SPEC, WTS:readlink",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void readlinkRoom(World world) {
        Guest guest = world.guest();
        guest.symlink("abcdef", "link");
        for (int room = 0; room <= 6; room++) {
            assertThat(guest.readlink("link", room)).isEqualTo("abcdef".substring(0, room));
        }
        assertThat(guest.readlink("link", 10)).isEqualTo("abcdef");
        assertThat(Arrays.copyOfRange(guest.filled(), 6, 10)).containsOnly(Wasi1.UNTOUCHED);
    }

    @Rule(
            id = "K09",
            says = "path_readlink of what is no link is INVAL, of a missing name NOENT.",
            source = "SPEC, WTS:readlink, LX")
    void readlinkOfNoLink(World world) {
        Guest guest = world.guest();
        for (String name : new String[] {world.sampleFile(), world.sampleDirectory(), ".", "tmp", "dev/null"}) {
            assertThat(guest.tryReadlink(name, 10)).as(name).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.tryReadlink("missing", 10)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryReadlink(world.sampleFile() + "/", 10)).isEqualTo(Errno.NOTDIR);
    }

    @Rule(
            id = "K09",
            says = "path_readlink of a link with a slash behind it is NOTDIR.",
            source = "LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void readlinkWithASlash(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "");
        guest.symlink("file", "link");
        assertThat(guest.tryReadlink("link/", 10)).isEqualTo(Errno.NOTDIR);
    }

    @Rule(
            id = "K10",
            says = "A relative link starts from its own directory.",
            source = "LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void relativeToItsDirectory(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.mkdir("d/sub");
        guest.createFile("file", "at the top");
        guest.createFile("d/file", "in d");
        guest.symlink("file", "d/link");
        guest.symlink("../file", "d/sub/up");
        guest.symlink("../../file", "d/sub/upup");
        guest.symlink("d/sub", "toSub");
        assertThat(guest.readAll("d/link")).isEqualTo("in d");
        assertThat(guest.readAll("d/sub/up")).isEqualTo("in d");
        assertThat(guest.readAll("toSub/up")).isEqualTo("in d");
        assertThat(guest.readAll("toSub/upup")).isEqualTo("at the top");
        int fd = guest.openDirectory("d");
        guest.rename("d/link", "link");
        assertThat(guest.readAll("link")).as("moved").isEqualTo("at the top");
        assertThat(guest.tryOpen(fd, "sub/up", FOLLOW, 0, READ, 0)).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "K10",
            says = "40 links in a row are followed, more are LOOP, wherever they stand in the path.",
            source = "LX, cap-std",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void chains(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/file", "end");
        guest.symlink("d", "l1");
        for (int i = 2; i <= MAX_LINKS + 1; i++) {
            guest.symlink("l" + (i - 1), "l" + i);
        }
        assertThat(guest.readAll("l40/file")).isEqualTo("end");
        assertThat(guest.statFollowing("l40").inode()).isEqualTo(guest.stat("d").inode());
        assertThat(guest.tryOpen("l41/file", 0, READ)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryStat("l41", FOLLOW)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryStat("l41")).as("the link itself").isEqualTo(Errno.SUCCESS);
        assertThat(guest.readAll("l20/../l20/file")).as("two times 20").isEqualTo("end");
        assertThat(guest.tryOpen("l20/../l21/file", 0, READ)).isEqualTo(Errno.LOOP);
    }

    @Rule(
            id = "K10",
            says = "Links that lead to themselves are LOOP, at the end of a path and on the way.",
            source = "LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void loops(World world) {
        Guest guest = world.guest();
        guest.symlink("self", "self");
        guest.symlink("b", "a");
        guest.symlink("a", "b");
        for (String loop : new String[] {"self", "a", "b"}) {
            assertThat(guest.tryOpen(loop, 0, READ)).as(loop).isEqualTo(Errno.LOOP);
            assertThat(guest.tryOpen(loop, CREAT, WRITE)).as(loop).isEqualTo(Errno.LOOP);
            assertThat(guest.tryOpen(loop, DIRECTORY, 0)).as(loop).isEqualTo(Errno.LOOP);
            assertThat(guest.tryStat(loop, FOLLOW)).as(loop).isEqualTo(Errno.LOOP);
            for (CallOnPath call : CallOnPath.all("self")) {
                assertThat(call.run(guest, Guest.ROOT, loop + "/x"))
                        .as("%s below %s", call.name(), loop)
                        .isEqualTo(Errno.LOOP);
            }
        }
    }
}
