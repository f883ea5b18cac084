package io.github.ffunit.contract;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a file system may have or lack. What it lacks does not excuse it from a property: the property then says how calls for it
 * are refused. Before any property is checked, a few calls compare what a {@link Subject} declares with what they find.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Capability {
    /** Files can be created and changed; without it every changing call answers {@code ROFS}. */
    WRITABLE,
    /** A file can be written at any offset, and read at once, while it is open. */
    RANDOM_ACCESS,
    /** There are symbolic links. */
    SYMBOLIC_LINKS,
    /** A regular file can have several names. */
    HARD_LINKS,
    /** A symbolic link can have several names. */
    HARD_LINKS_TO_SYMBOLIC_LINKS,
    /** The number of names of a file is known. */
    LINK_COUNTS,
    /** Names that differ in case alone are different. */
    CASE_SENSITIVE,
    /** Names keep their bytes: no normalisation of Unicode. */
    VERBATIM_NAMES,
    /** Every name is good that has no slash and no zero byte, such as {@code a:b}, {@code a\b} and {@code a.}. */
    ARBITRARY_NAMES,
    /** The text of a symbolic link keeps its bytes, also double and last slashes. */
    VERBATIM_LINK_TEXT,
    /** A file may be larger than 16 MiB. */
    LARGE_FILES,
    /** Access and modification time can be set, to the second at least. */
    SETTABLE_TIMES,
    /** Times of a symbolic link can be set. */
    LINK_TIMES,
    /** Times are kept to the nanosecond. */
    NANOSECOND_TIMES,
    /** There is room for less than 64 MiB. */
    LIMITED_CAPACITY
}
