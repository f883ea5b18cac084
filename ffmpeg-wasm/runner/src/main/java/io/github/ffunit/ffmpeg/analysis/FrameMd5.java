package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** FFmpeg's muxer {@code framemd5}: what it is asked, and what it writes. */
final class FrameMd5 {

    /** For samples that 16 bits, which the muxer takes by itself, cannot hold. The planar float of lossy decoders is not exact anyway. */
    private static final Map<String, String> CODECS =
            Map.of("s32", "pcm_s32le", "s32p", "pcm_s32le", "s64", "pcm_s64le", "flt", "pcm_f32le", "dbl", "pcm_f64le");

    private FrameMd5() {}

    /** All frames of these streams as they are, each at its own time. */
    static List<Object> arguments(List<StreamInfo> streams) {
        List<Object> arguments = new ArrayList<>();
        for (StreamInfo stream : streams) {
            arguments.addAll(List.of("-map", "0:" + stream.index()));
        }
        arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base:v", "demux"));
        for (int i = 0; i < streams.size(); i++) {
            String codec = CODECS.get(streams.get(i).raw("sample_fmt").orElse(""));
            if (codec != null) {
                arguments.addAll(List.of("-c:" + i, codec));
            }
        }
        arguments.addAll(List.of("-bitexact", "-f", "framemd5", "-"));
        return arguments;
    }

    /** The hashes of each of these streams. */
    static List<StreamHashes> parse(String text, List<StreamInfo> streams) {
        Map<Integer, Map<String, String>> facts = new TreeMap<>();
        Map<Integer, List<FrameHash>> frames = new TreeMap<>();
        for (int i = 0; i < streams.size(); i++) {
            facts.put(i, new LinkedHashMap<>());
            frames.put(i, new ArrayList<>());
        }
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#")) {
                String[] words = line.strip().split(", *", -1);
                // The second is the decoding time, which says nothing about decoded frames
                requireNonNull(frames.get(Integer.valueOf(words[0])))
                        .add(new FrameHash(
                                Long.parseLong(words[2]),
                                Long.parseLong(words[3]),
                                Long.parseLong(words[4]),
                                words[5]));
            } else if (line.matches("#\\w+ \\d+: .*")) {
                int space = line.indexOf(' ');
                int colon = line.indexOf(':');
                requireNonNull(facts.get(Integer.valueOf(line.substring(space + 1, colon))))
                        .put(line.substring(1, space), line.substring(colon + 2));
            }
        }
        List<StreamHashes> hashes = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            hashes.add(new StreamHashes(
                    streams.get(i).index(), requireNonNull(facts.get(i)), requireNonNull(frames.get(i))));
        }
        return List.copyOf(hashes);
    }
}
