package io.github.ffunit.vfs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Whether a transfer on an open file would block. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Readiness {
    /** It would return at once, be it with an error. */
    READY,
    /** It would block. */
    BLOCKED,
    /** There is no such open file. */
    NOT_OPEN
}
