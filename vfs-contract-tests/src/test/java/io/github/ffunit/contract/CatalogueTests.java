package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTests {
    private static final Map<Character, Integer> SIZES = Map.ofEntries(
            Map.entry('A', 15),
            Map.entry('B', 8),
            Map.entry('C', 11),
            Map.entry('D', 6),
            Map.entry('E', 6),
            Map.entry('F', 10),
            Map.entry('G', 13),
            Map.entry('H', 11),
            Map.entry('I', 9),
            Map.entry('J', 12),
            Map.entry('K', 10),
            Map.entry('L', 8),
            Map.entry('M', 7),
            Map.entry('N', 8),
            Map.entry('O', 7),
            Map.entry('P', 9));

    private final Catalogue catalogue = Catalogue.standard();

    @Test
    void sections_thatAreThere_areComplete() {
        List<Character> sections =
                catalogue.ids().stream().map(id -> id.charAt(0)).distinct().toList();
        assertThat(sections).startsWith('A', 'B', 'C', 'D', 'E', 'F', 'G');
        List<String> expected = sections.stream()
                .flatMap(section -> IntStream.rangeClosed(1, SIZES.getOrDefault(section, 0))
                        .mapToObj(number -> "%s%02d".formatted(section, number)))
                .toList();
        assertThat(catalogue.ids()).isEqualTo(expected);
    }

    @Test
    void properties_speakInWholeSentences() {
        for (String id : catalogue.ids()) {
            assertThat(catalogue.says(id)).as(id).isNotEmpty().allMatch(says -> says.matches("\\S.*\\."));
        }
    }

    @Test
    void unknownId_isRefused() {
        assertThatThrownBy(() -> catalogue.says("Z01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Z01");
        Subject mistaken = Subjects.jimfsUnix().known("A1", "a slip of the pen");
        assertThatThrownBy(() -> catalogue.check(mistaken)).isInstanceOf(IllegalArgumentException.class);
    }
}
