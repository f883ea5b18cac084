package io.github.ffunit;

import static io.github.ffunit.fixtures.Container.FLV;
import static io.github.ffunit.fixtures.Container.MATROSKA;
import static io.github.ffunit.fixtures.Container.MP4;
import static io.github.ffunit.fixtures.Container.MPEG_TS;
import static io.github.ffunit.fixtures.Container.OGG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.broken.BrokenMedia;
import io.github.ffunit.params.BrokenMediaSource;
import io.github.ffunit.params.BrokenMediaSource.Refusal;
import io.github.ffunit.params.MediaCase;
import io.github.ffunit.params.MediaMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.Events;

/** Media as arguments of parameterized tests. */
class MediaArgumentsTests {

    @Test
    void brokenMedia_byDefault_areAllKinds() {
        TestKit.runGreen(AllBrokenTestCase.class, BrokenMedia.all().size());
    }

    @Test
    void brokenMedia_refusedBySomebody_areThoseAlone() {
        RefusedTestCase.PROBED.clear();
        RefusedTestCase.DECODED.clear();
        TestKit.run(RefusedTestCase.class).testEvents().assertStatistics(events -> events.failed(0));
        assertThat(RefusedTestCase.PROBED).hasSizeGreaterThan(5).allMatch(BrokenMedia::ffprobeFails);
        assertThat(RefusedTestCase.DECODED).hasSizeGreaterThan(5).allMatch(BrokenMedia::decodingFails);
    }

    @Test
    void brokenMedia_ofWhichNoneIsRefused_isAnError() {
        TestKit.run(NoneBrokenTestCase.class)
                .allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(
                                "@BrokenMediaSource: none of [MP4_TWICE] is refused by FFPROBE; name" + " others")));
    }

    @Test
    void matrix_runsEachCombinationOrSaysWhyNot() {
        Events tests = TestKit.run(MatrixTestCase.class).testEvents();
        tests.assertStatistics(events -> events.started(6).succeeded(4).aborted(2));
        tests.assertThatEvents()
                .haveExactly(1, event(displayName("mpeg4/aac in mp4"), finishedSuccessfully()))
                .haveExactly(1, event(displayName("mpeg4/flac in mkv"), finishedSuccessfully()))
                .haveExactly(
                        1,
                        event(
                                displayName("mpeg4/aac in flv"),
                                abortedWithReason(message(text -> text.startsWith("there is no mpeg4/aac in flv: ")
                                        && text.contains("Could not write header")))));
    }

    @Test
    void matrix_ofOneKind_hasThatAlone() {
        TestKit.runGreen(OneKindTestCase.class, 2);
    }

    @Test
    void matrix_withoutCodecs_isAnError() {
        TestKit.run(EmptyMatrixTestCase.class)
                .allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message("@MediaMatrix needs at least one container, and one codec of video"
                                + " or audio, but has containers [MP4], video [], audio []")));
    }

    @Test
    void case_thatFFmpegCannotWrite_abortsWithItsReason(@org.junit.jupiter.api.io.TempDir Path dir) {
        assertAborted(new MediaCase(MP4, Optional.of("nope"), Optional.empty()), dir, "Unknown encoder 'nope'");
        assertAborted(
                new MediaCase(OGG, Optional.of("mpeg4"), Optional.empty()), dir, "A clip cannot have pictures in");
        assertAborted(
                new MediaCase(MPEG_TS, Optional.empty(), Optional.of("flac")),
                dir,
                "it is written as data that FFmpeg does not know again");
        assertThat(dir).isEmptyDirectory();
    }

    private static void assertAborted(MediaCase media, Path dir, String reason) {
        assertThatThrownBy(() -> media.writeTo(dir))
                .isInstanceOf(org.opentest4j.TestAbortedException.class)
                .hasMessageStartingWith("there is no " + media + ": ")
                .hasMessageContaining(reason);
    }

    @FFmpegTest
    static class AllBrokenTestCase {

        @ParameterizedTest
        @BrokenMediaSource
        void test(BrokenMedia broken, @Work Path dir) throws IOException {
            assertThat(broken.writeTo(dir)).hasFileName(broken.fileName());
        }
    }

    static class RefusedTestCase {

        private static final Set<BrokenMedia> PROBED = ConcurrentHashMap.newKeySet();
        private static final Set<BrokenMedia> DECODED = ConcurrentHashMap.newKeySet();

        @ParameterizedTest
        @BrokenMediaSource(refusedBy = Refusal.FFPROBE)
        void probed(BrokenMedia broken) {
            PROBED.add(broken);
        }

        @ParameterizedTest
        @BrokenMediaSource(refusedBy = Refusal.DECODING)
        void decoded(BrokenMedia broken) {
            DECODED.add(broken);
        }
    }

    static class NoneBrokenTestCase {

        @ParameterizedTest
        @BrokenMediaSource(value = BrokenMedia.MP4_TWICE, refusedBy = Refusal.FFPROBE)
        void test(BrokenMedia broken) {}
    }

    @FFmpegTest
    static class MatrixTestCase {

        @ParameterizedTest(name = "{0}")
        @MediaMatrix(
                containers = {MP4, MATROSKA, FLV},
                video = "mpeg4",
                audio = {"aac", "flac"})
        void test(MediaCase media, FFprobe ffprobe, @Work Path dir) throws IOException {
            List<StreamInfo> streams = ffprobe.probe(media.writeTo(dir)).streams();
            assertThat(streams).extracting(StreamInfo::codecName).containsExactly(media.video(), media.audio());
        }
    }

    @FFmpegTest
    static class OneKindTestCase {

        @ParameterizedTest
        @MediaMatrix(containers = MATROSKA, audio = "flac")
        void sound(MediaCase media, FFprobe ffprobe, @Work Path dir) throws IOException {
            assertThat(ffprobe.probe(media.writeTo(dir)).streams())
                    .extracting(StreamInfo::type)
                    .containsExactly(StreamInfo.Type.AUDIO);
        }

        @ParameterizedTest
        @MediaMatrix(containers = MATROSKA, video = "mjpeg")
        void pictures(MediaCase media, FFprobe ffprobe, @Work Path dir) throws IOException {
            assertThat(ffprobe.probe(media.writeTo(dir)).streams())
                    .extracting(StreamInfo::type)
                    .containsExactly(StreamInfo.Type.VIDEO);
        }
    }

    static class EmptyMatrixTestCase {

        @ParameterizedTest
        @MediaMatrix(containers = MP4)
        void test(MediaCase media) {}
    }
}
