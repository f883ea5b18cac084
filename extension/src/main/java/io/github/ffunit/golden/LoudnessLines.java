package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.LogLine;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loudness by EBU R 128. */
final class LoudnessLines {

    /** The three figures of the summary that the filter logs at its end. */
    private static final Pattern FIGURE = Pattern.compile("\\s*(I|LRA|Peak):\\s+(\\S+) (LUFS|LU|dBFS)");

    private LoudnessLines() {}

    /** Integrated loudness, loudness range and true peak. */
    static List<String> of(Path media) {
        try (OneFile one = new OneFile(media)) {
            if (one.sandbox()
                    .ffprobe()
                    .probe(one.file())
                    .streams(StreamInfo.Type.AUDIO)
                    .isEmpty()) {
                return List.of("no sound");
            }
            Run run = one.sandbox()
                    .ffmpeg()
                    .run(
                            "-nostats",
                            "-i",
                            one.file(),
                            "-map",
                            "0:a:0",
                            "-af",
                            "ebur128=peak=true:framelog=verbose",
                            "-f",
                            "null",
                            "-");
            return lines(run.log());
        }
    }

    private static List<String> lines(List<LogLine> log) {
        List<String> lines = new ArrayList<>();
        for (LogLine line : log) {
            Matcher figure = FIGURE.matcher(line.text());
            if (figure.matches()) {
                String name =
                        switch (figure.group(1)) {
                            case "I" -> "integrated";
                            case "LRA" -> "range";
                            default -> "true peak";
                        };
                lines.add("%s: %s %s".formatted(name, figure.group(2), figure.group(3)));
            }
        }
        if (lines.size() != 3) {
            throw new IllegalStateException(
                    "ffmpeg's filter ebur128 gave %s instead of three figures".formatted(lines));
        }
        return lines;
    }
}
