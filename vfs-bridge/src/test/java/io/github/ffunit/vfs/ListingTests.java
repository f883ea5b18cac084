package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Directory listings: the rules H. */
class ListingTests {
    private static int furnished(Guest guest) {
        guest.mkdir("d");
        for (int i = 0; i < 30; i++) {
            guest.createFile("d/file-" + i, "");
        }
        guest.mkdir("d/sub");
        guest.symlink("nowhere", "d/dangling");
        guest.createFile("d/é-日本", "");
        return guest.openDirectory("d");
    }

    @EveryBackend
    void entries_haveDotsAndEachNameOnce_withTypeAndInodeOfStat(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = furnished(guest);
        List<Guest.Entry> entries = guest.list(fd, 8192);
        assertThat(entries).hasSize(35).extracting(Guest.Entry::name).doesNotHaveDuplicates();
        assertThat(entries.get(0).name()).isEqualTo(".");
        assertThat(entries.get(0).inode()).isEqualTo(guest.stat(fd).inode());
        for (Guest.Entry entry : entries.subList(2, entries.size())) {
            Guest.Stat stat = guest.stat("d/" + entry.name());
            assertThat(entry.inode()).as(entry.name()).isEqualTo(stat.inode()).isNotZero();
            assertThat(entry.type()).as(entry.name()).isEqualTo(stat.type());
        }
        assertThat(guest.stat("d/dangling").type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
    }

    @EveryBackend
    void anyRoom_givesTheSameEntries(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = furnished(guest);
        List<Guest.Entry> all = guest.list(fd, 8192);
        for (int room = 24 + "é-日本".length() * 3; room < 300; room++) {
            assertThat(guest.list(fd, room)).as("room %d", room).isEqualTo(all);
        }
    }

    @EveryBackend
    void littleRoom_isFilledToTheLastByte(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = furnished(guest);
        guest.memory.putByte(DATA + 10, (byte) 99);
        assertThat(guest.readdir(fd, 10, 0)).isEqualTo(10);
        assertThat(guest.memory.getByte(DATA + 10)).isEqualTo((byte) 99);
        assertThat(guest.readdir(fd, 0, 0)).isZero();
        long last = guest.list(fd, 8192).get(34).next();
        assertThat(guest.readdir(fd, 100, last)).isZero();
        assertThat(guest.readdir(fd, 100, Long.MAX_VALUE)).isZero();
        assertThat(guest.tryReaddir(fd, 100, -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryReaddir(guest.create("f"), 100, 0)).isEqualTo(Errno.NOTDIR);
    }

    @EveryBackend
    void unlinkWhileListing_losesNoEntry_andRewindShowsTheChange(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = furnished(guest);
        List<String> seen = new ArrayList<>();
        long cookie = 0;
        while (true) {
            int used = guest.readdir(fd, 100, cookie);
            List<Guest.Entry> part = guest.entries(used);
            for (Guest.Entry entry : part) {
                seen.add(entry.name());
                cookie = entry.next();
                if (entry.name().startsWith("file-")) {
                    guest.unlink("d/" + entry.name());
                    guest.createFile("d/new-" + entry.name(), "");
                }
            }
            if (used < 100) {
                break;
            }
        }
        assertThat(seen).hasSize(35).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(
                        guest.list(fd, 8192).stream().map(Guest.Entry::name).toList()))
                .hasSize(35)
                .contains("new-file-29")
                .doesNotContain("file-29");
    }
}
