package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.PixelFormat;
import io.github.ffunit.ffmpeg.analysis.Samples;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import java.util.ArrayList;
import java.util.List;

/** When white pictures and beeps begin. */
final class FlashAndBeep {

    /** A beep is over after so long a silence. */
    private static final double PAUSE_SECONDS = 0.05;

    /** Of the loudest sample; coding makes some noise before a beep. */
    private static final double LOUD = 0.25;

    private FlashAndBeep() {}

    /** In seconds, from the first bright picture of each flash. */
    static List<Double> flashes(MediaAnalysis analysis, int stream) {
        StreamHashes hashes = analysis.frameHashes(stream);
        List<Double> flashes = new ArrayList<>();
        boolean[] bright = new boolean[1];
        analysis.forEachPicture(stream, PixelFormat.GRAY, picture -> {
            boolean isBright = mean(picture.pixels()) >= 128;
            if (isBright && !bright[0]) {
                flashes.add(hashes.time(picture.number()).toDouble());
            }
            bright[0] = isBright;
        });
        return flashes;
    }

    private static double mean(byte[] pixels) {
        long sum = 0;
        for (byte pixel : pixels) {
            sum += pixel & 0xff;
        }
        return (double) sum / pixels.length;
    }

    /** In seconds, from the first loud sample of each beep. */
    static List<Double> beeps(MediaAnalysis analysis, int stream) {
        Samples samples = analysis.samples(stream);
        float[] sound = Signal.mixed(samples);
        double loud = LOUD * Signal.peak(sound);
        List<Double> beeps = new ArrayList<>();
        if (loud == 0) {
            return beeps;
        }
        long pause = Math.round(PAUSE_SECONDS * samples.sampleRate());
        long lastLoud = -pause - 1;
        for (int i = 0; i < sound.length; i++) {
            if (Math.abs(sound[i]) >= loud) {
                if (i - lastLoud > pause) {
                    beeps.add(time(analysis.frameHashes(stream), i));
                }
                lastLoud = i;
            }
        }
        return beeps;
    }

    /** By the times of the frames, which may have gaps between them. */
    private static double time(StreamHashes hashes, int sample) {
        long before = 0;
        for (FrameHash frame : hashes.frames()) {
            if (sample < before + frame.duration()) {
                return hashes.timeBase().times(frame.pts() + sample - before).toDouble();
            }
            before += frame.duration();
        }
        return hashes.end().toDouble();
    }
}
