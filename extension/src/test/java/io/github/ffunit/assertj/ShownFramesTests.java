package io.github.ffunit.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownFramesTests {

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0 1 2 3 4, 0 1 2 3 3, frame 3 appears twice (@3; @4); frame 4 is missing",
        "0 1 2 3 4, 0 1 1 1 4, frame 1 appears 3 times (@1; @2; @3); frames 2; 3 are missing",
        "0 1 2 3 4, 0 4, frames 1 to 3 are missing",
        "0 1 2 3, 0 2 1 3, frame 2 is out of order (@1)",
        "0 1 2, 0 1 2 7, frame 7 is not expected",
        "0 1 1, 0 1, frame 1 is not repeated",
    })
    void frames_areToldInWords(String expected, String shown, String text) {
        assertThat(ShownFrames.describe(numbers(expected), numbers(shown), i -> "@" + i))
                .isEqualTo(text.replace("; @", ", @").replace("2; 3", "2, 3"));
    }

    @ParameterizedTest
    @CsvSource({"0 1 2 3, 0 to 3", "0 1 3 4 5, '0, 1, 3 to 5'", "7, 7", "2 1 0, '2, 1, 0'"})
    void ranges_areShort(String numbers, String text) {
        assertThat(ShownFrames.ranges(numbers(numbers))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource("8")
    void manyRepeated_areCounted(int count) {
        List<Integer> expected = IntStream.range(0, count).boxed().toList();
        List<Integer> shown = IntStream.range(0, count)
                .flatMap(i -> IntStream.of(i, i))
                .boxed()
                .toList();

        assertThat(ShownFrames.describe(expected, shown, i -> "@" + i))
                .startsWith("frame 0 appears twice (@0, @1); ")
                .endsWith("; 3 more appear again");
    }
}
