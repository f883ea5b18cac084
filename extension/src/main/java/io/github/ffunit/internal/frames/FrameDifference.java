package io.github.ffunit.internal.frames;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happened to the frames of a stream, in words. Start and end that both have in common are taken away; what is left tells the cause.
 *
 * @param kind what happened
 * @param frame the place of the first frame concerned, from 0; in the received ones, or in the expected ones for a frame that is missing at the end
 * @param text for people, without the name of the file
 */
public record FrameDifference(Kind kind, int frame, String text) {

    /** The most frames that are listed one by one. */
    private static final int MOST_LISTED = 5;

    /** What can happen to frames. */
    public enum Kind {
        /** Some are missing, all others are the same. */
        DROPPED,
        /** Some come once more after themselves, all others are the same. */
        REPEATED,
        /** There are some more, all others are the same. */
        ADDED,
        /** All are there, but not in their order. */
        REORDERED,
        /** Some have another content, at the same place. */
        CHANGED,
        /** Number and content differ. */
        OTHER,
        /** The same frames at other times. */
        TIMESTAMPS
    }

    /**
     * Compares the frames of one stream.
     *
     * @param expected as they should be
     * @param received as they are
     * @return what happened, or empty if nothing did
     */
    public static Optional<FrameDifference> between(List<FrameHash> expected, List<FrameHash> received) {
        int start = commonStart(expected, received);
        int end = commonEnd(expected, received, start);
        List<FrameHash> before = expected.subList(start, expected.size() - end);
        List<FrameHash> after = received.subList(start, received.size() - end);
        if (before.isEmpty() && after.isEmpty()) {
            return times(expected, received);
        }
        if (before.size() == after.size()) {
            return Optional.of(sameNumber(received, start, before, after));
        }
        return Optional.of(otherNumber(expected, received, start, before, after));
    }

    // ---- content

    private static FrameDifference sameNumber(
            List<FrameHash> received, int start, List<FrameHash> before, List<FrameHash> after) {
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!same(before.get(i), after.get(i))) {
                changed.add(start + i);
            }
        }
        if (sorted(before).equals(sorted(after))) {
            String which = changed.size() == 2
                    ? "frames %s and %s swapped".formatted(changed.get(0), changed.get(1))
                    : "frames %s to %s in another order".formatted(start, start + before.size() - 1);
            return new FrameDifference(Kind.REORDERED, start, which);
        }
        if (changed.stream().allMatch(i -> i > 0 && same(received.get(i), received.get(i - 1)))) {
            return new FrameDifference(Kind.REPEATED, start, "%s replaced by the one before".formatted(list(changed)));
        }
        return new FrameDifference(
                Kind.CHANGED,
                start,
                changed.size() == 1
                        ? "frame %s has other content".formatted(start)
                        : "frame %s has other content, as have %s of %s frames"
                                .formatted(start, changed.size(), received.size()));
    }

    private static FrameDifference otherNumber(
            List<FrameHash> expected,
            List<FrameHash> received,
            int start,
            List<FrameHash> before,
            List<FrameHash> after) {
        List<Integer> missing = missing(before, after, start);
        if (!missing.isEmpty()) {
            return new FrameDifference(Kind.DROPPED, missing.get(0), list(missing) + " dropped");
        }
        List<Integer> more = missing(after, before, start);
        if (!more.isEmpty()) {
            boolean repeated = more.stream().allMatch(i -> i > 0 && same(received.get(i), received.get(i - 1)));
            return new FrameDifference(
                    repeated ? Kind.REPEATED : Kind.ADDED,
                    more.get(0),
                    "%s %s".formatted(list(more), repeated ? "repeated the one before" : "added"));
        }
        return new FrameDifference(
                Kind.OTHER,
                start,
                "%s frames -> %s, other ones from frame %s on".formatted(expected.size(), received.size(), start));
    }

    /** The places of those of {@code all} that {@code some} leaves out; none if {@code some} has others, too. */
    private static List<Integer> missing(List<FrameHash> all, List<FrameHash> some, int start) {
        List<Integer> missing = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            if (next < some.size() && same(all.get(i), some.get(next))) {
                next++;
            } else {
                missing.add(start + i);
            }
        }
        return next == some.size() ? missing : List.of();
    }

    private static String list(List<Integer> frames) {
        int first = frames.get(0);
        int last = frames.get(frames.size() - 1);
        if (frames.size() == 1) {
            return "frame " + first;
        }
        if (last - first == frames.size() - 1) {
            return "frames %s to %s".formatted(first, last);
        }
        String some = frames.stream().limit(MOST_LISTED).map(String::valueOf).collect(Collectors.joining(", "));
        return frames.size() <= MOST_LISTED
                ? "frames " + some
                : "frames %s and %s more".formatted(some, frames.size() - MOST_LISTED);
    }

    private static int commonStart(List<FrameHash> expected, List<FrameHash> received) {
        int most = Math.min(expected.size(), received.size());
        int i = 0;
        while (i < most && same(expected.get(i), received.get(i))) {
            i++;
        }
        return i;
    }

    private static int commonEnd(List<FrameHash> expected, List<FrameHash> received, int start) {
        int most = Math.min(expected.size(), received.size()) - start;
        int i = 0;
        while (i < most && same(expected.get(expected.size() - 1 - i), received.get(received.size() - 1 - i))) {
            i++;
        }
        return i;
    }

    private static boolean same(FrameHash one, FrameHash other) {
        return one.md5().equals(other.md5());
    }

    private static List<String> sorted(List<FrameHash> frames) {
        return frames.stream().map(FrameHash::md5).sorted().toList();
    }

    // ---- times

    private static Optional<FrameDifference> times(List<FrameHash> expected, List<FrameHash> received) {
        for (int i = 0; i < expected.size(); i++) {
            FrameHash was = expected.get(i);
            FrameHash is = received.get(i);
            if (was.pts() != is.pts()) {
                return Optional.of(new FrameDifference(
                        Kind.TIMESTAMPS,
                        i,
                        "frame %s: pts %s -> %s%s".formatted(i, was.pts(), is.pts(), shift(expected, received, i))));
            }
            if (was.duration() != is.duration()) {
                return Optional.of(new FrameDifference(
                        Kind.TIMESTAMPS, i, "frame %s: duration %s -> %s".formatted(i, was.duration(), is.duration())));
            }
        }
        return Optional.empty();
    }

    /** Whether all that follow moved by the same. */
    private static String shift(List<FrameHash> expected, List<FrameHash> received, int from) {
        long ticks = received.get(from).pts() - expected.get(from).pts();
        for (int i = from; i < expected.size(); i++) {
            if (received.get(i).pts() - expected.get(i).pts() != ticks) {
                return "";
            }
        }
        if (from == expected.size() - 1) {
            return "";
        }
        String which = from == 0 ? "all frames" : "as all that follow";
        return ", %s %s ticks %s".formatted(which, Math.abs(ticks), ticks > 0 ? "later" : "earlier");
    }
}
