package io.github.ffunit.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How differences are told. */
class GoldenDifferenceTests {

    /** Frames as letters for their content, with a time behind if it is not their number. */
    private static GoldenText frames(String letters) {
        StringBuilder text = new StringBuilder("[frame md5]\n# stream 0: tb 1/25\n");
        int number = 0;
        for (String frame : letters.split(" ", -1)) {
            String pts = frame.length() > 1 ? frame.substring(1) : String.valueOf(number);
            text.append("0, %s, 1, 100, %s\n".formatted(pts, frame.charAt(0)));
            number++;
        }
        return GoldenText.parse(text.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "a b c d, a b c d7, timestamps, frame 3: pts 3 -> 7",
        "a b c d, a x c y, pixels, 'frame 1 has other content, as have 2 of 4 frames'",
        "a b c d, a c d, frames, frame 1 dropped",
        "a b c d, a, frames, frames 1 to 3 dropped",
        "a b c d, a b b c d, frames, frame 2 repeated the one before",
        "a b c d, a b x c d, frames, frame 2 added",
        "a b c d, a b x, frames, '4 frames -> 3, other ones from frame 2 on'",
    })
    void frames_areToldInWords(String before, String after, String kind, String first) {
        GoldenDifference difference = GoldenDifference.between(frames(before), frames(after));

        assertThat(difference.first()).isEqualTo("[frame md5] " + first);
        assertThat(difference.reason()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "'[facts]|a|b', '[facts]|a|c', facts, '[facts] b -> c'",
        "'[own]|a, b, c, d, e', '[own]|a, b, c, d, f', own, '[own] a, b, c, d, e -> a, b, c, d, f'",
        "'[facts]|a', '[facts]|a|b', facts, '[facts] has more: b'",
        "'[facts]|a|b', '[facts]|a', facts, '[facts] has less: b'",
        "'[facts]|a', '[facts]|a|[loudness]|b', other facets, '[loudness] is not in the golden'",
        "'[facts]|a|[loudness]|b', '[facts]|a', other facets, '[loudness] is only in the golden'",
        "'[file]|a', '[file]|b', file bytes only, '[file] a -> b'",
        "'[facts]|a|[file]|a', '[facts]|b|[file]|b', facts, '[facts] a -> b'",
        "'[facts]|a|[loudness]|a', '[facts]|b|[loudness]|b', facts and loudness, '[facts] a -> b'",
    })
    void sections_areToldByTheirFirstLine(String before, String after, String reason, String first) {
        GoldenDifference difference = GoldenDifference.between(
                GoldenText.parse(before.replace('|', '\n')), GoldenText.parse(after.replace('|', '\n')));

        assertThat(difference.first()).isEqualTo(first);
        assertThat(difference.reason()).isEqualTo(reason);
    }
}
