package io.github.ffunit.examples.stories;

import static io.github.ffunit.golden.Facets.facts;
import static io.github.ffunit.golden.Facets.fileSha256;
import static io.github.ffunit.golden.Facets.frameMd5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Goldens that differ, and what a failure leaves; docs/goldens-and-bundles.md has those that do not. */
class GoldenStoriesTests {

    private final Path temp;

    GoldenStoriesTests(@TempDir Path temp) {
        this.temp = temp;
    }

    // ---- One file to look at, and what it says when something changes

    @Test
    void golden_ofAChangedRendition_saysWhat() {
        EngineExecutionResults results = run(ChangedTestCase.class, "verify");

        assertThat(failures(results)).singleElement().asString().isEqualTo("""
                The golden in [io.github.ffunit.examples.stories.GoldenStoriesTests.ChangedTestCase/rendition] differs: [frame md5] frame 1 dropped
                  if this is meant, replace it by
                    [frame md5]
                    # stream 0: tb 1/1000, media_type video, codec_id rawvideo, dimensions 16x12, sar 1/1
                    0, 0, 40, 288, 8585745d3880a4de868a65bf24df1ffd
                    0, 80, 40, 288, c01ac0c852c7fa583efebe62b586b414""");
    }

    // ---- The same bytes on every machine

    @Test
    void golden_ofTheFileItself_isLegitimate() {
        assertThat(failures(run(BytesTestCase.class, "verify"))).isEmpty();
    }

    // ---- The day of an upgrade: goldens change, and are looked at

    @Test
    void review_writesWhatChanged() throws IOException {
        Path goldens = Files.createDirectories(temp.resolve("goldens"));
        run(ToneTestCase.class, "missing");
        ToneTestCase.hertz = 441;
        assertThat(failures(run(ToneTestCase.class, "verify"))).hasSize(1);

        assertThat(failures(run(ToneTestCase.class, "review"))).isEmpty();

        assertThat(failures(run(ToneTestCase.class, "verify"))).isEmpty();
        try (Stream<Path> written = Files.walk(goldens)) {
            assertThat(written.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    // ---- A failure gives me everything

    @Test
    void failure_leavesAllToLookAt() {
        run(ChangedTestCase.class, "verify");

        Path bundle = temp.resolve("bundles")
                .resolve(ChangedTestCase.class.getCanonicalName())
                .resolve("rendition");
        assertThat(bundle.resolve("index.html")).isNotEmptyFile();
        assertThat(bundle)
                .isDirectoryContaining(file -> file.getFileName().toString().endsWith(".zip"));
    }

    private EngineExecutionResults run(Class<?> testCase, String mode) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testCase))
                .configurationParameter("ffunit.golden", mode)
                .configurationParameter(
                        "ffunit.golden.dir", temp.resolve("goldens").toString())
                .configurationParameter(
                        "ffunit.bundle.dir", temp.resolve("bundles").toString())
                .execute();
    }

    private static List<String> failures(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .map(Throwable::getMessage)
                        .orElse(""))
                .toList();
    }

    @FFmpegTest
    static class ChangedTestCase {

        @Test
        void rendition(FFmpeg ffmpeg, @Media("h264-barcode-4s.mp4") Path clip, @Work Path dir, Golden golden) {
            ffmpeg.run(
                    "-i", clip, "-vf", "trim=end_frame=3,select='not(eq(n,1))',scale=16:-2", "-c:v", "ffv1", "out.mkv");

            golden.verify(dir.resolve("out.mkv"), """
                    [frame md5]
                    # stream 0: tb 1/1000, media_type video, codec_id rawvideo, dimensions 16x12, sar 1/1
                    0, 0, 40, 288, 8585745d3880a4de868a65bf24df1ffd
                    0, 40, 40, 288, ba9436f2f43189f33bf2c304082db3bd
                    0, 80, 40, 288, c01ac0c852c7fa583efebe62b586b414
                    """, frameMd5());
        }
    }

    @FFmpegTest
    static class BytesTestCase {

        @Test
        void tone(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=d=0.1", "-bitexact", "tone.wav");

            golden.verify(dir.resolve("tone.wav"), """
                    [file]
                    sha256 4dacc882ce407472b1f9fddac170a10e67ca29d412d5c73aea872e2a050d8ed8
                    bytes 8864
                    """, fileSha256());
        }
    }

    @FFmpegTest
    static class ToneTestCase {

        private static int hertz = 440;

        @Test
        void tone(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=d=0.1:f=" + hertz, "-bitexact", "tone.wav");

            golden.verify(dir.resolve("tone.wav"), facts(), fileSha256());
        }
    }
}
