package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.playlist.Piece;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What FFmpeg sees in one segment, together with its initialization.
 *
 * @param streams all of them
 * @param packets those of the {@linkplain #leading leading} stream, in the order of decoding
 */
record SegmentMedia(List<StreamInfo> streams, List<Packet> packets) {

    /** Reads a segment. */
    static SegmentMedia of(Segment segment) throws IOException {
        return join(List.of(segment), file -> {
            MediaAnalysis analysis = MediaAnalysis.of(file);
            List<StreamInfo> streams = analysis.info().streams();
            return new SegmentMedia(
                    streams,
                    streams.isEmpty()
                            ? List.of()
                            : analysis.packets(leading(streams).index()));
        });
    }

    /** Makes one file of segments, as a player joins them, and has a look at it. The file is gone afterwards. */
    static <T> T join(List<Segment> segments, Function<Path, T> look) throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Path file = sandbox.workDirectory().resolve("segments");
            try (OutputStream out = Files.newOutputStream(file)) {
                Object initialization = "none yet";
                for (Segment segment : segments) {
                    if (segment.encrypted()) {
                        throw new IOException("the segment of %s is encrypted".formatted(segment.place()));
                    }
                    if (segment.initialization().isPresent()
                            && !segment.initialization().equals(initialization)) {
                        out.write(segment.initialization().get().read());
                    }
                    initialization = segment.initialization();
                    out.write(segment.media().read());
                }
            }
            return look.apply(file);
        }
    }

    /** All that a segment is read from. */
    static List<Piece> pieces(Segment segment) {
        List<Piece> pieces = new ArrayList<>(segment.initialization().stream().toList());
        pieces.add(segment.media());
        return pieces;
    }

    /** The one that players cut by: pictures, else sound. */
    StreamInfo leading() {
        return leading(streams);
    }

    private static StreamInfo leading(List<StreamInfo> streams) {
        for (StreamInfo.Type type : List.of(StreamInfo.Type.VIDEO, StreamInfo.Type.AUDIO)) {
            for (StreamInfo stream : streams) {
                if (stream.type() == type) {
                    return stream;
                }
            }
        }
        return streams.get(0);
    }

    /** When the first packet is shown, in seconds; not before 0, since what primes a decoder of sound lies there and is not played. */
    Rational start() {
        long first = shown().mapToLong(packet -> packet.pts().getAsLong()).min().orElse(0);
        return tick().times(Math.max(0, first));
    }

    /** When the last packet has been shown, in seconds. */
    Rational end() {
        return tick().times(shown().mapToLong(
                        packet -> packet.pts().getAsLong() + packet.duration().orElse(0))
                .max()
                .orElse(0));
    }

    private Stream<Packet> shown() {
        // What primes a decoder of sound is not played, and not counted by playlists
        return packets.stream().filter(packet -> packet.pts().isPresent() && !packet.discarded());
    }

    /** The seconds that a tick of the leading stream lasts. */
    Rational tick() {
        return leading().timeBase();
    }
}
