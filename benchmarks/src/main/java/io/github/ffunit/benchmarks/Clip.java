package io.github.ffunit.benchmarks;

import java.util.List;

/**
 * A clip that jobs read: H.264 with AAC, 25 frames a second, a key frame each second.
 *
 * @param pattern name of FFmpeg's source of pictures, for instance {@code testsrc2}
 * @param width in pixels
 * @param height in pixels
 * @param seconds its length
 */
record Clip(String pattern, int width, int height, int seconds) {

    String fileName() {
        return "%s-%dx%d-%ds.mp4".formatted(pattern, width, height, seconds);
    }

    /** The arguments of the {@code ffmpeg} that makes it. */
    List<String> arguments() {
        return Words.of("""
                -v error -y
                -f lavfi -i %1$s=size=%2$dx%3$d:rate=25:duration=%4$d
                -f lavfi -i sine=frequency=440:sample_rate=44100:duration=%4$d
                -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 25 -c:a aac -b:a 96k -shortest %5$s""".formatted(pattern, width, height, seconds, fileName()));
    }
}
