package io.github.ffunit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows for people: Markdown whose columns line up, so that it can be read as it is. */
final class Report {

    private static final List<String> HEADINGS = List.of(
            "job",
            "engine",
            "on",
            "run",
            "seconds",
            "from–to",
            "× FFmpeg",
            "× packaged",
            "× one",
            "resident",
            "guest",
            "heap");

    /** From here on columns are of numbers. */
    private static final int FIRST_NUMBER = 4;

    private static final double BYTES_PER_MIB = 1 << 20;

    private Report() {}

    static String of(Machine machine, List<Job> jobs, List<Row> rows, List<String> notes) {
        StringBuilder report = new StringBuilder();
        machine.lines().forEach(line -> report.append("- ").append(line).append('\n'));
        report.append('\n');
        jobs.forEach(job ->
                report.append("- **%s**: %s (%s)%n".formatted(job.name(), job.description(), describe(job.effort()))));
        report.append('\n').append(table(rows)).append('\n');
        notes.forEach(note -> report.append(note).append('\n'));
        return report.toString();
    }

    private static String describe(Job.Effort effort) {
        return "median of %d; %d to warm up; %s"
                .formatted(
                        effort.runs(),
                        effort.warmUps(),
                        effort.starts() == 1 ? "one first run" : effort.starts() + " first runs");
    }

    static String table(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        String job = "";
        for (Row row : rows) {
            lines.add(cells(row, !row.job().equals(job)));
            job = row.job();
        }
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        String rule = IntStream.range(0, widths.length)
                .mapToObj(column ->
                        column < FIRST_NUMBER ? "-".repeat(widths[column] + 2) : "-".repeat(widths[column] + 1) + ":")
                .collect(Collectors.joining("|", "|", "|\n"));
        return lines.stream()
                .map(line -> padded(line, widths))
                .collect(Collectors.joining())
                .replaceFirst("\n", "\n" + rule);
    }

    private static String padded(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String blanks = " ".repeat(widths[column] - line.get(column).length());
                    return column < FIRST_NUMBER ? line.get(column) + blanks : blanks + line.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static List<String> cells(Row row, boolean firstOfJob) {
        return List.of(
                firstOfJob ? row.job() : "",
                row.engine(),
                row.jdk() == null ? "" : row.jdk(),
                row.run().toString(),
                seconds(row.samples().median()),
                row.samples().count() == 1
                        ? ""
                        : seconds(row.samples().min()) + "–"
                                + seconds(row.samples().max()),
                ratio(row.ratio()),
                ratio(row.ratioTo(row.packagedSeconds())),
                ratio(row.ratioTo(row.oneSeconds())),
                mebibytes(row.memory().resident()),
                mebibytes(row.memory().guest()),
                mebibytes(row.memory().heap()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "" : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f MiB", bytes / BYTES_PER_MIB);
    }
}
