package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Samples;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.frames.FrameDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One stream of a file, to be compared with another. */
record Side(MediaAnalysis analysis, StreamInfo stream) {

    /** The first stream of a type. The file is the test's own: what is wrong with it is no failure of what is tested. */
    static Side of(Path file, StreamInfo.Type type) {
        MediaAnalysis analysis = MediaAnalysis.of(requireNonNull(file, "other"));
        StreamInfo stream = analysis.info().streams(type).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("[%s] has no %s stream to compare with"
                        .formatted(file, type.name().toLowerCase(Locale.ROOT))));
        return new Side(analysis, stream);
    }

    List<FrameHash> frames() {
        return analysis.frameHashes(stream.index()).frames();
    }

    Samples samples() {
        return analysis.samples(stream.index());
    }

    String size() {
        return stream.width().orElse(0) + "x" + stream.height().orElse(0);
    }

    /** What happened to the frames, their times included. */
    Optional<String> differenceFrom(StreamHashes received) {
        StreamHashes expected = analysis.frameHashes(stream.index());
        if (expected.timeBase().equals(received.timeBase())) {
            return FrameDifference.between(expected.frames(), received.frames()).map(FrameDifference::text);
        }
        // Ticks of two lengths are not compared as numbers
        return FrameDifference.between(withoutTimes(expected.frames()), withoutTimes(received.frames()))
                .map(FrameDifference::text)
                .or(() -> firstOtherTime(expected, received));
    }

    private static Optional<String> firstOtherTime(StreamHashes expected, StreamHashes received) {
        for (int i = 0; i < expected.frames().size(); i++) {
            Rational was = expected.time(i);
            Rational is = received.time(i);
            if (!was.equals(is)) {
                return Optional.of("timestamps only: frame %s is shown at %s instead of %s"
                        .formatted(i, Times.text(is), Times.text(was)));
            }
        }
        return Optional.empty();
    }

    private static List<FrameHash> withoutTimes(List<FrameHash> frames) {
        return frames.stream().map(FrameHash::withoutTimes).toList();
    }
}
