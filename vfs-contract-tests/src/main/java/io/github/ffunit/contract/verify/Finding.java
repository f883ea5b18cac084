package io.github.ffunit.contract.verify;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One way in which a subject fails. Immutable.
 *
 * @param key what makes it distinct
 * @param number of the first that failed so, from 0, among its like
 * @param occurrences how many failed so, at least 1
 * @param text a block of lines for people, each with a line feed
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Finding(String key, int number, int occurrences, String text) {
    /** The earlier one tells, both count. */
    Finding and(Finding other) {
        Finding first = number <= other.number ? this : other;
        return new Finding(key, first.number, occurrences + other.occurrences, first.text);
    }
}
