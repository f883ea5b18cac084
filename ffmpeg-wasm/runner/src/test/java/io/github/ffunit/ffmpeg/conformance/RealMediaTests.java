package io.github.ffunit.ffmpeg.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that nobody here encoded probe as with native FFmpeg. The environment variable {@code FFUNIT_REAL_MEDIA} names
 * their folder; CONTRIBUTING.md lists them.
 */
class RealMediaTests {

    private static final List<String> FILES = List.of(
            "bear-id3.mp3",
            "bear-vp9.webm",
            "bear.flac",
            "bear_vorbis.ogg",
            "big_buck_bunny_720p_1mb.mp4",
            "iibbibb_editlist_videoonly.mp4",
            "sample.mp4",
            "sample.wav",
            "sample_av1.mp4",
            "sample_h264.ts",
            "sample_missing_stsd.mp4",
            "sample_portrait.mp4",
            "sample_with_srt.mkv");

    static Stream<String> files() {
        return FILES.stream();
    }

    static Path media() {
        String folder = System.getenv("FFUNIT_REAL_MEDIA");
        assumeTrue(folder != null, "FFUNIT_REAL_MEDIA names no folder of real media");
        return Path.of(folder);
    }

    @ParameterizedTest
    @MethodSource("files")
    void probe_realFile_showsWhatNativeShows(String name) throws IOException {
        Path media = media();
        NativeProgram nativeProbe = NativeProgram.in(media, "ffprobe");
        List<String> arguments =
                List.of("-v", "error", "-show_format", "-show_streams", "-count_frames", "-of", "json", name);
        NativeProgram.Result expected = nativeProbe.run(arguments);

        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Files.copy(media.resolve(name), sandbox.workDirectory().resolve(name));
            Run actual = sandbox.ffprobe().tryRun(arguments.toArray());

            assertThat(expected.standardOutput()).as("native output").contains("\"codec_name\"");
            assertThat(actual.standardOutputText()).isEqualTo(expected.standardOutput());
            assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
            assertThat(ErrorLines.last(actual.logText())).isEqualTo(ErrorLines.last(expected.log()));
        }
    }
}
