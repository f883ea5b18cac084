package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any document of the project shows is code that is compiled and run, by the examples or by another test. */
class DocumentationTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern DOCUMENT = Pattern.compile(".*\\.md");
    private static final Pattern SNIPPET = Pattern.compile("```(?:java|kotlin|c)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile(".*/src/(?:test|main/wasm)/.*\\.(?:java|kt|c)");

    private static List<Source> sources = List.of();

    /** What is in one file, as it is looked for. */
    private record Source(boolean ofExamples, List<String> lines, String words) {

        static Source of(Path file, String text) {
            return new Source(file.startsWith(PROJECT.resolve("examples")), linesOf(text), wordsOf(text));
        }

        /** Only an example may check more than a document shows: there, other lines may lie between. */
        boolean shows(String snippet) {
            return words.contains(wordsOf(snippet)) || (ofExamples && containsInOrder(linesOf(snippet)));
        }

        private boolean containsInOrder(List<String> shown) {
            int found = 0;
            for (String line : lines) {
                if (found < shown.size() && line.equals(shown.get(found))) {
                    found++;
                }
            }
            return found == shown.size();
        }
    }

    @BeforeAll
    static void readSources() throws IOException {
        List<Source> read = new ArrayList<>();
        for (Path file : files(SOURCE)) {
            String text = Files.readString(file);
            // Tests that make a page have its snippets in the page's text, where they prove nothing
            if (!text.contains("```java\n")) {
                read.add(Source.of(file, text));
            }
        }
        sources = read;
    }

    @ParameterizedTest
    @MethodSource("documentsWithSnippets")
    void snippets_areCodeOfTests(String document) throws IOException {
        assertThat(snippets(PROJECT.resolve(document)))
                .as("each snippet of [%s] is code of one source file of tests", document)
                .filteredOn(snippet -> sources.stream().noneMatch(source -> source.shows(snippet)))
                .isEmpty();
    }

    /** A fence of another name would take snippets out of sight. */
    @Test
    void documents_haveTheirSnippets() throws IOException {
        assertThat(documentsWithSnippets())
                .contains(
                        "README.md",
                        "docs/assertions.md",
                        "docs/broken-media.md",
                        "docs/extension.md",
                        "docs/faults-and-journal.md",
                        "docs/fixtures.md",
                        "docs/goldens-and-bundles.md",
                        "docs/how-to-build-tools.md",
                        "docs/how-to-other-runtimes.md",
                        "docs/how-to-other-wasi-programs.md",
                        "docs/tutorial-first-test.md",
                        "docs/tutorial-verify-a-file-system.md",
                        "examples/README.md",
                        "vfs-contract-tests/README.md");
        assertThat(snippets(PROJECT.resolve("docs/assertions.md"))).hasSizeGreaterThan(20);
        assertThat(snippets(PROJECT.resolve("docs/broken-media.md"))).hasSize(3);
    }

    private static List<String> documentsWithSnippets() throws IOException {
        List<String> documents = new ArrayList<>();
        for (Path document : files(DOCUMENT)) {
            if (!snippets(document).isEmpty()) {
                documents.add(PROJECT.relativize(document).toString().replace('\\', '/'));
            }
        }
        return documents;
    }

    private static List<String> snippets(Path document) throws IOException {
        return SNIPPET.matcher(Files.readString(document))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static List<String> linesOf(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String wordsOf(String text) {
        return text.replaceAll("\\s", "");
    }

    private static List<Path> files(Pattern name) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String folder = directory.getFileName().toString();
                return folder.equals("target") || folder.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (name.matcher(file.toString().replace('\\', '/')).matches()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
