package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Codecs as playlists state them (RFC 6381, and the codecs' own specifications): {@code avc1.64000c}. Of H.264 the profile and the level are compared,
 * of HEVC and AAC the profile; of other codecs the kind.
 */
public final class CodecString {

    /** FFmpeg's names of codecs, by the part in front of the first dot. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("avc1", List.of("h264")),
            Map.entry("avc3", List.of("h264")),
            Map.entry("hvc1", List.of("hevc")),
            Map.entry("hev1", List.of("hevc")),
            Map.entry("vp08", List.of("vp8")),
            Map.entry("vp09", List.of("vp9")),
            Map.entry("av01", List.of("av1")),
            Map.entry("mp4v", List.of("mpeg4")),
            Map.entry("mp4a", List.of("aac", "mp3")),
            Map.entry("ac-3", List.of("ac3")),
            Map.entry("ec-3", List.of("eac3")),
            Map.entry("opus", List.of("opus")),
            Map.entry("flac", List.of("flac")));

    /** {@code profile_idc} of H.264 (ITU-T H.264, A.2), by FFmpeg's names. */
    private static final Map<String, Integer> H264_PROFILES = Map.of(
            "Constrained Baseline", 66,
            "Baseline", 66,
            "Main", 77,
            "Extended", 88,
            "High", 100,
            "High 10", 110,
            "High 4:2:2", 122,
            "High 4:4:4 Predictive", 244);

    /** Audio object types (ISO/IEC 14496-3, 1.5.1), by FFmpeg's names. */
    private static final Map<String, Integer> AAC_PROFILES =
            Map.of("Main", 1, "LC", 2, "LTP", 4, "HE-AAC", 5, "HE-AACv2", 29);

    /** MP3 in MP4, by its object type and in either way of MPEG. */
    private static final List<String> MP3 = List.of("mp4a.40.34", "mp4a.69", "mp4a.6b");

    private CodecString() {}

    /**
     * Tells whether a stream is what is stated.
     *
     * @param stated for instance {@code mp4a.40.2}
     * @param stream what FFmpeg found
     * @return whether both are the same codec, and the same profile and level as far as both are known
     */
    public static boolean matches(String stated, StreamInfo stream) {
        String codec = stream.codecName().orElse("");
        String[] parts = stated.toLowerCase(Locale.ROOT).split("\\.", -1);
        if (!NAMES.getOrDefault(parts[0], List.of()).contains(codec)) {
            return false;
        }
        return switch (codec) {
            case "h264" -> isH264(parts, stream);
            case "hevc" -> parts.length < 2 || isHevc(parts[1], stream);
            case "aac" ->
                parts.length == 3
                        && parts[1].equals("40")
                        && known(AAC_PROFILES, stream)
                                .map(type -> parts[2].equals(type.toString()))
                                .orElse(true);
            case "mp3" -> MP3.contains(stated.toLowerCase(Locale.ROOT));
            default -> true;
        };
    }

    /** {@code avc1.PPCCLL}: profile, constraints, level, each as two hexadecimal digits. */
    private static boolean isH264(String[] parts, StreamInfo stream) {
        if (parts.length != 2 || !parts[1].matches("[0-9a-f]{6}")) {
            return false;
        }
        int profile = Integer.parseInt(parts[1].substring(0, 2), 16);
        int level = Integer.parseInt(parts[1].substring(4), 16);
        return known(H264_PROFILES, stream).map(found -> found == profile).orElse(true)
                && stream.raw("level")
                        .map(found -> found.equals(Integer.toString(level)))
                        .orElse(true);
    }

    /** {@code hvc1.1.…}: the profile may have a letter for its space in front. */
    private static boolean isHevc(String profile, StreamInfo stream) {
        return switch (stream.profile().orElse("")) {
            case "Main" -> profile.matches("[a-c]?1");
            case "Main 10" -> profile.matches("[a-c]?2");
            default -> true;
        };
    }

    private static Optional<Integer> known(Map<String, Integer> profiles, StreamInfo stream) {
        return stream.profile().map(profiles::get);
    }

    /**
     * Says what a stream is, for a message.
     *
     * @param stream what FFmpeg found
     * @return its codec, profile and, for H.264, what would be stated
     */
    public static String describe(StreamInfo stream) {
        String codec = stream.codecName().orElse("unknown");
        String profile = stream.profile().map(name -> " " + name).orElse("");
        String level = codec.equals("h264")
                ? stream.raw("level").map(number -> " level " + number).orElse("")
                : "";
        return codec + profile + level;
    }
}
