package io.github.ffunit.ffmpeg.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ffunit.ffmpeg.internal.probe.ContentParser;
import io.github.ffunit.ffmpeg.internal.probe.MediaInfoParser;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The model of what ffprobe prints, held against FFmpeg's own schema of that, which {@code ./dev reference} takes from the archive of
 * the engine. Where an update of FFmpeg renames what the model reads, this tells before a user misses a value.
 */
class ProbeSchemaTests {

    @Test
    void mediaInfo_findsEachValueByAName_thatTheSchemaHas() throws IOException {
        MediaInfo info = MediaInfoParser.parse("{\"format\": %s, \"streams\": [%s], \"chapters\": [%s]}"
                .formatted(anyOf("formatType"), anyOf("streamType"), anyOf("chapterType")));

        assertThat(emptyValuesOf(info.format())).isEmpty();
        assertThat(emptyValuesOf(info.streams().get(0))).isEmpty();
        // Titles are tags, which have any names
        assertThat(emptyValuesOf(info.chapters().get(0))).containsExactly("title");
    }

    @Test
    void packetsAndFrames_findEachValueByAName_thatTheSchemaHas() throws IOException {
        String packet = anyOf("packetType");
        String frame = anyOf("frameType");

        assertThat(emptyValuesOf(ContentParser.packets("{\"packets\": [%s]}".formatted(packet))
                        .get(0)))
                .isEmpty();
        assertThat(emptyValuesOf(ContentParser.frames("{\"frames\": [%s]}".formatted(frame))
                        .get(0)))
                .isEmpty();
        assertThat(frame).contains("\"pict_type\"", "\"interlaced_frame\"", "\"best_effort_timestamp\"");
    }

    private static Path schema() {
        String folder = System.getProperty("test.reference", "");
        assumeTrue(!folder.isEmpty(), "no schema of FFmpeg to compare with: ./dev reference fetches it");
        return Path.of(folder).resolve("ffprobe.xsd");
    }

    /** A JSON object with each attribute that a type of the schema has. */
    private static String anyOf(String type) throws IOException {
        return attributesOf(type).entrySet().stream()
                .map(attribute -> "\"%s\": \"%s\"".formatted(attribute.getKey(), valueOf(attribute.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** By names, their types. A few lines of a known shape: no reason to have a module read XML. */
    private static Map<String, String> attributesOf(String type) throws IOException {
        String declaration = "<xsd:complexType name=\"%s\">(.*?)</xsd:complexType>".formatted(type);
        List<MatchResult> types = matches(declaration, Files.readString(schema()));
        assertThat(types).as(type).hasSize(1);
        Map<String, String> attributes = new TreeMap<>();
        matches(
                        "<xsd:attribute\\s+name=\"(\\w+)\"\\s+type=\"([\\w:]+)\"",
                        types.get(0).group(1))
                .forEach(attribute -> attributes.put(attribute.group(1), attribute.group(2)));
        assertThat(attributes).as(type).isNotEmpty();
        return attributes;
    }

    private static List<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().toList();
    }

    /** One that is a fraction where it can be, as many strings are. */
    private static String valueOf(String type) {
        return switch (type) {
            case "xsd:string" -> "1/25";
            case "xsd:float" -> "1.500000";
            default -> "1";
        };
    }

    private static List<String> emptyValuesOf(Object section) {
        return Arrays.stream(section.getClass().getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::getName))
                .filter(method -> {
                    Object value = call(section, method);
                    return value.equals(Optional.empty())
                            || value.equals(OptionalInt.empty())
                            || value.equals(OptionalLong.empty());
                })
                .map(Method::getName)
                .toList();
    }

    private static Object call(Object section, Method method) {
        try {
            return method.invoke(section);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.getName() + " of " + section, e.getCause());
        }
    }
}
