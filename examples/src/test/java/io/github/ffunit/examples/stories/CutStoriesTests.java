package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A cutter that must be right wherever it cuts: properties of jqwik, which brings its own engine, on a sandbox in plain Java. */
class CutStoriesTests {

    /** Keeps {@code count} frames from {@code first} on, of 25 per second. */
    private static Path cut(FFmpegSandbox sandbox, Path clip, int first, int count) {
        Path out = sandbox.workDirectory().resolve("cut.mp4");
        sandbox.ffmpeg()
                .run("-y", "-ss", first * 0.04, "-i", clip, "-frames:v", count, "-c:v", "mpeg4", "-q:v", 5, out);
        return out;
    }

    @Property(tries = 10)
    void cut_anywhere_isExact(
            @ForAll @IntRange(min = 0, max = 89) int first, @ForAll @IntRange(min = 1, max = 10) int count)
            throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Path clip = MediaCatalog.copyTo(
                    "h264-barcode-4s.mp4", sandbox.workDirectory().resolve("in.mp4"));

            Path out = cut(sandbox, clip, first, count);

            assertThatMedia(out)
                    .video()
                    .showsFrames(IntStream.range(first, first + count).toArray());
        }
    }

    @Example
    void cut_thatOnlyCopies_isSeen() throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Path clip = MediaCatalog.copyTo(
                    "h264-barcode-4s.mp4", sandbox.workDirectory().resolve("in.mp4"));
            Path out = sandbox.workDirectory().resolve("cut.mkv");
            sandbox.ffmpeg().run("-ss", 0.2, "-i", clip, "-frames:v", 3, "-c", "copy", out);

            assertThatThrownBy(() -> assertThatMedia(out).video().showsFrames(5, 6, 7))
                    .hasMessage("[/sandbox/cut.mkv] video stream 0: expected the frames [5 to 7] but frames 5 to 7"
                            + " are missing; frames 0, 2, 4 are not expected");
        }
    }
}
