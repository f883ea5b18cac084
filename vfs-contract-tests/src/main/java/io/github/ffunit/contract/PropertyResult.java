package io.github.ffunit.contract;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How one property stands with one subject.
 *
 * @param id of the property
 * @param verdict how it stands
 * @param message why, for people; empty if it passed
 * @param failure what a rule threw; null if none did
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PropertyResult(
        String id,
        Verdict verdict,
        String message,
        @Nullable Throwable failure) {}
