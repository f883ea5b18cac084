package io.github.ffunit.contract;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How all properties stand with one subject. Immutable.
 *
 * @param subject what was tested
 * @param declaration where the subject has other capabilities than it declares; empty if it speaks the truth
 * @param results one for each property, sorted by id
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record SubjectReport(Subject subject, List<String> declaration, List<PropertyResult> results) {
    /**
     * Makes one.
     *
     * @param subject what was tested
     * @param declaration differences from what it declares
     * @param results one for each property
     */
    public SubjectReport {
        declaration = List.copyOf(declaration);
        results = List.copyOf(results);
    }

    /**
     * Counts properties.
     *
     * @param verdict which to count
     * @return how many have it
     */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** {@return the properties that failed, sorted by id} */
    public List<PropertyResult> failures() {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAILED)
                .toList();
    }
}
