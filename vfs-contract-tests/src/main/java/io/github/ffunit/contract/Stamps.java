package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;

/** Time stamps that no clock shows any more: whoever changes a file moves them, without anybody having to wait. */
final class Stamps {
    static final long SECOND = 1_000_000_000L;

    /** 1970-01-12. */
    static final long OLD = 1_000_000 * SECOND;

    static final int BOTH = Flags.TIMES_ATIM | Flags.TIMES_MTIM;

    private Stamps() {}

    static void makeOld(Guest guest, String name) {
        assertThat(guest.trySetTimes(name, NOFOLLOW, OLD, OLD, BOTH)).isEqualTo(Errno.SUCCESS);
    }
}
