package io.github.ffunit.ffmpeg.internal.probe;

import io.github.ffunit.ffmpeg.probe.Chapter;
import io.github.ffunit.ffmpeg.probe.Format;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code ffprobe -show_format -show_streams -show_chapters -of json}. */
public final class MediaInfoParser {

    private MediaInfoParser() {}

    /**
     * Reads what ffprobe printed.
     *
     * @param json its standard output
     * @return the same, as values
     * @throws IllegalArgumentException if it is not what ffprobe prints
     */
    public static MediaInfo parse(String json) {
        Map<String, Object> root = object(JsonReader.read(json));
        Map<String, Object> format = object(root.get("format"));
        return new MediaInfo(
                new Format(scalars(format), scalars(object(format.get("tags")))),
                objects(root.get("streams")).stream()
                        .map(MediaInfoParser::stream)
                        .toList(),
                objects(root.get("chapters")).stream()
                        .map(chapter -> new Chapter(scalars(chapter), scalars(object(chapter.get("tags")))))
                        .toList());
    }

    private static StreamInfo stream(Map<String, Object> stream) {
        Set<String> dispositions = scalars(object(stream.get("disposition"))).entrySet().stream()
                .filter(entry -> entry.getValue().equals("1"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new StreamInfo(
                scalars(stream),
                dispositions,
                scalars(object(stream.get("tags"))),
                objects(stream.get("side_data_list")).stream()
                        .map(MediaInfoParser::scalars)
                        .toList());
    }

    static Map<String, String> scalars(Map<String, Object> object) {
        Map<String, String> scalars = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (value instanceof String scalar) {
                scalars.put(key, scalar);
            }
        });
        return scalars;
    }

    static List<Map<String, Object>> objects(@Nullable Object array) {
        if (array == null) {
            return List.of();
        }
        if (array instanceof List<?> list) {
            return list.stream().map(MediaInfoParser::object).toList();
        }
        throw new IllegalArgumentException("ffprobe printed [%s] where a list should be".formatted(array));
    }

    static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> object.put((String) key, element));
        } else if (value != null) {
            throw new IllegalArgumentException("ffprobe printed [%s] where an object should be".formatted(value));
        }
        return object;
    }
}
