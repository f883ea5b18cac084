package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLineTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-i|-i",
                "scale=160:-2|scale=160:-2",
                "/in/a_b.mp4|/in/a_b.mp4",
                "two words|'two words'",
                "it's|'it'\\''s'",
                "[0:v]split[a];$x|'[0:v]split[a];$x'",
                "`*`|'*'",
                "``|''",
                "ünï|'ünï'"
            })
    void of_argument_isQuotedOnlyWhereAShellWouldReadIn(String argument, String quoted) {
        assertThat(ShellLine.of("ffmpeg", List.of(argument))).isEqualTo("ffmpeg " + quoted);
    }
}
