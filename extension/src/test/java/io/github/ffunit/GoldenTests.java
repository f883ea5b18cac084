package io.github.ffunit;

import static io.github.ffunit.golden.Facets.facts;
import static io.github.ffunit.golden.Facets.fileSha256;
import static io.github.ffunit.golden.Facets.frameMd5;
import static io.github.ffunit.golden.Facets.loudness;
import static io.github.ffunit.golden.Facets.waveform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.golden.Facet;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.golden.PictureTolerance;
import io.github.ffunit.golden.UpdateGolden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;

/** Goldens as a user's build meets them; the environment of the build of this module has no CI. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class GoldenTests {

    @TempDir
    Path dir;

    private EngineExecutionResults run(Class<?> testCase, String mode) {
        return TestKit.run(testCase, parameters(mode));
    }

    private Map<String, String> parameters(String mode) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("ffunit.golden", mode);
        parameters.put("ffunit.golden.dir", goldens().toString());
        parameters.put("ffunit.bundle", "off");
        parameters.put("ffunit.bundle.dir", reports().toString());
        return parameters;
    }

    private Path goldens() {
        return dir.resolve("goldens");
    }

    private Path reports() {
        return dir.resolve("reports");
    }

    private Path golden(Class<?> testCase, String file) {
        return goldens().resolve(String.valueOf(testCase.getCanonicalName())).resolve(file);
    }

    private static void assertGreen(EngineExecutionResults results, int tests) {
        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(events -> events.succeeded(tests));
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private String message(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replace(reports().toUri().toString(), "file:///reports/")
                .replace(goldens().toString(), "goldens");
    }

    // ---- text

    @FFmpegTest
    static class ToneTestCase {
        static volatile int frequency = 440;

        @Test
        void tone(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            Path tone = dir.resolve("tone.wav");
            ffmpeg.run("-f", "lavfi", "-i", "sine=f=" + frequency + ":d=0.5:r=8000", tone);
            golden.verify(tone, waveform(), facts(), loudness(), frameMd5(), fileSha256());
        }
    }

    @Test
    void verify_missingGolden_failsAndKeepsWhatWasReceived() throws IOException {
        List<Throwable> failures = failures(run(ToneTestCase.class, "verify"));

        assertThat(failures).singleElement().isInstanceOf(AssertionFailedError.class);
        assertThat(message(failures.get(0))).isEqualTo("""
                        Golden [goldens/io.github.ffunit.GoldenTests.ToneTestCase/tone.txt] is missing
                          received  file:///reports/io.github.ffunit.GoldenTests.ToneTestCase/tone/golden/tone.txt
                          if this is meant, run this test with -Dffunit.golden=missing""");
        assertThat(goldens()).doesNotExist();
        assertThat(reports().resolve("io.github.ffunit.GoldenTests.ToneTestCase/tone/golden/tone.txt"))
                .content()
                .startsWith("[facts]\n");
    }

    @Test
    void golden_isTextInStableOrder() throws IOException {
        assertGreen(run(ToneTestCase.class, "missing"), 1);

        String text = Files.readString(golden(ToneTestCase.class, "tone.txt"));
        // The file as a whole has FFmpeg's version in it
        assertThat(text.replaceFirst("sha256 [0-9a-f]{64}\nbytes [0-9]+", "sha256 HASH\nbytes SIZE"))
                .isEqualTo("""
                        [facts]
                        format: wav
                        stream 0: audio pcm_s16le, 8000 Hz, 1 channel
                        stream 0 time: base 1/8000, duration 4000

                        [file]
                        sha256 HASH
                        bytes SIZE

                        [frame md5]
                        # stream 0: tb 1/8000, media_type audio, codec_id pcm_s16le, sample_rate 8000, channel_layout_name mono
                        0, 0, 512, 1024, a8bba4f66a8f712860e9b80de2570fbf
                        0, 512, 512, 1024, 80351b1eb676a443ed5c106ec708d6af
                        0, 1024, 512, 1024, fd860e00246c19deb10dc462f6b1ed1a
                        0, 1536, 512, 1024, e1bd6f05c5588a6ce2342a726ca78d0c
                        0, 2048, 512, 1024, 1f6dc6df16911af55abe566cea9f98f7
                        0, 2560, 512, 1024, 9c1f7f0c5589fb685fc87af8bf595f8e
                        0, 3072, 512, 1024, 7fa6d206b0d381f7f946518108158a31
                        0, 3584, 416, 832, 60b0c2e05e48765e594984af3c323fdf

                        [loudness]
                        integrated: -21.6 LUFS
                        range: 0.0 LU
                        true peak: -18.1 dBFS

                        [waveform]
                        0.0  4095 ####
                        0.1  4095 ####
                        0.2  4095 ####
                        0.3  4095 ####
                        0.4  4095 ####
                        """);
    }

    @Test
    void verify_sameContent_passesWhateverTheLineEnds() throws IOException {
        assertGreen(run(ToneTestCase.class, "missing"), 1);
        Path golden = golden(ToneTestCase.class, "tone.txt");
        Files.writeString(golden, Files.readString(golden).replace("\n", "\r\n"));

        assertGreen(run(ToneTestCase.class, "verify"), 1);
    }

    @Test
    void verify_otherContent_failsWithBothFiles() throws IOException {
        assertGreen(run(ToneTestCase.class, "missing"), 1);
        Path golden = golden(ToneTestCase.class, "tone.txt");
        Files.writeString(golden, Files.readString(golden).replace("\n0, 1024, ", "\n0, 1020, "));

        Throwable failure = failures(run(ToneTestCase.class, "missing")).get(0);

        assertThat(message(failure)).isEqualTo("""
                        Golden [goldens/io.github.ffunit.GoldenTests.ToneTestCase/tone.txt] differs: [frame md5] frame 2: pts 1020 -> 1024
                          received  file:///reports/io.github.ffunit.GoldenTests.ToneTestCase/tone/golden/tone.txt
                          if this is meant, run this test with -Dffunit.golden=update""");
        AssertionFailedError error = (AssertionFailedError) failure;
        FileInfo expected = (FileInfo) error.getExpected().getValue();
        FileInfo actual = (FileInfo) error.getActual().getValue();
        assertThat(expected.getPath()).isEqualTo(golden.toString());
        assertThat(expected.getContents()).isEqualTo(Files.readAllBytes(golden));
        assertThat(Path.of(actual.getPath())).hasBinaryContent(actual.getContents());
        assertThat(reports().resolve("io.github.ffunit.GoldenTests.ToneTestCase/tone/golden/tone.diff"))
                .hasContent("""
                        [frame md5]
                        - 0, 1020, 512, 1024, fd860e00246c19deb10dc462f6b1ed1a
                        + 0, 1024, 512, 1024, fd860e00246c19deb10dc462f6b1ed1a
                        """);
    }

    // ---- names

    @FFmpegTest
    static class NamesTestCase {

        private final Facet number;

        NamesTestCase() {
            number = new TextFacet("number", "1");
        }

        @Test
        void plain(Golden golden, @Work Path dir) {
            golden.verify(dir, number);
            golden.named("low").verify(dir, new TextFacet("number", "2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a/b", "c"})
        void parameterized(String value, Golden golden, @Work Path dir) {
            golden.verify(dir, new TextFacet("value", value));
        }

        @RepeatedTest(2)
        void repeated(RepetitionInfo repetition, Golden golden, @Work Path dir) {
            golden.verify(dir, new TextFacet("value", "no " + repetition.getCurrentRepetition()));
        }

        @TestFactory
        Stream<DynamicTest> dynamic(Golden golden, @Work Path dir) {
            return Stream.of("x", "y")
                    .map(name -> dynamicTest(name, () -> golden.named("n").verify(dir, new TextFacet("name", name))));
        }

        @Nested
        class Inner {
            @Test
            void plain(Golden golden, @Work Path dir) {
                golden.verify(dir, new TextFacet("number", "3"));
            }
        }
    }

    private record TextFacet(String name, String text) implements Facet {
        @Override
        public List<String> describe(Path media) {
            return List.of(text);
        }
    }

    @Test
    void goldens_ofAllKindsOfTests_haveNamesOfTheirOwn() throws IOException {
        assertGreen(run(NamesTestCase.class, "missing"), 8);

        try (Stream<Path> files = Files.walk(goldens())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> goldens().relativize(file).toString())
                            .sorted())
                    .containsExactly(
                            "io.github.ffunit.GoldenTests.NamesTestCase.Inner/plain.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/dynamic.1.n.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/dynamic.2.n.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/parameterized.1.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/parameterized.2.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/plain.low.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/plain.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/repeated.1.txt",
                            "io.github.ffunit.GoldenTests.NamesTestCase/repeated.2.txt");
        }
        assertGreen(run(NamesTestCase.class, "verify"), 8);
    }

    // ---- mistakes

    @FFmpegTest
    static class MistakesTestCase {

        @Test
        void a_otherContentForOneGolden(Golden golden, @Work Path dir) {
            golden.verify(dir, new TextFacet("number", "1"));
            golden.verify(dir, new TextFacet("number", "2"));
        }

        @Test
        void b_badName(Golden golden) {
            golden.named("../x");
        }

        @Test
        void c_noFacet(Golden golden, @Work Path dir) {
            golden.verify(dir);
        }

        @Test
        void d_facetTwice(Golden golden, @Work Path dir) {
            golden.verify(dir, new TextFacet("number", "1"), new TextFacet("number", "1"));
        }
    }

    @Test
    void mistakes_areNamed() {
        assertThat(failures(run(MistakesTestCase.class, "update")))
                .extracting(this::message)
                .containsExactlyInAnyOrder(
                        "Golden [goldens/io.github.ffunit.GoldenTests.MistakesTestCase/a_otherContentForOneGolden.txt] is used by"
                                + " [io.github.ffunit.GoldenTests.MistakesTestCase/a_otherContentForOneGolden] for something other than by"
                                + " [io.github.ffunit.GoldenTests.MistakesTestCase/a_otherContentForOneGolden] in the same run;"
                                + " give one of them a name: golden.named(\"...\")",
                        "name [../x] of a golden must be of letters, digits, - and _, or of such words with dots between",
                        "a golden needs at least one facet, for instance Facets.facts()",
                        "facet [number] is given twice; give it once");
    }

    @FFmpegTest
    static class StaticGoldenTestCase {
        static Golden golden;

        @Test
        void test() {}
    }

    @Test
    void goldenOfAClass_isRefused() {
        assertThat(failures(run(StaticGoldenTestCase.class, "verify")))
                .extracting(Throwable::getMessage)
                .containsExactly("Goldens are of tests, but field [golden] of"
                        + " [io.github.ffunit.GoldenTests$StaticGoldenTestCase] is of a class; take Golden as a"
                        + " parameter of the test");
    }

    @Test
    void unknownMode_isRefused() {
        assertThat(failures(run(ToneTestCase.class, "accept")))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith(
                        ": ffunit.golden [accept], from the configuration parameter or system property, must be one of verify, update, missing, review");
    }

    // ---- text in the test

    @FFmpegTest
    static class InlineTestCase {

        @Test
        void passes(Golden golden, @Work Path dir) {
            golden.verify(dir, """
                    [number]
                    1

                    [word]
                    one
                    """, new TextFacet("word", "one"), new TextFacet("number", "1"));
        }

        @Test
        void fails(Golden golden, @Work Path dir) {
            golden.verify(dir, """
                    [number]
                    2
                    """, new TextFacet("number", "1"));
        }
    }

    @Test
    void inlineGolden_thatDiffers_showsWhatToWrite() {
        List<Throwable> failures = failures(run(InlineTestCase.class, "update"));

        assertThat(failures).hasSize(1);
        assertThat(message(failures.get(0))).isEqualTo("""
                        The golden in [io.github.ffunit.GoldenTests.InlineTestCase/fails] differs: [number] 2 -> 1
                          if this is meant, replace it by
                            [number]
                            1""");
        assertThat(((AssertionFailedError) failures.get(0)).getActual().getValue())
                .isEqualTo("[number]\n1\n");
        assertThat(goldens()).doesNotExist();
    }

    // ---- pictures

    @FFmpegTest
    static class PictureTestCase {
        static volatile String colour = "0x204060";
        static volatile PictureTolerance tolerance = PictureTolerance.exact();

        @Test
        void picture(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            Path picture = dir.resolve("picture.png");
            ffmpeg.run(
                    "-f",
                    "lavfi",
                    "-i",
                    "color=c=" + colour + ":s=16x8,format=rgb24",
                    "-frames:v",
                    1,
                    "-update",
                    1,
                    picture);
            golden.verifyPicture(picture, tolerance);
        }
    }

    @Test
    void picture_isComparedByPixel_withinTheTolerance() throws IOException {
        String folder = "io.github.ffunit.GoldenTests.PictureTestCase/picture/golden/";
        try {
            assertGreen(run(PictureTestCase.class, "missing"), 1);
            assertGreen(run(PictureTestCase.class, "verify"), 1);

            PictureTestCase.colour = "0x204163";
            assertThat(message(failures(run(PictureTestCase.class, "verify")).get(0)))
                    .isEqualTo("""
                            Golden [goldens/io.github.ffunit.GoldenTests.PictureTestCase/picture.png] differs: 128 pixels differ, the first at (0, 0), by at most 3 levels, PSNR 44.15 dB
                              allowed   exact
                              received  file:///reports/io.github.ffunit.GoldenTests.PictureTestCase/picture/golden/picture.png
                              if this is meant, run this test with -Dffunit.golden=update""");
            assertThat(reports().resolve(folder + "picture.expected.png"))
                    .hasSameBinaryContentAs(golden(PictureTestCase.class, "picture.png"));
            assertThat(reports().resolve(folder + "picture.difference.png")).isNotEmptyFile();

            PictureTestCase.tolerance = PictureTolerance.maxLevels(2);
            assertThat(failures(run(PictureTestCase.class, "verify"))).hasSize(1);
            PictureTestCase.tolerance = PictureTolerance.maxLevels(3);
            assertGreen(run(PictureTestCase.class, "verify"), 1);
            PictureTestCase.tolerance = PictureTolerance.psnrAtLeast(44.2);
            assertThat(message(failures(run(PictureTestCase.class, "verify")).get(0)))
                    .contains("allowed   PSNR of at least 44.20 dB");
            PictureTestCase.tolerance = PictureTolerance.psnrAtLeast(44.1);
            assertGreen(run(PictureTestCase.class, "verify"), 1);
        } finally {
            PictureTestCase.colour = "0x204060";
            PictureTestCase.tolerance = PictureTolerance.exact();
        }
    }

    // ---- one test that writes its goldens

    @FFmpegTest
    static class UpdatingTestCase {
        static volatile int frequency = 440;

        @Test
        @UpdateGolden
        void tone(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            verifyTone(ffmpeg, dir, golden);
        }

        @Test
        void other(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
            verifyTone(ffmpeg, dir, golden);
        }

        private static void verifyTone(FFmpeg ffmpeg, Path dir, Golden golden) {
            Path tone = dir.resolve("tone.wav");
            ffmpeg.run("-f", "lavfi", "-i", "sine=f=" + frequency + ":d=0.1:r=8000", tone);
            golden.verify(tone, frameMd5());
        }
    }

    @Test
    void updateGolden_writesThoseOfItsTestAlone() {
        UpdatingTestCase.frequency = 440;
        assertGreen(run(UpdatingTestCase.class, "missing"), 2);
        UpdatingTestCase.frequency = 441;

        List<Throwable> failures = failures(run(UpdatingTestCase.class, "verify"));

        assertThat(failures).singleElement().asString().contains("UpdatingTestCase/other.txt] differs");
        UpdatingTestCase.frequency = 440;
        assertThat(failures(run(UpdatingTestCase.class, "verify"))).isEmpty();
    }
}
