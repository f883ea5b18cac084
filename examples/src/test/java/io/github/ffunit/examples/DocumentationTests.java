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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any document of the project shows is code that is compiled and run, by the examples or by another test. */
class DocumentationTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET = Pattern.compile("```(?:java|kotlin|c)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile(".*/src/(?:test|main/wasm)/.*\\.(?:java|kt|c)");

    private static List<String> sources = List.of();

    @BeforeAll
    static void readSources() throws IOException {
        List<String> read = new ArrayList<>();
        for (Path file : files(SOURCE)) {
            String source = Files.readString(file);
            // Tests that make a page have its snippets in the page's text, where they prove nothing
            if (!source.contains("```java\n")) {
                read.add(source);
            }
        }
        sources = read;
    }

    @ParameterizedTest
    @MethodSource("documentsWithSnippets")
    void snippets_areCodeOfTests(String document) throws IOException {
        assertThat(snippets(PROJECT.resolve(document)))
                .as("each snippet of [%s]: its lines stand, in this order, in one source file of tests", document)
                .filteredOn(snippet -> sources.stream().noneMatch(source -> shows(snippet, source)))
                .isEmpty();
    }

    private static List<String> documentsWithSnippets() throws IOException {
        List<String> documents = new ArrayList<>();
        for (Path document : files(Pattern.compile(".*\\.md"))) {
            if (!snippets(document).isEmpty()) {
                documents.add(PROJECT.relativize(document).toString());
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

    /** A test may check more than the document shows: other lines may lie between. Or the lines are broken elsewhere. */
    private static boolean shows(String snippet, String source) {
        return containsInOrder(linesOf(source), linesOf(snippet))
                || words(source).contains(words(snippet));
    }

    private static boolean containsInOrder(List<String> source, List<String> lines) {
        int found = 0;
        for (String line : source) {
            if (found < lines.size() && line.equals(lines.get(found))) {
                found++;
            }
        }
        return found == lines.size();
    }

    private static List<String> linesOf(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String words(String text) {
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
