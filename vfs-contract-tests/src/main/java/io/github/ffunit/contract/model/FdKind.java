package io.github.ffunit.contract.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What a file number stands for; most calls fail by it before they look at anything else. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum FdKind {
    /** Nothing is open under the number. */
    CLOSED,
    /** Standard input. */
    INPUT,
    /** Standard output or error. */
    OUTPUT,
    /** A directory. */
    DIRECTORY,
    /** A regular file. */
    FILE,
    /** A device below {@code /dev}. */
    DEVICE
}
