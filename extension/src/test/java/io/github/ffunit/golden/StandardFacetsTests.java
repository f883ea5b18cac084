package io.github.ffunit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@FFmpegTest
class StandardFacetsTests {

    private final FFmpeg ffmpeg;
    private final Path dir;

    StandardFacetsTests(FFmpeg ffmpeg, @Work Path dir) {
        this.ffmpeg = ffmpeg;
        this.dir = dir;
    }

    @Test
    void standard_hasAllButTheBytesAndTheWaveform() {
        assertThat(Facets.standard())
                .extracting(Facet::name)
                .containsExactly("facts", "frame md5", "loudness", "packets", "structure");
    }

    @Test
    void packets_tellKeyframesOrderAndWhatSubtitlesSay() throws IOException {
        Path text = Files.writeString(dir.resolve("text.srt"), "1\n00:00:00,100 --> 00:00:00,400\nHallo\n");
        Path clip = dir.resolve("clip.mkv");
        ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=0.4",
                "-f",
                "lavfi",
                "-i",
                "sine=d=0.4",
                "-i",
                text,
                "-c:v",
                "libx264",
                "-g",
                5,
                "-bf",
                2,
                "-c:a",
                "flac",
                "-c:s",
                "srt",
                clip);

        assertThat(Facets.packets().describe(clip))
                .containsExactly(
                        "stream 0: 10 packets in another order than shown, keyframes 0 5",
                        "stream 1: 18 packets, all keyframes",
                        "stream 2: 1 packets, all keyframes",
                        "stream 2: 100, 300, 5, d1bf93299de1b68e6d382c893bf1215f");
    }

    @Test
    void structure_tellsHowStreamsAreShownAndHowTheFileIsLaidOut() {
        Path clip = dir.resolve("clip.mp4");
        ffmpeg.run(
                "-display_rotation",
                90,
                "-noautorotate",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=0.4",
                "-f",
                "lavfi",
                "-i",
                "sine=d=0.4",
                "-c:v",
                "libx264",
                "-bf",
                0,
                "-c:a",
                "alac",
                "-disposition:a:0",
                "comment",
                clip);

        assertThat(Facets.structure().describe(clip))
                .containsExactly(
                        "stream 0: default, chroma_location left, field_order progressive, rotation 90",
                        "stream 1: comment, default",
                        "boxes: ftyp mdat moov",
                        "brand: isom",
                        "track 1 plays from 0/12800 for 17640/44100",
                        "track 2 plays from 0/44100 for 17640/44100");
    }

    @Test
    void structure_ofAPlaylist_isItsTextAndTheNamesOfAllFiles() throws IOException {
        Path playlist = dir.resolve("p.m3u8");
        Files.writeString(playlist, "#EXTM3U\n\n#EXT-X-TARGETDURATION:1\n");
        Files.writeString(Files.createDirectory(dir.resolve("sub")).resolve("a.ts"), "");

        assertThat(Facets.structure().describe(playlist))
                .containsExactly("file p.m3u8", "file sub/a.ts", "p.m3u8: #EXTM3U", "p.m3u8: #EXT-X-TARGETDURATION:1");
        assertThat(Arrays.asList(Facets.standard())).doesNotHaveDuplicates();
    }
}
