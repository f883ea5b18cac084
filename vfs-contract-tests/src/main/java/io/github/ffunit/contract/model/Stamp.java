package io.github.ffunit.contract.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one time of a file. Nobody knows by which clock a file system stamps a change: then the stamp is any, but the
 * same until the next change, and another than the last one that was known. Immutable.
 *
 * @param version grows with each change; two stamps of one version are the same time
 * @param known the time in ns since 1970; null if it is any
 * @param not what the time is not, in ns since 1970; null if it may be any
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Stamp(
        long version, @Nullable Long known, @Nullable Long not) {
    /** Of a file that nobody has changed yet. */
    static final Stamp FIRST = new Stamp(0, null, null);

    /** Set by a guest. */
    Stamp set(long nanos) {
        return new Stamp(version + 1, nanos, null);
    }

    /** Moved to the time of a change; where the guest's clock stands still, that may be the time it had. */
    Stamp moved(long now) {
        Long before = known == null ? not : known;
        return new Stamp(version + 1, null, before != null && before == now ? null : before);
    }

    /** Moved or not: file systems differ. */
    Stamp perhapsMoved() {
        return new Stamp(version + 1, null, null);
    }
}
