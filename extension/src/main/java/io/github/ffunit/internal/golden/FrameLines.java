package io.github.ffunit.internal.golden;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.internal.frames.FrameDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of one stream in a section of hashes: lines {@code stream, pts, duration, size, hash}. */
final class FrameLines {

    private static final Pattern FRAME =
            Pattern.compile(" *(\\d+), *(-?\\d{1,18}), *(\\d{1,18}), *(\\d{1,18}), *(\\w+)");

    private FrameLines() {}

    /** What happened to the frames, or empty if these lines do not tell. */
    static Optional<Finding> compare(List<String> expected, List<String> received) {
        Map<String, List<FrameHash>> before = parse(expected);
        Map<String, List<FrameHash>> after = parse(received);
        if (!before.keySet().equals(after.keySet())) {
            return Optional.empty();
        }
        for (Map.Entry<String, List<FrameHash>> stream : before.entrySet()) {
            Optional<Finding> finding = FrameDifference.between(
                            stream.getValue(), after.getOrDefault(stream.getKey(), List.of()))
                    .map(FrameLines::finding);
            if (finding.isPresent()) {
                String which = before.size() == 1 ? "" : "stream " + stream.getKey() + ", ";
                return finding.map(found -> new Finding(found.kind(), which + found.text()));
            }
        }
        return Optional.empty();
    }

    /**
     * What happened first.
     *
     * @param kind one word for statistics
     * @param text for people
     */
    record Finding(String kind, String text) {}

    private static Map<String, List<FrameHash>> parse(List<String> lines) {
        Map<String, List<FrameHash>> streams = new TreeMap<>();
        for (String line : lines) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                streams.computeIfAbsent(frame.group(1), stream -> new ArrayList<>())
                        .add(new FrameHash(
                                Long.parseLong(frame.group(2)),
                                Long.parseLong(frame.group(3)),
                                Long.parseLong(frame.group(4)),
                                frame.group(5)));
            }
        }
        return streams;
    }

    private static Finding finding(FrameDifference difference) {
        String kind =
                switch (difference.kind()) {
                    case TIMESTAMPS -> "timestamps";
                    case CHANGED -> "pixels";
                    case DROPPED, REPEATED, ADDED, REORDERED, OTHER -> "frames";
                };
        return new Finding(kind, difference.text());
    }
}
