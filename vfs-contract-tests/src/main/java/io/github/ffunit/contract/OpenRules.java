package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;

/** Section A: open flags, and the syntax of paths. */
final class OpenRules {
    @Rule(id = "A01", says = "Opening a missing name without CREAT answers NOENT.", source = "WTS:path_open_missing, LX")
    void missing(World world) {
        Guest guest = world.guest();
        assertThat(guest.tryOpen("missing", 0, READ)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen(world.sampleDirectory() + "/missing", 0, READ)).isEqualTo(Errno.NOENT);
    }
}
