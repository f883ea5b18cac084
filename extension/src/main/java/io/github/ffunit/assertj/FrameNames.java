package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.Frame;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import java.util.List;

/** How messages call a frame: {@code frame 37 (B, 1.48 s)}. */
final class FrameNames {

    private FrameNames() {}

    /** Only the number, where there is no such frame. */
    static String of(MediaAnalysis analysis, int stream, int number) {
        List<Frame> frames = analysis.frames(stream);
        StreamHashes hashes = analysis.frameHashes(stream);
        if (number >= frames.size() || number >= hashes.frames().size()) {
            return "frame " + number;
        }
        return "frame %s (%s, %s)".formatted(number, frames.get(number).pictureType(), Times.text(hashes.time(number)));
    }
}
