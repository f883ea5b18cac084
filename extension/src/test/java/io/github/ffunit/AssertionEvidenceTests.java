package io.github.ffunit;

import static io.github.ffunit.assertj.MediaAssertions.assertSoftly;
import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an assertion has seen comes into the bundle of the test that failed. */
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class AssertionEvidenceTests {

    @TempDir
    Path reports;

    @FFmpegTest
    static class ComparingTestCase {

        @Test
        void compares(@Media("h264-b-frames-1s.mp4") Path one, @Media("h264-black-1s.mp4") Path other) {
            assertThatMedia(one).video().comparedTo(other).isIdentical();
        }

        @Test
        void comparesSoftly(@Media("h264-b-frames-1s.mp4") Path one, @Media("h264-black-1s.mp4") Path other) {
            assertSoftly(softly -> {
                softly.assertThatMedia(one).hasNoVideo();
                softly.assertThatMedia(one).video().comparedTo(other).isIdentical();
            });
        }
    }

    @Test
    void pictures_ofStrictAndSoftAssertions_areInTheBundle() throws IOException {
        TestKit.run(ComparingTestCase.class, Map.of("ffunit.bundle.dir", reports.toString()))
                .testEvents()
                .assertStatistics(events -> events.failed(2));

        try (Stream<Path> files = Files.walk(reports)) {
            assertThat(files.filter(file -> file.toString().contains("compared"))
                            .filter(Files::isRegularFile)
                            .map(file -> file.getName(file.getNameCount() - 3) + " " + file.getFileName()))
                    .containsExactlyInAnyOrder(
                            "compares frame-0-expected.png",
                            "compares frame-0-actual.png",
                            "compares frame-0-difference.png",
                            "comparesSoftly frame-0-expected.png",
                            "comparesSoftly frame-0-actual.png",
                            "comparesSoftly frame-0-difference.png");
        }
    }
}
