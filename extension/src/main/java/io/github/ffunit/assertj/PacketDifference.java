package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.frames.FrameDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened to packets between two files. */
final class PacketDifference {

    private PacketDifference() {}

    /** What is other in the first stream that differs, or empty. */
    static Optional<String> between(MediaAnalysis expected, MediaAnalysis received, boolean withTimes) {
        List<StreamInfo> before = expected.info().streams();
        List<StreamInfo> after = received.info().streams();
        List<String> types = types(before);
        if (!types.equals(types(after))) {
            return Optional.of("streams are %s instead of %s".formatted(types(after), types));
        }
        for (int i = 0; i < before.size(); i++) {
            StreamInfo one = before.get(i);
            StreamInfo other = after.get(i);
            Optional<String> difference = FrameDifference.between(
                            hashes(expected.packets(one.index())), hashes(received.packets(other.index())))
                    .map(FrameDifference::text)
                    .map(text -> text.replace("frame", "packet"))
                    .or(() -> withTimes
                            ? times(expected.packets(one.index()), one, received.packets(other.index()), other)
                            : Optional.empty());
            if (difference.isPresent()) {
                return difference.map(text -> "stream %s: %s".formatted(other.index(), text));
            }
        }
        return Optional.empty();
    }

    private static List<String> types(List<StreamInfo> streams) {
        return streams.stream()
                .map(stream -> stream.codecName().orElse(stream.type().name()))
                .toList();
    }

    /** By payload alone: times of two files can have other time bases. */
    private static List<FrameHash> hashes(List<Packet> packets) {
        List<FrameHash> hashes = new ArrayList<>();
        for (Packet packet : packets) {
            hashes.add(new FrameHash(0, 0, packet.size(), packet.payloadMd5()));
        }
        return hashes;
    }

    private static Optional<String> times(
            List<Packet> expected, StreamInfo one, List<Packet> received, StreamInfo other) {
        for (int i = 0; i < expected.size(); i++) {
            Optional<Rational> was = seconds(expected.get(i).pts(), one);
            Optional<Rational> is = seconds(received.get(i).pts(), other);
            if (!was.equals(is)) {
                return Optional.of(
                        "timestamps only: packet %s has PTS %s instead of %s".formatted(i, text(is), text(was)));
            }
            was = seconds(expected.get(i).dts(), one);
            is = seconds(received.get(i).dts(), other);
            if (!was.equals(is)) {
                return Optional.of(
                        "timestamps only: packet %s has DTS %s instead of %s".formatted(i, text(is), text(was)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rational> seconds(OptionalLong ticks, StreamInfo stream) {
        return ticks.isPresent() ? Optional.of(stream.timeBase().times(ticks.getAsLong())) : Optional.empty();
    }

    private static String text(Optional<Rational> seconds) {
        return seconds.map(Times::text).orElse("none");
    }
}
