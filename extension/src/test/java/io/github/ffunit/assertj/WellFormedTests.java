package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.TestMedia.failureOf;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.Packet;
import io.github.ffunit.fixtures.MediaCatalog;
import io.github.ffunit.fixtures.MediaItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WellFormedTests {

    private static final TestMedia MEDIA = new TestMedia();

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    static Stream<String> everyFile_ofTheCatalogue_isWellFormed() {
        return MediaCatalog.items().stream().map(MediaItem::name);
    }

    /** However awkward a file is: what is allowed is no fault. */
    @ParameterizedTest
    @MethodSource
    void everyFile_ofTheCatalogue_isWellFormed(String name) {
        assertThatMedia(MEDIA.catalog(name)).isWellFormed();
    }

    // ---- what is not

    @Test
    void damagedPacket_isFoundByDecoding() throws IOException {
        Path clip = MEDIA.catalog("h264-aac-1s.flv");
        byte[] bytes = Files.readAllBytes(clip);
        Packet packet = MediaAnalysis.of(clip).packets(0).get(3);
        int start = (int) packet.position().orElseThrow() + 16;
        Arrays.fill(bytes, start, start + (int) packet.size() - 16, (byte) 0xff);
        Path damaged = Files.write(MEDIA.work().resolve("damaged.flv"), bytes);

        failureOf(() -> assertThatMedia(damaged).isWellFormed())
                .startsWith("[/sandbox/damaged.flv]: expected a well-formed file but\n  decoding: ");
    }

    @Test
    void truncatedFile_isFound() throws IOException {
        byte[] bytes = Files.readAllBytes(MEDIA.catalog("h264-aac-faststart-1s.mp4"));
        Path cut = Files.write(MEDIA.work().resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length - 3000));

        failureOf(() -> assertThatMedia(cut).isWellFormed())
                .contains("\n  stream 0: the container declares 25 frames but has ")
                .contains("\n  structure: Malformed MP4 at byte ");
    }

    /** FFmpeg reads it without a word. */
    @Test
    void boxesThatDoNotFit_areFoundByTheSecondReader() throws IOException {
        byte[] bytes = Files.readAllBytes(MEDIA.catalog("h264-aac-2s.mp4"));
        byte[] more = Arrays.copyOf(bytes, bytes.length + 5);
        Path odd = Files.write(MEDIA.work().resolve("odd.mp4"), more);

        failureOf(() -> assertThatMedia(odd).isWellFormed())
                .matches("(?s)\\Q[/sandbox/odd.mp4]: expected a well-formed file but\n  structure: Malformed MP4\\E.*");
    }

    /** Two streams as one file: what a naive concatenation makes. */
    @Test
    void timesThatGoBack_areFound() throws IOException {
        byte[] bytes = Files.readAllBytes(MEDIA.catalog("h264-aac-1s.ts"));
        byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        Path back = Files.write(MEDIA.work().resolve("back.ts"), twice);

        failureOf(() -> assertThatMedia(back).isWellFormed())
                .contains("stream 0: DTS of packet 25 is tick ")
                .contains(", not after ");
    }
}
