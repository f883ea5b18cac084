package io.github.ffunit.ffmpeg.internal.probe;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.analysis.Frame;
import io.github.ffunit.ffmpeg.analysis.Packet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads {@code ffprobe -show_packets} and {@code -show_frames}, with {@code -of json}. */
public final class ContentParser {

    private ContentParser() {}

    /**
     * Reads packets.
     *
     * @param json what ffprobe printed for {@code -show_packets -show_data_hash md5}
     * @return the packets of all streams, in the order of the file
     * @throws IllegalArgumentException if it is not what ffprobe prints
     */
    public static List<Packet> packets(String json) {
        return list(json, "packets").stream().map(ContentParser::packet).toList();
    }

    private static Packet packet(Map<String, String> values) {
        String flags = required(values, "flags");
        String hash = required(values, "data_hash");
        return new Packet(
                Integer.parseInt(required(values, "stream_index")),
                number(values, "pts"),
                number(values, "dts"),
                number(values, "duration"),
                Long.parseLong(required(values, "size")),
                number(values, "pos"),
                flags.contains("K"),
                flags.contains("D"),
                hash.substring(hash.indexOf(':') + 1));
    }

    /**
     * Reads frames.
     *
     * @param json what ffprobe printed for {@code -show_frames}
     * @return the frames, in the order of showing
     * @throws IllegalArgumentException if it is not what ffprobe prints
     */
    public static List<Frame> frames(String json) {
        return list(json, "frames").stream().map(ContentParser::frame).toList();
    }

    private static Frame frame(Map<String, String> values) {
        OptionalLong pts = number(values, "pts");
        return new Frame(
                pts.isPresent() ? pts : number(values, "best_effort_timestamp"),
                number(values, "duration"),
                values.getOrDefault("pict_type", "?"),
                required(values, "key_frame").equals("1"),
                values.getOrDefault("interlaced_frame", "0").equals("1"));
    }

    private static List<Map<String, String>> list(String json, String name) {
        return MediaInfoParser.objects(
                        MediaInfoParser.object(JsonReader.read(json)).get(name))
                .stream()
                .map(MediaInfoParser::scalars)
                .toList();
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("ffprobe printed no [%s] but %s".formatted(key, values));
        }
        return requireNonNull(value);
    }

    private static OptionalLong number(Map<String, String> values, String key) {
        @Nullable String value = values.get(key);
        return value == null || value.equals("N/A") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }
}
