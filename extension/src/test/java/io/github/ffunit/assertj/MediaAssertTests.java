package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.TestMedia.failureOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each assertion of a whole file, once good and once failing. */
class MediaAssertTests {

    private static final TestMedia MEDIA = new TestMedia();
    private static final Path CLIP = MEDIA.catalog("h264-aac-2s.mp4");
    private static final Path LANGUAGES = MEDIA.catalog("h264-aac-three-languages-1s.mkv");

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    // ---- files that are none

    @Test
    void anyAssertion_ofNull_fails() {
        failureOf(() -> assertThatMedia(null).isWellFormed())
                .isEqualTo("null: expected something to look at but was null");
    }

    @Test
    void anyAssertion_ofAMissingFile_fails() {
        failureOf(() -> assertThatMedia(MEDIA.work().resolve("nothing.mp4")).hasStreamCount(2))
                .isEqualTo("[/sandbox/nothing.mp4]: there is no such file");
    }

    @Test
    void anyAssertion_ofAFileThatIsNoMedia_saysWhatFFmpegSays() throws IOException {
        Path text = Files.writeString(MEDIA.work().resolve("text.mp4"), "hello");

        failureOf(() -> assertThatMedia(text).hasStreamCount(2))
                .isEqualTo(
                        "[/sandbox/text.mp4]: cannot be read: moov atom not found; Invalid data found when processing input");
    }

    @Test
    void description_isPassedOnToParts() {
        failureOf(() -> assertThatMedia(CLIP).as("after trim").video().hasSize(640, 360))
                .isEqualTo(
                        "[after trim] [/sandbox/h264-aac-2s.mp4] video stream 0: expected size [640x360] but was [320x240]");
    }

    @Test
    void overridingMessage_replacesAllButTheDescription() {
        failureOf(() -> assertThatMedia(CLIP)
                        .as("after trim")
                        .overridingErrorMessage("not what the customer ordered")
                        .hasNoAudio())
                .isEqualTo("[after trim] not what the customer ordered");
    }

    // ---- streams

    @Test
    void streams_areCounted() {
        assertThatMedia(CLIP).hasStreamCount(2).hasNoSubtitles();

        failureOf(() -> assertThatMedia(CLIP).hasStreamCount(3))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected [3] streams but has [video h264, audio aac]");
        failureOf(() -> assertThatMedia(CLIP).hasNoAudio())
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected no audio streams but has [video h264, audio aac]");
        failureOf(() -> assertThatMedia(CLIP).hasNoVideo())
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected no video streams but has [video h264, audio aac]");
        failureOf(() -> assertThatMedia(MEDIA.catalog("h264-aac-subtitles-2s.mp4"))
                        .hasNoSubtitles())
                .isEqualTo(
                        "[/sandbox/h264-aac-subtitles-2s.mp4]: expected no subtitle streams but has [video h264, audio aac, subtitle mov_text]");
        failureOf(() -> assertThatMedia(LANGUAGES).hasSingleAudio(audio -> {}))
                .isEqualTo(
                        "[/sandbox/h264-aac-three-languages-1s.mkv]: expected 1 audio stream but has [video h264, audio aac, audio aac, audio aac]");
    }

    @Test
    void cover_isNoVideo() {
        assertThatMedia(MEDIA.catalog("aac-cover-1s.m4a")).hasNoVideo();
        assertThatMedia(MEDIA.catalog("h264-cover-1s.mp4")).hasSingleVideo(video -> video.hasCodec("h264"));

        failureOf(() -> assertThatMedia(MEDIA.catalog("aac-cover-1s.m4a")).video())
                .isEqualTo(
                        "[/sandbox/aac-cover-1s.m4a]: expected one video stream or more but has [audio aac, video png (cover)]");
    }

    @Test
    void stream_thatIsMissing_fails() {
        failureOf(() -> assertThatMedia(CLIP).subtitles().hasCueCount(2))
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected one subtitle stream or more but has [video h264, audio aac]");
        failureOf(() -> assertThatMedia(CLIP).video(1))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected video streams 0 to 1 but has [video h264, audio aac]");
    }

    @Test
    void hasAudio_isContentWithOneOfSeveral() {
        assertThatMedia(LANGUAGES)
                .hasAudio(audio -> audio.hasLanguage("deu"))
                .hasAudio(audio -> audio.hasLanguage("eng").isDefault());

        failureOf(() -> assertThatMedia(LANGUAGES).hasAudio(audio -> audio.hasLanguage("fra")))
                .isEqualTo("""
                        [/sandbox/h264-aac-three-languages-1s.mkv]: expected one audio stream to meet the assertions but none of 3 does:
                          [/sandbox/h264-aac-three-languages-1s.mkv] audio stream 1: expected language [fra] but was [eng]
                          [/sandbox/h264-aac-three-languages-1s.mkv] audio stream 2: expected language [fra] but was [deu]
                          [/sandbox/h264-aac-three-languages-1s.mkv] audio stream 3: expected language [fra] but was [jpn]""");
        failureOf(() -> assertThatMedia(CLIP).hasSingleVideo(video -> video.hasCodec("hevc")))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4] video stream 0: expected codec [hevc] but was [h264]");
    }

    // ---- container

    @Test
    void format_isOneOfItsNames() {
        assertThatMedia(CLIP).hasFormat("mp4").hasFormat("mov");

        failureOf(() -> assertThatMedia(CLIP).hasFormat("matroska"))
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected format [matroska] but was [mov, mp4, m4a, 3gp, 3g2, mj2]");
    }

    @Test
    void tags_areExact() {
        Path tagged = MEDIA.make("tagged.mp4", "-i h264-aac-2s.mp4 -c copy -metadata title=One");
        assertThatMedia(tagged).hasTag("title", "One").hasNoTag("comment");

        failureOf(() -> assertThatMedia(tagged).hasTag("title", "Two"))
                .isEqualTo("[/sandbox/tagged.mp4]: expected tag title [Two] but was [One]");
        failureOf(() -> assertThatMedia(tagged).hasNoTag("title"))
                .isEqualTo("[/sandbox/tagged.mp4]: expected no tag [title] but it is [One]");
    }

    @Test
    void duration_isExact() {
        assertThatMedia(CLIP)
                .hasDuration(Duration.ofSeconds(2))
                .hasDurationCloseTo(Duration.ofMillis(2010), Duration.ofMillis(10));

        failureOf(() -> assertThatMedia(CLIP).hasDuration(Duration.ofMillis(2010)))
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected a duration of 2.01 s but was 2 s; the smallest tolerance that passes is 0.01 s");
        failureOf(() -> assertThatMedia(CLIP).hasDurationCloseTo(Duration.ofMillis(2010), Duration.ofMillis(9)))
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected a duration of 2.01 s within 0.009 s but was 2 s; the smallest tolerance that passes is 0.01 s");
    }

    @Test
    void chapters_haveTitlesAndTimes() {
        Path chapters = MEDIA.catalog("h264-chapters-1s.mp4");
        assertThatMedia(chapters)
                .hasChapters("One", "Zwölf; = #")
                .hasChapterAt(0, "0", "0.4")
                .hasChapterAt(1, "0:00:00.400", "1");
        assertThatMedia(CLIP).hasChapters();

        failureOf(() -> assertThatMedia(chapters).hasChapters("One"))
                .isEqualTo("[/sandbox/h264-chapters-1s.mp4]: expected chapters [One] but was [One, Zwölf; = #]");
        failureOf(() -> assertThatMedia(chapters).hasChapterAt(0, "0", "0.6"))
                .isEqualTo("[/sandbox/h264-chapters-1s.mp4]: expected chapter 0 [0 s to 0.6 s] but was [0 s to 0.4 s]");
        failureOf(() -> assertThatMedia(chapters).hasChapterAt(2, "0", "0.6"))
                .isEqualTo("[/sandbox/h264-chapters-1s.mp4]: expected a chapter [2] but has [2] chapters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatMedia(chapters).hasChapterAt(0, "soon", "0.6"))
                .withMessage("time [soon] cannot be read; write seconds as 1.5, or 0:00:01.500");
    }

    // ---- boxes

    @Test
    void moov_isBeforeMdat() {
        assertThatMedia(MEDIA.catalog("h264-aac-faststart-1s.mp4")).hasMoovBeforeMdat();

        failureOf(() -> assertThatMedia(CLIP).hasMoovBeforeMdat())
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected moov before mdat but the boxes are [ftyp, free, mdat, moov]; -movflags +faststart moves it");
    }

    @Test
    void fragments_areCounted() {
        Path fragmented = MEDIA.catalog("h264-aac-fragmented-1s.mp4");
        assertThatMedia(CLIP).mp4().hasFragments(0);
        assertThatMedia(fragmented).mp4().isFragmented();

        failureOf(() -> assertThatMedia(CLIP).mp4().hasFragments(2))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected fragments [2] but was [0]");
        failureOf(() -> assertThatMedia(CLIP).mp4().isFragmented())
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected fragments but the boxes are [ftyp, free, mdat, moov]; -movflags +frag_keyframe+empty_moov makes them");
    }

    @Test
    void editLists_areCounted() {
        assertThatMedia(MEDIA.catalog("h264-aac-no-edit-list-1s.mp4")).mp4().hasNoEditLists();
        assertThatMedia(CLIP).mp4().hasEdits("soun", 1);

        failureOf(() -> assertThatMedia(CLIP).mp4().hasNoEditLists())
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected no edit list but track 1 (vide) has [1] edits");
        failureOf(() -> assertThatMedia(CLIP).mp4().hasEdits("soun", 2))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected edits of track soun [2] but was [1]");
        failureOf(() -> assertThatMedia(CLIP).mp4().hasEdits("subt", 1))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected a track [subt] but has [vide, soun]");
    }

    @Test
    void boxesAndBrands_areNamed() {
        assertThatMedia(CLIP)
                .mp4()
                .hasBox("moov/trak/edts/elst")
                .hasNoBox("moof")
                .hasBrand("isom");

        failureOf(() -> assertThatMedia(CLIP).mp4().hasBox("moov/meta"))
                .startsWith(
                        "[/sandbox/h264-aac-2s.mp4]: expected a box [moov/meta] but the boxes are\n  [ftyp] at byte 0,");
        failureOf(() -> assertThatMedia(CLIP).mp4().hasNoBox("free"))
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected no box [free] but there is [[free] at byte 32, 8 bytes]");
        failureOf(() -> assertThatMedia(CLIP).mp4().hasBrand("dash"))
                .isEqualTo("[/sandbox/h264-aac-2s.mp4]: expected brand [dash] but has [isom, isom, iso2, avc1, mp41]");
    }

    @Test
    void mp4_ofAnotherContainer_fails() {
        failureOf(() -> assertThatMedia(LANGUAGES).mp4())
                .startsWith("[/sandbox/h264-aac-three-languages-1s.mkv]: cannot be read: Malformed MP4 at byte 0: ");
    }

    // ---- packets

    @Test
    void packets_afterARemux_areTheSame() {
        Path mov = MEDIA.make("remux.mov", "-i h264-aac-2s.mp4 -c copy");
        Path mkv = MEDIA.make("remux.mkv", "-i h264-aac-2s.mp4 -c copy");
        assertThatMedia(mov).hasSamePacketsAs(CLIP);
        assertThatMedia(mkv).hasSamePayloadAs(CLIP);

        failureOf(() -> assertThatMedia(mkv).hasSamePacketsAs(CLIP))
                .isEqualTo(
                        "[/sandbox/remux.mkv]: expected the packets of [/sandbox/h264-aac-2s.mp4] but stream 0: timestamps only: packet 0 has DTS none instead of -0.08 s");
    }

    @Test
    void packets_ofAnotherCoding_differ() {
        Path again = MEDIA.make("again.mp4", "-i h264-aac-2s.mp4 -c:v libx264 -crf 40 -c:a copy");
        Path silent = MEDIA.make("silent.mp4", "-i h264-aac-2s.mp4 -c copy -an");

        failureOf(() -> assertThatMedia(again).hasSamePayloadAs(CLIP))
                .isEqualTo(
                        "[/sandbox/again.mp4]: expected the packets of [/sandbox/h264-aac-2s.mp4] but stream 0: packet 0 has other content, as have 50 of 50 packets");
        failureOf(() -> assertThatMedia(silent).hasSamePayloadAs(CLIP))
                .isEqualTo(
                        "[/sandbox/silent.mp4]: expected the packets of [/sandbox/h264-aac-2s.mp4] but streams are [h264] instead of [h264, aac]");
    }

    /** The test's own file is not what is tested. */
    @Test
    void packets_ofAFileThatIsNone_areNoFailure() throws IOException {
        Path text = Files.writeString(MEDIA.work().resolve("reference.mp4"), "hello");

        assertThatThrownBy(() -> assertThatMedia(CLIP).hasSamePacketsAs(text)).isInstanceOf(FFmpegExitException.class);
    }

    @Test
    void packets_ofACut_areMissing() {
        Path cut = MEDIA.make("cut.mp4", "-i h264-aac-2s.mp4 -c copy -an -t 1");
        Path whole = MEDIA.make("whole.mp4", "-i h264-aac-2s.mp4 -c copy -an");

        failureOf(() -> assertThatMedia(cut).hasSamePayloadAs(whole))
                .isEqualTo(
                        "[/sandbox/cut.mp4]: expected the packets of [/sandbox/whole.mp4] but stream 0: packets 27 to 49 dropped");
    }

    // ---- pictures and sound

    @Test
    void avOffset_ofFlashAndBeep_isMeasured() {
        Path together = MEDIA.catalog("h264-aac-flash-and-beep-3s.mp4");
        Path late = MEDIA.make(
                "late.mp4",
                "-i h264-aac-flash-and-beep-3s.mp4 -itsoffset 0.08 -i h264-aac-flash-and-beep-3s.mp4 -map 0:v -map 1:a -c copy");
        Path early = MEDIA.make(
                "early.mp4", "-i h264-aac-flash-and-beep-3s.mp4 -vf setpts=PTS+0.08/TB -c:a copy -c:v libx264");
        assertThatMedia(together).avOffset().isWithin(1);
        assertThatMedia(early).avOffset().isBetween(-81, -79);

        failureOf(() -> assertThatMedia(late).avOffset().isWithin(10))
                .isEqualTo(
                        "[/sandbox/late.mp4] A/V offset: expected 0 ms within 10 but was 80.063 ms; the smallest tolerance that passes is 80.063");
        failureOf(() -> assertThatMedia(CLIP).avOffset())
                .isEqualTo(
                        "[/sandbox/h264-aac-2s.mp4]: expected as many flashes as beeps but has 0 flashes and 1 beeps");
    }

    @Test
    void streams_endTogether() {
        assertThatMedia(CLIP).endsTogether(Duration.ZERO);

        failureOf(() -> assertThatMedia(MEDIA.catalog("h264-aac-sound-ends-early-2s.mkv"))
                        .endsTogether(Duration.ofMillis(50)))
                .isEqualTo(
                        "[/sandbox/h264-aac-sound-ends-early-2s.mkv]: expected streams to end within 0.05 s but they end at [video 2 s, audio 0.512 s]; the smallest tolerance that passes is 1.488 s");
    }
}
