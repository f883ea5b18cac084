package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of all properties is made from the rules themselves; where it is stale, the right one is left to be copied. */
class PropertiesPageTests {
    private static final Path PAGE = Path.of("..", "docs", "contract-properties.md");
    private static final Path RIGHT = Path.of("target", "vfs-contract", "contract-properties.md");

    private static final String HEAD = """
            # The properties of the contract

            What a WASI preview1 guest may count on, made from the rules of [`vfs-contract-tests`](../vfs-contract-tests). A property
            holds if all its sentences do. A file system that lacks what a sentence needs is not excused: where a property names
            something below "else", the suite checks that calls for it are refused and leave no trace.
            [The guest's file system](guest-file-system.md#file-systems) tells what the file systems tried here have and lack,
            [its README](../vfs-contract-tests/README.md#where-the-rules-are-from) what the sources stand for.
            """;

    private static final Map<Character, String> SECTIONS = Map.ofEntries(
            Map.entry('A', "open flags, rights, the syntax of paths"),
            Map.entry('B', "reading"),
            Map.entry('C', "writing and appending"),
            Map.entry('D', "the position"),
            Map.entry('E', "reading and writing at an offset"),
            Map.entry('F', "size, allocation, sync, advice"),
            Map.entry('G', "stat, time stamps, fdstat and rights"),
            Map.entry('H', "listing directories"),
            Map.entry('I', "making and removing names"),
            Map.entry('J', "renaming"),
            Map.entry('K', "hard and symbolic links"),
            Map.entry('L', "the sandbox"),
            Map.entry('M', "`/tmp` and the devices"),
            Map.entry('N', "numbers of open files"),
            Map.entry('O', "several threads"),
            Map.entry('P', "faults of the file system behind"));

    @Test
    void page_isMadeFromTheRules() throws IOException {
        String right = page();
        Files.createDirectories(RIGHT.getParent());
        Files.writeString(RIGHT, right);
        assertThat(PAGE)
                .as("the page is stale; copy [%s] over it", RIGHT)
                .content()
                .isEqualTo(right);
    }

    private static String page() throws IOException {
        Catalogue catalogue = Catalogue.standard();
        List<Subject> subjects = Subjects.all();
        StringBuilder page = new StringBuilder(HEAD);
        char section = 0;
        for (String id : catalogue.ids()) {
            if (id.charAt(0) != section) {
                section = id.charAt(0);
                page.append("\n## %s: %s\n\n".formatted(section, Objects.requireNonNull(SECTIONS.get(section))));
                page.append("| id | what must hold | source | needs | else | known to deviate |\n");
                page.append("|---|---|---|---|---|---|\n");
            }
            Property property = catalogue.known(id);
            List<String> sources = new ArrayList<>();
            TreeSet<Capability> needs = new TreeSet<>();
            for (Rule rule : property.rules()) {
                if (!sources.contains(rule.source())) {
                    sources.add(rule.source());
                }
                needs.addAll(List.of(rule.needs()));
            }
            String deviating = subjects.stream()
                    .filter(subject -> subject.known().containsKey(id))
                    .map(Subject::name)
                    .collect(Collectors.joining(", "));
            page.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            id,
                            cell(String.join(" ", property.says())),
                            cell(String.join("; ", sources)),
                            codes(needs),
                            codes(property.absences()),
                            deviating));
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }

    private static String codes(Collection<Capability> capabilities) {
        return capabilities.stream().map("`%s`"::formatted).collect(Collectors.joining(" "));
    }
}
