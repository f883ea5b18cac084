package io.github.ffunit.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/assertions.md} names each assertion. */
class ReferencePageTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "assertions.md");
    private static final Pattern CALL = Pattern.compile("\\.([a-zA-Z0-9]+)\\(");

    private static final List<Class<?>> ASSERTIONS = List.of(
            MediaAssert.class,
            VideoAssert.class,
            AudioAssert.class,
            SubtitleAssert.class,
            ComparisonAssert.class,
            ImageAssert.class,
            SpansAssert.class,
            MeasureAssert.class,
            Mp4Assert.class,
            HlsAssert.class,
            DashAssert.class,
            SegmentAssert.class,
            RunAssert.class,
            JournalAssert.class);

    @Test
    void reference_hasEachAssertionAndNoOther() throws IOException {
        String document = Files.readString(DOCUMENT);
        String reference = document.substring(document.indexOf("## Reference"));
        Set<String> assertions = new TreeSet<>();
        for (Class<?> type : ASSERTIONS) {
            Stream.of(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> method.getDeclaringClass().getName().startsWith("io.github.ffunit."))
                    .map(Method::getName)
                    .forEach(assertions::add);
        }
        Set<String> named = new TreeSet<>();
        CALL.matcher(reference)
                .results()
                .map(MatchResult::group)
                .forEach(call -> named.add(call.substring(1, call.length() - 1)));

        assertThat(named).containsAll(assertions);
        named.removeAll(assertions);
        assertThat(named)
                .as("called in examples, and no assertions")
                .containsExactlyInAnyOrder("ofMillis", "ofSeconds", "per");
    }
}
