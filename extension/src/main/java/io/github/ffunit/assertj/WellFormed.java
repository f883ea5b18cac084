package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.oracle.MalformedMediaException;
import io.github.ffunit.fixtures.oracle.Mp4Boxes;
import io.github.ffunit.fixtures.oracle.WavFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a file is consistent: by FFmpeg at its strictest, by arithmetic, and by a reader that is not FFmpeg. */
final class WellFormed {

    /** Not each packet of these is shown. */
    private static final Set<String> WITH_HIDDEN_FRAMES = Set.of("vp8", "vp9", "av1");

    /** The WAV files that the reader in Java knows. */
    private static final Set<String> PLAIN_PCM = Set.of("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le");

    private final MediaAnalysis analysis;
    private final List<String> problems = new ArrayList<>();

    private WellFormed(MediaAnalysis analysis) {
        this.analysis = analysis;
    }

    /** What is wrong, each in a line; empty for a good file. */
    static List<String> problems(MediaAnalysis analysis) throws IOException {
        WellFormed check = new WellFormed(analysis);
        check.decode();
        analysis.info().streams().forEach(check::times);
        analysis.info().streams(StreamInfo.Type.VIDEO).forEach(check::counts);
        check.secondOpinion();
        return check.problems;
    }

    private void decode() {
        analysis.problems().forEach(line -> problems.add("decoding: " + line.message()));
    }

    private void times(StreamInfo stream) {
        List<Packet> packets = analysis.packets(stream.index());
        boolean moving = stream.type() == StreamInfo.Type.VIDEO || stream.type() == StreamInfo.Type.AUDIO;
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            if (packet.dts().isEmpty()) {
                continue;
            }
            long dts = packet.dts().getAsLong();
            if (packet.pts().isPresent() && packet.pts().getAsLong() < dts) {
                problems.add("stream %s: packet %s is shown at tick %s, before it is decoded at %s"
                        .formatted(stream.index(), i, packet.pts().getAsLong(), dts));
                return;
            }
            if (i > 0 && packets.get(i - 1).dts().isPresent()) {
                long before = packets.get(i - 1).dts().getAsLong();
                if (dts < before || (moving && dts == before)) {
                    problems.add("stream %s: DTS of packet %s is tick %s, not after %s of the one before"
                            .formatted(stream.index(), i, dts, before));
                    return;
                }
            }
        }
    }

    private void counts(StreamInfo stream) {
        List<Packet> packets = analysis.packets(stream.index());
        long declared = stream.frameCount().orElse(packets.size());
        if (declared != packets.size()) {
            problems.add("stream %s: the container declares %s frames but has %s packets"
                    .formatted(stream.index(), declared, packets.size()));
        }
        long shown = packets.stream().filter(packet -> !packet.discarded()).count();
        long decoded = analysis.frameHashes(stream.index()).frames().size();
        if (decoded < shown && !WITH_HIDDEN_FRAMES.contains(stream.codecName().orElse(""))) {
            problems.add("stream %s: of %s packets only %s could be decoded".formatted(stream.index(), shown, decoded));
        }
    }

    private void secondOpinion() throws IOException {
        List<String> format = analysis.info().format().names();
        try {
            if (format.contains("mp4")) {
                Mp4Boxes.read(analysis.file());
            } else if (format.contains("wav")
                    && PLAIN_PCM.contains(
                            analysis.info().streams().get(0).codecName().orElse(""))) {
                WavFile.read(analysis.file());
            }
        } catch (MalformedMediaException e) {
            problems.add("structure: " + e.getMessage());
        }
    }
}
