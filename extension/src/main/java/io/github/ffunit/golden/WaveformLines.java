package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The peaks of the first sound. */
final class WaveformLines {

    private static final int SLICES_PER_SECOND = 10;
    private static final int FULL_SCALE = 32_768;
    private static final int WIDEST_BAR = 40;

    private WaveformLines() {}

    /** A line for each 100 ms: start, peak of each channel, and a bar. */
    static List<String> of(Path media) {
        try (OneFile one = new OneFile(media)) {
            List<StreamInfo> sounds = one.sandbox().ffprobe().probe(one.file()).streams(StreamInfo.Type.AUDIO);
            if (sounds.isEmpty()) {
                return List.of("no sound");
            }
            StreamInfo sound = sounds.get(0);
            byte[] samples = one.sandbox()
                    .ffmpeg()
                    .run("-v", "error", "-i", one.file(), "-map", "0:a:0", "-f", "s16le", "-")
                    .standardOutput();
            return lines(
                    ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer(),
                    sound.channels().orElseThrow(),
                    sound.sampleRate().orElseThrow());
        }
    }

    static List<String> lines(ShortBuffer samples, int channels, int rate) {
        List<String> lines = new ArrayList<>();
        long frames = samples.limit() / channels;
        for (int slice = 0; (long) slice * rate < frames * SLICES_PER_SECOND; slice++) {
            // Not a fixed number of samples: 100 ms of 11,025 Hz are 1102 or 1103
            long from = (long) slice * rate / SLICES_PER_SECOND;
            long to = Math.min(frames, (slice + 1L) * rate / SLICES_PER_SECOND);
            int[] peaks = new int[channels];
            int largest = 0;
            for (long i = from * channels; i < to * channels; i++) {
                int channel = (int) (i % channels);
                peaks[channel] = Math.max(peaks[channel], Math.abs((int) samples.get((int) i)));
                largest = Math.max(largest, peaks[channel]);
            }
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%d.%d", slice / SLICES_PER_SECOND, slice % SLICES_PER_SECOND));
            for (int peak : peaks) {
                line.append(String.format(Locale.ROOT, " %5d", peak));
            }
            int bar = (int) ((long) largest * WIDEST_BAR / FULL_SCALE);
            lines.add(line.append(' ').append("#".repeat(bar)).toString().stripTrailing());
        }
        return lines;
    }
}
