package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatDash;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FFmpegTest
class DashAssertTests {

    private final Path manifest;
    private final FFmpeg ffmpeg;

    DashAssertTests(@Work Path dir, FFmpeg ffmpeg) {
        this.manifest = dir.resolve("m.mpd");
        this.ffmpeg = ffmpeg;
    }

    private void pack(int timeline) {
        ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=160x120:d=3",
                "-f",
                "lavfi",
                "-i",
                "sine=d=3",
                "-c:v",
                "libx264",
                "-g",
                25,
                "-keyint_min",
                25,
                "-c:a",
                "aac",
                "-seg_duration",
                1,
                "-use_timeline",
                timeline,
                manifest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void package_asItShouldBe_passesEverything(int timeline) {
        pack(timeline);

        assertThatDash(manifest)
                .hasRepresentations(2)
                .isStatic()
                .hasDuration(Duration.ofSeconds(3))
                .hasAllFiles()
                .hasTrueSegmentDurations()
                .allSegmentsStartWithKeyframe()
                .hasAlignedSegments()
                .hasNoTimestampGaps()
                .hasTrueCodecs()
                .hasTrueResolutions()
                .representation("0")
                .hasSegments(3)
                .segment(2)
                .hasFrameCount(25)
                .hasStatedDuration(Duration.ofSeconds(1));
    }

    /** With one duration for all FFmpeg's last segment of sound, the rest of a frame, has no place in the manifest. */
    @Test
    void segmentBehindTheLast_isFoundAsLeftOver() {
        pack(0);
        Path left = manifest.resolveSibling("chunk-stream1-00004.m4s");

        assertThatThrownBy(() -> assertThatDash(manifest).hasNoOtherFiles())
                .hasMessage("[%s]: refers to none of these files, which lie beside it:\n  [%s]", manifest, left);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type="static"      | type="dynamic"     | expected to be static but is dynamic
            PT3.0S             | PT4.0S             | expected a duration of 3 s but 4 s is stated
            d="12800" r="2"    | d="12800" r="1"    | representation [0]: expected 3 segments but found 2
            d="12800"          | d="6400"           | has segments that last longer or shorter than stated:~segment 0 (P, segment 0: chunk-stream0-00001.m4s) lasts 1 s but is stated as 0.5 s, 0.5 s too long~segment 1 (P, segment 1: chunk-stream0-00002.m4s) lasts 1 s but is stated as 0.5 s, 0.5 s too long~segment 2 (P, segment 2: chunk-stream0-00003.m4s) lasts 1 s but is stated as 0.5 s, 0.5 s too long
            avc1.64000b        | avc1.42000b        | states codecs that are not those of the streams:~MPD/Period[1]/AdaptationSet[1]/Representation[1]: states the codec [avc1.42000b]; the streams are h264 High level 11
            height="120"       | height="90"        | states resolutions that are not those of the pictures:~MPD/Period[1]/AdaptationSet[1]/Representation[1]: states 160x90 but the pictures are 160x120
            startNumber="1"    | startNumber="2"    | refers to files that are not there:~segment 2 (P, segment 2: chunk-stream0-00004.m4s): there is no file [/sandbox/chunk-stream0-00004.m4s]~representation [1] segment 3 (MPD/Period[1]/AdaptationSet[2]/Representation[1]/SegmentTemplate[1], segment 3: chunk-stream1-00005.m4s): there is no file [/sandbox/chunk-stream1-00005.m4s]
            <Period            | <Perod             | cannot be read: Playlist [/sandbox/m.mpd], line 38: The element type "Perod" must be terminated by the matching end-tag "</Perod>".
            """)
    void manifest_thatIsWrong_failsInWords(String text, String other, String message) throws IOException {
        pack(1);
        Files.writeString(manifest, Files.readString(manifest).replace(text, other));
        String video = "MPD/Period[1]/AdaptationSet[1]/Representation[1]/SegmentTemplate[1]";
        String expected = message.replace("~segment", "~representation [0] segment")
                .replace("~", "\n  ")
                .replace("(P,", "(" + video + ",");

        // The one that is meant is the first of these that fails
        assertThatThrownBy(() -> assertThatDash(manifest)
                        .isStatic()
                        .hasDuration(Duration.ofSeconds(3))
                        .hasTrueCodecs()
                        .hasTrueResolutions()
                        .hasAllFiles()
                        .hasTrueSegmentDurations()
                        .representation("0")
                        .hasSegments(3))
                .isInstanceOf(AssertionError.class)
                .hasMessage(expected.startsWith("representation") ? "[%s] %s" : "[%s]: %s", manifest, expected);
    }

    @Test
    void navigation_toNowhere_fails() {
        pack(1);

        assertThatThrownBy(() -> assertThatDash(manifest).representation("7"))
                .hasMessage("[%s]: expected a representation [7] but there are [0, 1]", manifest);
        assertThatThrownBy(() -> assertThatDash(manifest).segment(0))
                .hasMessage("[%s]: has 2 representations; say which one by representation(…)", manifest);
    }
}
