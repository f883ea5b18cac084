package io.github.ffunit.contract.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, on all its subjects: for people as lines and as a page, for programs as {@code summary.json}. Immutable.
 *
 * @param subjects a report for each, in the order in which they ran
 * @param zoo how the suite does on planted bugs; null if nobody asked
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Summary(
        List<VerificationReport> subjects, @Nullable ZooResult zoo) {
    private static final String JSON = "summary.json";
    private static final String PAGE = "report.html";
    private static final String TEXT = "report.txt";

    /**
     * Makes one.
     *
     * @param subjects a report for each
     * @param zoo how the suite does on planted bugs, or null
     */
    public Summary {
        subjects = List.copyOf(subjects);
    }

    /** {@return whether nothing failed, and every planted bug was found} */
    public boolean isGreen() {
        return subjects.stream().allMatch(VerificationReport::isGreen) && (zoo == null || zoo.found() == zoo.planted());
    }

    /** {@return what each subject's report says; lines end with a line feed} */
    public String render() {
        return subjects.stream().map(VerificationReport::render).collect(Collectors.joining());
    }

    /**
     * Puts together what shards, or runs on different subjects, have found.
     *
     * @param parts at least one
     * @return all subjects, in the order in which they are first named
     * @throws IllegalArgumentException if two reports on one subject are not different shards of one run, or two parts
     *     have a zoo
     */
    public static Summary merge(List<Summary> parts) {
        Map<String, VerificationReport> subjects = new LinkedHashMap<>();
        List<ZooResult> zoos = new ArrayList<>();
        for (Summary part : parts) {
            part.subjects.forEach(report -> subjects.merge(report.subject(), report, VerificationReport::and));
            Stream.ofNullable(part.zoo).forEach(zoos::add);
        }
        if (zoos.size() > 1) {
            throw new IllegalArgumentException("[%d] parts have a zoo: at most one may".formatted(zoos.size()));
        }
        return new Summary(List.copyOf(subjects.values()), zoos.isEmpty() ? null : zoos.get(0));
    }

    /**
     * Writes {@code summary.json}, {@code report.html} and {@code report.txt}. The same findings give the same bytes, but for the
     * seconds in the first.
     *
     * @param directory made if it is not there
     * @throws IOException if it cannot be written
     */
    public void write(Path directory) throws IOException {
        Objects.requireNonNull(directory, "directory");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(JSON), SummaryJson.write(this));
        Files.writeString(directory.resolve(PAGE), new Page(this).render());
        Files.writeString(directory.resolve(TEXT), render());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param directory with a {@code summary.json}
     * @return the same summary
     * @throws IOException if it cannot be read, or is no summary
     */
    public static Summary read(Path directory) throws IOException {
        return SummaryJson.read(Files.readString(directory.resolve(JSON)));
    }
}
