package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.util.List;

/** Rule I09, which is also what holds of making, moving and linking names where nothing can be changed. */
final class ReadOnlyNameRules {
    @Rule(
            id = "I09",
            says =
                    "On a read-only file system or mount every changing call is ROFS and changes nothing; reading works.",
            source = "PJD */EROFS, WT:file_truncation_readonly")
    void readOnly(World world) throws IOException {
        String file = world.sampleFile();
        String directory = world.sampleDirectory();
        if (!world.has(WRITABLE)) {
            everyChangeIsRofs(world, "");
            return;
        }
        world.guest().mkdir("empty");
        Guest guest = world.reopen(builder -> builder.mountReadOnly("/ro", world.root()));
        everyChangeIsRofs(world, "ro/");
        assertThat(guest.tryRmdir("ro/empty")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("ro/" + directory, "ro/empty")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename("ro/empty", "ro/full")).isEqualTo(Errno.ROFS);
        assertThat(guest.names("empty")).isEmpty();
        assertThat(guest.tryOpen(file, 0, WRITE)).as("the other mount").isEqualTo(Errno.SUCCESS);
    }

    @WhenAbsent(
            id = {
                "H04", "H08", "H10", "H11", "I01", "I02", "I03", "I04", "I06", "I08", "J01", "J02", "J03", "J04",
                "J05", "J06", "J07", "J08", "J09", "J10", "J11", "K01", "K02", "K03", "K04", "K05", "K06", "K07",
                "K08", "K10", "L04", "L05", "L06", "L07", "O02", "O03", "O04", "O07", "P01", "P03", "P05", "P07"
            },
            lacks = WRITABLE)
    void nothingCanBeChanged(World world) {
        everyChangeIsRofs(world, "");
    }

    private static void everyChangeIsRofs(World world, String prefix) {
        Guest guest = world.guest();
        String file = prefix + world.sampleFile();
        String directory = prefix + world.sampleDirectory();
        List<Guest.Entry> before = guest.list(guest.openDirectory(directory), 4096);
        Guest.Stat stat = guest.stat(file);

        assertThat(guest.tryOpen(directory + "/new", CREAT, READ)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, TRUNC, READ)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, 0, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, CREAT, READ)).as("it exists").isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryMkdir(directory + "/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryUnlink(file)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename(file, directory + "/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryRename(directory, prefix + "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.tryLink(file, directory + "/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySymlink("x", directory + "/new")).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes(file, FOLLOW, 1, 1, Flags.TIMES_MTIM)).isEqualTo(Errno.ROFS);
        int fd = guest.open(ROOT, file, FOLLOW, 0, READ, 0);
        assertThat(guest.trySetTimes(fd, 1, 1, Flags.TIMES_MTIM)).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetSize(fd, 0)).as("not open for writing").isEqualTo(Errno.INVAL);
        assertThat(guest.tryWrite(fd, "x")).as("not open for writing").isEqualTo(Errno.BADF);

        assertThat(guest.list(guest.openDirectory(directory), 4096)).isEqualTo(before);
        assertThat(guest.stat(file)).isEqualTo(stat);
        assertThat(guest.readAllBytes(file)).isEqualTo(world.sampleContent());
    }
}
