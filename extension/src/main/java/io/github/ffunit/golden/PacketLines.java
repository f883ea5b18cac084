package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** How streams are cut into packets, and what subtitles say. */
final class PacketLines {

    private PacketLines() {}

    /** A line for each stream: how many packets, and which are keyframes; then one for each packet of a stream that is not decoded to frames. */
    static List<String> of(Path media) {
        MediaAnalysis analysis = MediaAnalysis.of(media);
        List<String> lines = new ArrayList<>();
        for (StreamInfo stream : analysis.info().streams()) {
            List<Packet> packets = analysis.packets(stream.index());
            lines.add("stream %d: %d packets, %s".formatted(stream.index(), packets.size(), keyframes(packets)));
            if (stream.type() != StreamInfo.Type.VIDEO && stream.type() != StreamInfo.Type.AUDIO) {
                for (Packet packet : packets) {
                    lines.add("stream %d: %s, %s, %d, %s"
                            .formatted(
                                    stream.index(),
                                    number(packet.pts()),
                                    number(packet.duration()),
                                    packet.size(),
                                    packet.payloadMd5()));
                }
            }
        }
        return lines;
    }

    /** Numbers in the order of decoding, from 0. */
    private static String keyframes(List<Packet> packets) {
        StringJoiner numbers = new StringJoiner(" ", "keyframes ", "");
        numbers.setEmptyValue("no keyframes");
        boolean all = true;
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).keyframe()) {
                numbers.add(Integer.toString(i));
            } else {
                all = false;
            }
        }
        return all && !packets.isEmpty() ? "all keyframes" : numbers.toString();
    }

    private static String number(OptionalLong ticks) {
        return ticks.isPresent() ? Long.toString(ticks.getAsLong()) : "unknown";
    }
}
