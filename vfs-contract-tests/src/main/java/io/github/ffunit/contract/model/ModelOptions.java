package io.github.ffunit.contract.model;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Subject;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How a subject is known to differ from a POSIX disk.
 *
 * @param folding makes the names equal that are one name there
 */
record ModelOptions(
        boolean writable,
        boolean hardLinks,
        boolean hardLinksToLinks,
        boolean links,
        boolean verbatimText,
        UnaryOperator<String> folding) {
    static ModelOptions of(Subject subject) {
        boolean caseSensitive = subject.has(Capability.CASE_SENSITIVE);
        boolean verbatim = subject.has(Capability.VERBATIM_NAMES);
        UnaryOperator<String> folding = name -> {
            String normal = verbatim ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
            return caseSensitive ? normal : normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        };
        return new ModelOptions(
                subject.has(Capability.WRITABLE),
                subject.has(Capability.HARD_LINKS),
                subject.has(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS),
                subject.has(Capability.SYMBOLIC_LINKS),
                subject.has(Capability.VERBATIM_LINK_TEXT),
                folding);
    }

    /** The text of a link as it is stored. */
    String stored(String text) {
        return verbatimText ? text : String.join("/", Walk.namesOf(text));
    }
}
