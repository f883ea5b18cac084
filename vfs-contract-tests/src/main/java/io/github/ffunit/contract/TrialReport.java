package io.github.ffunit.contract;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What trials found. Immutable; holds no time.
 *
 * @param planned how many trials were to be made
 * @param done how many were made
 * @param checks what they checked: faults that struck, or histories
 * @param failures one for each distinct way to fail, those found first first
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TrialReport(int planned, int done, long checks, List<Failed> failures) {
    /** Of nothing. */
    public static final TrialReport NONE = new TrialReport(0, 0, 0, List.of());

    /**
     * One way to fail.
     *
     * @param key what makes it distinct
     * @param number of the first trial that failed so
     * @param occurrences how many failed so, at least 1
     * @param calls how many calls of a guest the message shows
     * @param message for people
     */
    public record Failed(String key, int number, int occurrences, int calls, String message) {
        /** {@return the same, met once more} */
        public Failed again() {
            return new Failed(key, number, occurrences + 1, calls, message);
        }
    }

    /**
     * Makes one.
     *
     * @param planned how many were to be made
     * @param done how many were made
     * @param checks what they checked
     * @param failures ways to fail
     */
    public TrialReport {
        failures = List.copyOf(failures);
    }

    /** {@return whether time ran out before all trials were made, or so much failed that the rest was not tried} */
    public boolean isPartial() {
        return done < planned;
    }
}
