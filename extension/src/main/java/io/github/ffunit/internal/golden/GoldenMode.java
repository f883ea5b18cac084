package io.github.ffunit.internal.golden;

import java.util.Arrays;
import java.util.Locale;

/** What is done with goldens: see {@link io.github.ffunit.golden.Golden}. */
public enum GoldenMode {
    /** Only compare. */
    VERIFY(false, false),
    /** Write what is new or differs. */
    UPDATE(true, true),
    /** Write what is new, compare the others. */
    MISSING(true, false),
    /** As update, and report each. */
    REVIEW(true, true);

    private final boolean writesNew;
    private final boolean writesChanged;

    GoldenMode(boolean writesNew, boolean writesChanged) {
        this.writesNew = writesNew;
        this.writesChanged = writesChanged;
    }

    boolean writesNew() {
        return writesNew;
    }

    boolean writesChanged() {
        return writesChanged;
    }

    /**
     * Finds a mode.
     *
     * @param name its name in lower case
     * @return the mode
     * @throws IllegalArgumentException if there is none; says which there are
     */
    public static GoldenMode of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of verify, update, missing, review"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
