package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.List;

/** What holds in sections A to G where a file system cannot be written, or has no symbolic links. */
final class ReadOnlyRules {
    @WhenAbsent(
            id = {
                "A02", "A07", "A09", "A10", "B07", "C01", "C02", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "E02",
                "E04", "E06", "F01", "F02", "F04", "F05", "F07", "G05", "G07", "G09", "G10", "G11", "G12"
            },
            lacks = WRITABLE)
    void everyChange(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        Guest.Stat fileBefore = guest.stat(file);
        Guest.Stat directoryBefore = guest.stat(world.sampleDirectory());
        List<String> namesBefore = guest.names(world.sampleDirectory());
        for (String name : List.of("new", world.sampleDirectory() + "/new")) {
            assertThat(guest.tryOpen(name, CREAT, READ)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryOpen(name, CREAT | TRUNC, READ | WRITE)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryMkdir(name)).isEqualTo(Errno.ROFS);
            assertThat(guest.trySymlink("x", name)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryLink(file, name)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryRename(file, name)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryStat(name)).isEqualTo(Errno.NOENT);
        }
        assertThat(guest.tryOpen(file, 0, WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, 0, READ | WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, TRUNC, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen(file, TRUNC, READ)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryUnlink(file)).isEqualTo(Errno.ROFS);
        assertThat(guest.trySetTimes(file, NOFOLLOW, 1, 1, Stamps.BOTH)).isEqualTo(Errno.ROFS);
        int fd = guest.open(file, 0, READ);
        assertThat(guest.trySetTimes(fd, 1, 1, Stamps.BOTH)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.trySetSize(fd, 1)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryAllocate(fd, 0, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.stat(file)).isEqualTo(fileBefore);
        assertThat(guest.stat(world.sampleDirectory())).isEqualTo(directoryBefore);
        assertThat(guest.names(world.sampleDirectory())).isEqualTo(namesBefore);
        assertThat(guest.readAllBytes(file)).isEqualTo(world.sampleContent());
    }

    @WhenAbsent(
            id = {"A09", "A10", "G10"},
            lacks = SYMBOLIC_LINKS)
    void noSymbolicLinks(World world) {
        Guest guest = world.guest();
        List<String> namesBefore = guest.names(".");
        assertThat(guest.trySymlink("x", "link")).isEqualTo(Errno.NOTSUP);
        assertThat(guest.tryStat("link")).isEqualTo(Errno.NOENT);
        assertThat(guest.names(".")).isEqualTo(namesBefore);
        assertThat(guest.tryReadlink("link", 10)).isEqualTo(Errno.NOENT);
    }
}
