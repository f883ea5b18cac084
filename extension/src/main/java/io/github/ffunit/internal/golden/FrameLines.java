package io.github.ffunit.internal.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The frames of one stream in a section of hashes: lines {@code stream, pts, duration, size, hash}. */
final class FrameLines {

    private FrameLines() {}

    private record Frame(String pts, String duration, String hash) {}

    /** What happened to the frames, or empty if these lines do not tell. */
    static Optional<Finding> compare(List<String> expected, List<String> received) {
        Map<String, List<Frame>> before = parse(expected);
        Map<String, List<Frame>> after = parse(received);
        if (!before.keySet().equals(after.keySet())) {
            return Optional.empty();
        }
        for (Map.Entry<String, List<Frame>> stream : before.entrySet()) {
            Optional<Finding> finding =
                    compareStream(stream.getValue(), after.getOrDefault(stream.getKey(), List.of()));
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

    private static Map<String, List<Frame>> parse(List<String> lines) {
        Map<String, List<Frame>> streams = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(", *", -1);
            if (!line.startsWith("#") && words.length == 5) {
                streams.computeIfAbsent(words[0].strip(), stream -> new ArrayList<>())
                        .add(new Frame(words[1].strip(), words[2].strip(), words[4].strip()));
            }
        }
        return streams;
    }

    private static Optional<Finding> compareStream(List<Frame> before, List<Frame> after) {
        int first = firstOtherHash(before, after);
        if (first == before.size() && first == after.size()) {
            return firstOtherTime(before, after);
        }
        int fewer = before.size() - after.size();
        if (fewer > 0 && hashes(before, first + fewer).equals(hashes(after, first))) {
            return Optional.of(new Finding("frames", "%s dropped".formatted(frames(first, fewer))));
        }
        if (fewer < 0 && hashes(before, first).equals(hashes(after, first - fewer))) {
            boolean repeated = first > 0
                    && after.get(first).hash().equals(after.get(first - 1).hash());
            return Optional.of(new Finding(
                    "frames",
                    "%s %s".formatted(frames(first, -fewer), repeated ? "repeated the one before" : "added")));
        }
        if (fewer != 0) {
            return Optional.of(new Finding(
                    "frames",
                    "%d frames -> %d, other ones from frame %d on".formatted(before.size(), after.size(), first)));
        }
        long others = 0;
        for (int i = first; i < before.size(); i++) {
            others += before.get(i).hash().equals(after.get(i).hash()) ? 0 : 1;
        }
        return Optional.of(new Finding(
                "pixels",
                "frame %d has other content, as have %d of %d frames".formatted(first, others, after.size())));
    }

    private static String frames(int first, int count) {
        return count == 1 ? "frame " + first : "frames %d to %d".formatted(first, first + count - 1);
    }

    private static int firstOtherHash(List<Frame> before, List<Frame> after) {
        int i = 0;
        while (i < before.size()
                && i < after.size()
                && before.get(i).hash().equals(after.get(i).hash())) {
            i++;
        }
        return i;
    }

    private static List<String> hashes(List<Frame> frames, int from) {
        return frames.subList(from, frames.size()).stream().map(Frame::hash).toList();
    }

    private static Optional<Finding> firstOtherTime(List<Frame> before, List<Frame> after) {
        for (int i = 0; i < before.size(); i++) {
            Frame was = before.get(i);
            Frame is = after.get(i);
            if (!was.pts().equals(is.pts())) {
                return Optional.of(
                        new Finding("timestamps", "frame %d: pts %s -> %s".formatted(i, was.pts(), is.pts())));
            }
            if (!was.duration().equals(is.duration())) {
                return Optional.of(new Finding(
                        "timestamps", "frame %d: duration %s -> %s".formatted(i, was.duration(), is.duration())));
            }
        }
        return Optional.empty();
    }
}
