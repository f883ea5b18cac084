package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatHls;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A package of two sizes, with sound; then one thing about it is made wrong. */
@FFmpegTest
class HlsAssertTests {

    private final Path dir;
    private final FFmpeg ffmpeg;

    HlsAssertTests(@Work Path dir, FFmpeg ffmpeg) {
        this.dir = dir;
        this.ffmpeg = ffmpeg;
    }

    private Path pack(String segmentType) {
        ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=160x120:d=3",
                "-f",
                "lavfi",
                "-i",
                "sine=d=3",
                "-filter_complex",
                "[0:v]split[a][b];[b]scale=80:60[c]",
                "-map",
                "[a]",
                "-map",
                "1:a",
                "-map",
                "[c]",
                "-map",
                "1:a",
                "-c:v",
                "libx264",
                "-g",
                25,
                "-keyint_min",
                25,
                "-c:a",
                "aac",
                "-hls_time",
                1,
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                segmentType,
                "-hls_segment_filename",
                dir.resolve("v%v-%d.seg"),
                "-master_pl_name",
                "master.m3u8",
                "-var_stream_map",
                "v:0,a:0 v:1,a:1",
                dir.resolve("v%v.m3u8"));
        return dir.resolve("master.m3u8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "fmp4"})
    void package_asItShouldBe_passesEverything(String segmentType) {
        assertThatHls(pack(segmentType))
                .hasVariants(2)
                .hasRenditions(0)
                .hasAllFiles()
                .hasNoOtherFiles()
                .hasEndList()
                .hasPlaylistType("VOD")
                .hasMediaSequence(0)
                .hasSegments(3)
                .hasDiscontinuities(0)
                .hasTargetDuration(Duration.ofSeconds(1))
                .keepsTargetDuration()
                .hasTrueSegmentDurations()
                .allSegmentsStartWithKeyframe()
                .hasAlignedSegments()
                .hasNoTimestampGaps()
                .hasTrueCodecs()
                .hasTrueResolutions()
                .variant(1)
                .hasResolution(80, 60)
                .hasCodecs("avc1.64000a", "mp4a.40.2")
                .hasSegments(3)
                .segment(2)
                .hasFrameCount(25)
                .hasStatedDuration(Duration.ofSeconds(1))
                .startsWithKeyframe();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #EXT-X-ENDLIST           | ''                       | variant 0 expected an end of [#EXT-X-ENDLIST] but found [none]
            #EXT-X-PLAYLIST-TYPE:VOD | #EXT-X-PLAYLIST-TYPE:EVENT | variant 0 expected a playlist type of [VOD] but found [EVENT]
            SEQUENCE:0               | SEQUENCE:7               | variant 0 expected a media sequence of [0] but found [7]
            DURATION:1               | DURATION:4               | variant 0 expected a target duration of [PT1S] but found [PT4S]
            v0-1.seg                 | v0-0.seg                 | has gaps or overlaps between segments:~variant 0 segment 1 (line 9: v0-0.seg) starts at 1.48 s, 1 s before the end of the one before~variant 0 segment 2 (line 11: v0-2.seg) starts at 3.48 s, 1 s after the end of the one before
            v0-1.seg                 | v0-7.seg                 | refers to files that are not there:~variant 0 segment 1 (line 9: v0-7.seg): there is no file [/sandbox/v0-7.seg]
            #EXTINF:1.0              | #EXTINF:0.5              | has segments that last longer or shorter than stated:~variant 0 segment 0 (line 7: v0-0.seg) lasts 1 s but is stated as 0.5 s, 0.5 s too long~variant 0 segment 1 (line 9: v0-1.seg) lasts 1 s but is stated as 0.5 s, 0.5 s too long~variant 0 segment 2 (line 11: v0-2.seg) lasts 1 s but is stated as 0.5 s, 0.5 s too long
            #EXTINF:1.000000         | #EXTINF:1.5              | has segments longer than the target duration:~variant 0 segment 0 (line 7: v0-0.seg) is stated as 1.5 s, which is more than 1 s after rounding~variant 0 segment 1 (line 9: v0-1.seg) is stated as 1.5 s, which is more than 1 s after rounding~variant 0 segment 2 (line 11: v0-2.seg) is stated as 1.5 s, which is more than 1 s after rounding
            #EXT-X-ENDLIST           | #EXTINF:1,\\nv0-2.seg\\n#EXT-X-ENDLIST | variant 0 expected a segments of [3] but found [4]
            """)
    void playlist_thatIsWrong_failsInWords(String text, String other, String message) throws IOException {
        Path master = pack("mpegts");
        Path playlist = dir.resolve("v0.m3u8");
        Files.writeString(playlist, Files.readString(playlist).replace(text, other.replace("\\n", "\n")));
        // The one that is meant is the first of these that fails
        Consumer<HlsAssert> all = hls -> hls.hasEndList()
                .hasPlaylistType("VOD")
                .hasMediaSequence(0)
                .hasTargetDuration(Duration.ofSeconds(1))
                .hasSegments(3)
                .hasAllFiles()
                .keepsTargetDuration()
                .hasTrueSegmentDurations()
                .hasNoTimestampGaps();

        assertThatThrownBy(() -> all.accept(assertThatHls(master)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "[%s]: %s",
                        master, message.replace("a segments of", "segments of").replace("~", "\n  "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            avc1.64000a | avc1.4d000a | states codecs that are not those of the streams:~line 7: states the codec [avc1.4d000a]; the streams are h264 High level 10, aac LC
            avc1.64000a | avc1.64001f | states codecs that are not those of the streams:~line 7: states the codec [avc1.64001f]; the streams are h264 High level 10, aac LC
            mp4a.40.2   | mp4a.40.5   | states codecs that are not those of the streams:~line 4: states the codec [mp4a.40.5]; the streams are h264 High level 11, aac LC~line 7: states the codec [mp4a.40.5]; the streams are h264 High level 10, aac LC
            ,mp4a.40.2  | ''          | states codecs that are not those of the streams:~line 4: states the codecs [avc1.64000b] without [aac LC]; the streams are h264 High level 11, aac LC~line 7: states the codecs [avc1.64000a] without [aac LC]; the streams are h264 High level 10, aac LC
            80x60       | 80x62       | states resolutions that are not those of the pictures:~line 7: states 80x62 but the pictures are 80x60
            v1.m3u8     | v0.m3u8     | states codecs that are not those of the streams:~line 7: states the codec [avc1.64000a]; the streams are h264 High level 11, aac LC
            """)
    void master_thatIsWrong_failsInWords(String text, String other, String message) throws IOException {
        Path master = pack("mpegts");
        Files.writeString(master, Files.readString(master).replace(text, other));

        assertThatThrownBy(() -> assertThatHls(master).hasTrueCodecs().hasTrueResolutions())
                .isInstanceOf(AssertionError.class)
                .hasMessage("[%s]: %s", master, message.replace("~", "\n  "));
    }

    @Test
    void versionsThatAreCutElsewhere_fail() throws IOException {
        Path master = pack("mpegts");
        Path playlist = dir.resolve("v0.m3u8");
        Files.writeString(playlist, Files.readString(playlist).replace("v0-0.seg", "v0-1.seg"));

        assertThatThrownBy(() -> assertThatHls(master).hasAlignedSegments())
                .hasMessage(
                        "[%s]: has versions that are not cut at the same times:\n  variant 1 segment 0 (line 7: v1-0.seg) starts at 1.48 s, that of variant 0 at 2.48 s",
                        master);
    }

    @Test
    void segmentWithoutKeyframe_fails() {
        Path playlist = dir.resolve("p.m3u8");
        ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=160x120:d=2",
                "-c:v",
                "libx264",
                "-g",
                100,
                "-hls_time",
                1,
                "-hls_flags",
                "split_by_time",
                "-hls_playlist_type",
                "vod",
                playlist);

        assertThatThrownBy(() -> assertThatHls(playlist).allSegmentsStartWithKeyframe())
                .hasMessageStartingWith(
                        "[%s]: has segments that do not start with a keyframe:\n  segment 1 (line 9: p1.ts) starts with a packet that is no keyframe (pts 2.4"
                                .formatted(playlist));
    }

    @Test
    void fileThatIsLeftOver_fails() throws IOException {
        Path master = pack("fmp4");
        Path other = Files.writeString(dir.resolve("v0-3.seg.tmp"), "left over");

        assertThatThrownBy(() -> assertThatHls(master).hasNoOtherFiles())
                .hasMessage("[%s]: refers to none of these files, which lie beside it:\n  [%s]", master, other);
    }

    @Test
    void segmentThatIsCutOff_fails() throws IOException {
        Path master = pack("fmp4");
        try (var channel = Files.newByteChannel(dir.resolve("v0-1.seg"), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }

        assertThatThrownBy(() -> assertThatHls(master).hasAllFiles())
                .hasMessage(
                        "[%s]: refers to files that are not there:\n  variant 0 segment 1 (line 10: v0-1.seg): [%s] has 0 bytes, at least 1 are needed",
                        master, dir.resolve("v0-1.seg"));
    }

    @Test
    void segments_ofACopy_concatenateToTheSource() {
        Path source = dir.resolve("in/source.mp4");
        Path playlist = dir.resolve("p.m3u8");
        ffmpeg.run(
                "-f", "lavfi", "-i", "testsrc2=s=160x120:d=2", "-c:v", "libx264", "-bf", 0, "-g", 10, folderOf(source));
        ffmpeg.run("-i", source, "-c", "copy", "-hls_time", 0.4, "-hls_list_size", 0, playlist);
        Path shorter = dir.resolve("in/shorter.mp4");
        ffmpeg.run("-i", source, "-c", "copy", "-t", 1.2, shorter);

        assertThatHls(playlist).hasSegments(5).segmentsConcatenateTo(source);
        assertThatThrownBy(() -> assertThatHls(playlist).segmentsConcatenateTo(shorter))
                .hasMessage("[%s]: shows 50 frames, [%s] 30: frames 30 to 49 added", playlist, shorter);
    }

    private static Path folderOf(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void discontinuity_allowsAGap() throws IOException {
        pack("mpegts");
        Path playlist = dir.resolve("v0.m3u8");
        Files.writeString(
                playlist,
                Files.readString(playlist)
                        .replace("#EXTINF:1.000000,\nv0-1.seg\n", "")
                        .replace("#EXTINF:1.000000,\nv0-2", "#EXT-X-DISCONTINUITY\n#EXTINF:1.000000,\nv0-2"));

        assertThatHls(playlist)
                .hasDiscontinuities(1)
                .hasNoTimestampGaps()
                .segment(1)
                .isDiscontinuity();
        assertThatThrownBy(() -> assertThatHls(playlist).segment(0).isDiscontinuity())
                .hasMessage(
                        "[%s] segment 0 (line 7: v0-0.seg): expected a discontinuity before it but none is stated",
                        playlist);
    }

    @Test
    void navigation_toNowhere_failsOnce() {
        Path master = pack("mpegts");

        assertThatThrownBy(() -> assertThatHls(master).variant(2))
                .hasMessage("[%s]: expected a variant 2 but there are 2, counted from 0", master);
        assertThatThrownBy(() -> assertThatHls(master).segment(0))
                .hasMessage("[%s]: leads to 2 playlists; say which one by variant(…) or rendition(…)", master);
        assertThatThrownBy(() -> assertThatHls(master).variant(1).segment(3))
                .hasMessage("[%s] variant 1: expected a segment 3 but there are 3, counted from 0", master);
        assertThatThrownBy(() -> assertThatHls(master).rendition("Deutsch"))
                .hasMessage("[%s]: expected a rendition [Deutsch] with a playlist but there are []", master);
        assertThatThrownBy(() -> assertThatHls(master).variant(0).hasVariants(1))
                .hasMessage(
                        "[%s] variant 0: expected a master playlist, with #EXT-X-STREAM-INF, but is a media playlist",
                        master);
        assertThatThrownBy(() -> assertThatHls(dir.resolve("v0.m3u8")).hasBandwidth(1))
                .hasMessage(
                        "[%s]: has a bandwidth only as a variant of a master playlist; reach it by variant(…)",
                        dir.resolve("v0.m3u8"));
        assertThatThrownBy(() -> assertThatHls(dir.resolve("none.m3u8")).hasEndList())
                .hasMessage("[%s]: cannot be read: there is no such file", dir.resolve("none.m3u8"));
        assertThatThrownBy(() -> assertThatHls(master).variant(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void softAssertions_collectFailuresOfAllLevels() {
        Path master = pack("mpegts");
        MediaSoftAssertions softly = new MediaSoftAssertions();

        softly.assertThatHls(master)
                .hasVariants(3)
                .hasEndList()
                .variant(5)
                .hasSegments(1)
                .segment(0)
                .startsWithKeyframe();
        softly.assertThatHls(master).as("the small one").variant(1).segment(0).hasFrameCount(24);

        org.assertj.core.api.Assertions.assertThat(softly.assertionErrorsCollected())
                .extracting(Throwable::getMessage)
                .isEqualTo(List.of(
                        "[%s]: expected 3 variants but found 2".formatted(master),
                        "[%s]: expected a variant 5 but there are 2, counted from 0".formatted(master),
                        "[the small one] [%s] variant 1 segment 0 (line 7: v1-0.seg): expected 24 frames but found 25"
                                .formatted(master)));
    }

    @Test
    void malformedPlaylist_isAFailureWithTheLine() throws IOException {
        Path playlist = Files.writeString(dir.resolve("p.m3u8"), "#EXTM3U\n#EXTINF:x");

        assertThatThrownBy(() -> assertThatHls(playlist).hasEndList())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[%s]: cannot be read: Playlist [%s], line 2: #EXTINF must be a number"
                        .formatted(playlist, playlist));
    }

    @Test
    void encryptedSegments_cannotBeLookedInto() throws IOException {
        pack("mpegts");
        Path playlist = dir.resolve("v0.m3u8");
        Files.writeString(
                playlist,
                Files.readString(playlist).replaceFirst("#EXTINF", "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF"));

        assertThatThrownBy(() -> assertThatHls(playlist).allSegmentsStartWithKeyframe())
                .hasMessage("[%s]: cannot be read: the segment of line 8 is encrypted", playlist);
    }
}
