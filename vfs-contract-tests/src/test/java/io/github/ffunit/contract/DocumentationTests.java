package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the pages about the suite show is code of its tests, which is compiled and run. */
class DocumentationTests {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src", "test", "java", "io", "github", "ffunit", "contract", "docs");

    @TestFactory
    Stream<DynamicTest> snippets_areCodeOfTheTests() {
        return Stream.of("tutorial-verify-a-file-system.md", "how-to-other-runtimes.md")
                .map(page -> DynamicTest.dynamicTest(page, () -> check(Path.of("..", "docs", page))));
    }

    private static void check(Path page) throws IOException {
        List<String> snippets = SNIPPET.matcher(Files.readString(page))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(snippets).as("snippets of %s", page).isNotEmpty();
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                sources.append(lines(Files.readString(file)));
            }
        }
        for (String snippet : snippets) {
            assertThat(sources.toString()).as("the sources in %s", SOURCES).contains(lines(snippet));
        }
    }

    private static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> lines.append(line)
                .append('\n'));
        return lines.toString();
    }
}
