package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The MD5 of each decoded frame. */
final class FrameHashLines {

    private FrameHashLines() {}

    /** A comment for each stream, then a line for each frame: stream, pts, duration, size, hash. */
    static List<String> of(Path media) {
        try (OneFile one = new OneFile(media)) {
            Run run = one.sandbox()
                    .ffmpeg()
                    .run(
                            "-v",
                            "error",
                            "-i",
                            one.file(),
                            "-map",
                            "0:v?",
                            "-map",
                            "0:a?",
                            // Each frame as it is, at its own time, in the time base that the file has
                            "-fps_mode",
                            "passthrough",
                            "-enc_time_base:v",
                            "demux",
                            "-bitexact",
                            "-f",
                            "framemd5",
                            "-");
            return lines(run.standardOutputText());
        }
    }

    private static List<String> lines(String framemd5) {
        Map<Integer, List<String>> heads = new TreeMap<>();
        Map<Integer, List<String>> frames = new TreeMap<>();
        for (String line : framemd5.lines().toList()) {
            if (!line.startsWith("#")) {
                String[] words = line.strip().split(", *", -1);
                // Without the decoding time, which says nothing about decoded frames
                frames.computeIfAbsent(Integer.valueOf(words[0]), stream -> new ArrayList<>())
                        .add(String.join(", ", words[0], words[2], words[3], words[4], words[5]));
            } else if (line.matches("#\\w+ \\d+: .*")) {
                int space = line.indexOf(' ');
                int colon = line.indexOf(':');
                heads.computeIfAbsent(Integer.valueOf(line.substring(space + 1, colon)), stream -> new ArrayList<>())
                        .add(line.substring(1, space) + line.substring(colon + 1));
            }
        }
        List<String> lines = new ArrayList<>();
        heads.forEach((stream, facts) -> lines.add("# stream %d: %s".formatted(stream, String.join(", ", facts))));
        frames.values().forEach(lines::addAll);
        return lines;
    }
}
