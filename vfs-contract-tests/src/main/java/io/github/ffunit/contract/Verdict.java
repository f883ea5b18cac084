package io.github.ffunit.contract;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** How a property stands with a subject. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /** It holds. */
    PASSED("pass"),
    /** The subject lacks what it needs; what must hold instead was checked, and holds. */
    ABSENT("absent"),
    /** It does not hold, as declared. */
    KNOWN("known"),
    /** It does not hold; or it holds although it is declared that it does not. */
    FAILED("FAIL"),
    /** The subject lacks what it needs, and the contract says nothing about that case. */
    UNTESTED("-");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** How a table shows it. */
    String word() {
        return word;
    }
}
