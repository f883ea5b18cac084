package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the reference page, for tests that compare them with what is. */
final class GuestFileSystemPage {
    private static final Path FILE = Path.of("..", "docs", "guest-file-system.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    // Said of all calls, or of all calls on paths, above the table of calls.
    private static final Set<Errno> OF_EVERY_CALL = EnumSet.of(Errno.SUCCESS, Errno.BADF);
    private static final Set<Errno> OF_PATHS =
            EnumSet.of(Errno.INVAL, Errno.NOTDIR, Errno.ILSEQ, Errno.NAMETOOLONG, Errno.NOENT, Errno.PERM, Errno.LOOP);

    private final List<String> lines;

    private GuestFileSystemPage(List<String> lines) {
        this.lines = lines;
    }

    static GuestFileSystemPage read() {
        try {
            return new GuestFileSystemPage(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the table whose head begins so, without the head; each row is its cells. */
    List<List<String>> table(String head) {
        int start = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("| " + head))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table [%s] in %s".formatted(head, FILE))));
        return lines.subList(start + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(GuestFileSystemPage::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }

    /** What is set as code, in order. */
    static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(result -> result.group(1)).toList();
    }

    /** By call: the rights it needs. */
    Map<String, List<String>> rights() {
        return table("call |").stream()
                .collect(Collectors.toMap(
                        row -> codes(row.get(0)).get(0), row -> codes(row.get(1)), (a, b) -> a, TreeMap::new));
    }

    /** By call: what it may answer, file systems that fail aside. */
    Map<String, Set<Errno>> answers() {
        Map<String, Set<Errno>> answers = new TreeMap<>();
        for (List<String> row : table("call |")) {
            String call = codes(row.get(0)).get(0);
            Set<Errno> possible = EnumSet.copyOf(OF_EVERY_CALL);
            if (call.startsWith("path_")) {
                possible.addAll(OF_PATHS);
            }
            // The word that a reason begins with; others in a reason are flags.
            Arrays.stream(row.get(2).split("[;,]"))
                    .flatMap(reason -> codes(reason).stream().limit(1))
                    .flatMap(code -> Arrays.stream(Errno.values())
                            .filter(errno -> errno.name().equals(code)))
                    .forEach(possible::add);
            answers.put(call, possible);
        }
        return answers;
    }

    /** Demands that the lines below a marker are these. */
    void requireBelow(String marker, List<String> expected) {
        int start = lines.indexOf("<!-- %s -->".formatted(marker));
        assertThat(start).as("the marker [%s] in %s", marker, FILE).isNotNegative();
        Stream<String> found = lines.subList(start + 1, lines.size()).stream()
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isBlank());
        assertThat(found.collect(Collectors.joining("\n")))
                .as("the table below <!-- %s --> in %s; replace it with what is expected", marker, FILE)
                .isEqualTo(String.join("\n", expected));
    }

    static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }
}
