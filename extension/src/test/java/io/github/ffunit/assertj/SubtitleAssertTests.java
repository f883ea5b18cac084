package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.TestMedia.failureOf;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each assertion of subtitles, once good and once failing. */
class SubtitleAssertTests {

    private static final TestMedia MEDIA = new TestMedia();
    private static final Path CLIP = MEDIA.catalog("h264-aac-subtitles-2s.mp4");
    private static final String ME = "[/sandbox/h264-aac-subtitles-2s.mp4] subtitle stream 2";

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    @Test
    void cues_areToldWithTheirTimes() {
        assertThatMedia(CLIP)
                .subtitles()
                .hasCueCount(2)
                .hasCueTexts("Hello", "Grüße\nand goodbye")
                .hasCue(0, "0:00:00.000", "0:00:01.000", "Hello");

        failureOf(() -> assertThatMedia(CLIP).subtitles().hasCueCount(3))
                .isEqualTo(ME + ": expected cues [3] but was [2]");
        failureOf(() -> assertThatMedia(CLIP).subtitles().hasCueTexts("Hello"))
                .isEqualTo(ME + ": expected cues [Hello] but was [Hello, Grüße\nand goodbye]");
        failureOf(() -> assertThatMedia(CLIP).subtitles().hasCue(0, "0", "1.5", "Hallo"))
                .isEqualTo(ME + ": expected cue 0 [0 s to 1.5 s: Hallo] but was [0 s to 1 s: Hello]");
        failureOf(() -> assertThatMedia(CLIP).subtitles().hasCue(2, "0", "1.5", "Hallo"))
                .isEqualTo(ME + ": expected a cue [2] but has [2] cues");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-cues.srt", "two-cues.vtt", "two-cues.ass"})
    void cues_ofEachFormat_areTheSame(String name) {
        assertThatMedia(MEDIA.catalog(name)).subtitles().hasCueTexts("Hello", "Grüße\nand goodbye");
    }

    @Test
    void languages_areThoseOfStreams() {
        assertThatMedia(MEDIA.catalog("h264-mov-text-two-languages-1s.mp4"))
                .hasSubtitles(subtitles -> subtitles.hasLanguage("deu"))
                .subtitles(0)
                .hasCodec("mov_text");
    }
}
