package io.github.ffunit.ffmpeg.internal.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * HotSpot interprets what is larger than 8,000 bytes of bytecode for ever, so each function of that size has a reason
 * in a list, and the list has no other.
 */
class LargeFunctionsTests {

    /** Written by the module's build: a function and its size on each line. */
    private static final String LARGE_FUNCTIONS = "META-INF/ffunit/large-functions.txt";

    /** A function and the reason on each line; comments begin with a number sign. */
    private static final String ACCEPTED = "accepted-large-functions.txt";

    @Test
    void largeFunctions_ofTheModule_areThoseWithAReason() {
        List<String> accepted =
                lines(ACCEPTED).filter(line -> !line.startsWith("#")).toList();

        assertThat(accepted)
                .isNotEmpty()
                .allMatch(Pattern.compile("\\S+: \\S.+").asMatchPredicate());
        assertThat(lines(LARGE_FUNCTIONS).map(line -> line.replaceFirst(" \\d+$", "")))
                .containsExactlyInAnyOrderElementsOf(accepted.stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .toList());
    }

    private static Stream<String> lines(String resource) {
        // By the loader: from a class it would be of that class's Java module alone
        ClassLoader loader = LargeFunctionsTests.class.getClassLoader();
        try (InputStream in = requireNonNull(loader.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
