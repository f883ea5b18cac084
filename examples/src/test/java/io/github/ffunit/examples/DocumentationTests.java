package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is code that is compiled and run: here, or by the module {@code wasi}. */
class DocumentationTests {

    private static final Pattern SNIPPET = Pattern.compile("```(?:java|c)\n(.*?)```", Pattern.DOTALL);
    private static final List<Path> SOURCES = List.of(Path.of("src"), Path.of("wasi", "src"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../README.md",
                "../docs/tutorial-first-test.md",
                "../docs/goldens-and-bundles.md",
                "../docs/how-to-other-wasi-programs.md",
                "README.md"
            })
    void snippets_ofDocument_areCodeOfTheExamples(String document) throws IOException {
        List<String> snippets = SNIPPET.matcher(Files.readString(Path.of(document)))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(snippets).as("snippets of %s", document).isNotEmpty();
        List<List<String>> sources = sources();
        for (String snippet : snippets) {
            assertThat(sources)
                    .as("a source file with the lines, in this order, of%n%s", snippet)
                    .anyMatch(source -> containsInOrder(source, linesOf(snippet)));
        }
    }

    /** A test may check more than the document shows: other lines may lie between. */
    private static boolean containsInOrder(List<String> source, List<String> lines) {
        int found = 0;
        for (String line : source) {
            if (found < lines.size() && line.equals(lines.get(found))) {
                found++;
            }
        }
        return found == lines.size();
    }

    private static List<List<String>> sources() throws IOException {
        List<List<String>> sources = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.add(linesOf(Files.readString(file)));
                }
            }
        }
        return sources;
    }

    private static List<String> linesOf(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
