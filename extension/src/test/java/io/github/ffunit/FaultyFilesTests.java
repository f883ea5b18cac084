package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.params.IoConditions;
import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Files of a test that fail: when, for whom, and how that is asked for. */
class FaultyFilesTests {

    private static final int KIB = 1024;

    @Test
    void faults_strikeInTheTestAndNotAroundIt() {
        TestKit.runGreen(AroundTestCase.class, 5);
    }

    @Test
    void faults_ofEachAttribute_strike() {
        TestKit.runGreen(AttributesTestCase.class, 6);
    }

    @Test
    void annotation_nearest_counts() {
        TestKit.runGreen(NearestTestCase.class, 3);
    }

    @Test
    void conditions_ofParameter_holdForGuestAndTest() {
        ConditionsTestCase.SUCCEEDED.clear();
        TestKit.runGreen(ConditionsTestCase.class, IoCondition.values().length);
        assertThat(ConditionsTestCase.SUCCEEDED)
                .containsExactlyInAnyOrder(
                        IoCondition.NORMAL,
                        IoCondition.SHORT_READS,
                        IoCondition.SHORT_WRITES,
                        IoCondition.NO_FILE_CHANNELS)
                .allMatch(IoCondition::isHarmless);
    }

    @Test
    void conditions_byName_areThoseAlone() {
        TestKit.runGreen(TwoConditionsTestCase.class, 2);
    }

    @Test
    void faultyFileSystem_withoutAnnotation_saysWhatIsMissing() {
        assertError(
                NotFaultyTestCase.class,
                "The files of the parameter [files] of [" + NotFaultyTestCase.class.getName()
                        + ".test] cannot fail; put @FaultyIo on the test or its class");
    }

    @Test
    void number_belowItsRange_isRejected() {
        TestKit.run(NegativeTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("@FaultyIo(enospcAfter) of [room(Path)] must be 0 or more, but was [-2]")))
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("@FaultyIo(maxTransfer) of [transfer(Path)] must be 1 or more, but was [0]")));
    }

    private static void assertError(Class<?> testCase, String message) {
        TestKit.run(testCase)
                .testEvents()
                .assertStatistics(events -> events.started(1).failed(1))
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(cause(message(message))));
    }

    @FFmpegTest
    @FaultyIo(enospcAfter = 0)
    static class AroundTestCase {

        @BeforeEach
        void before(@Work Path dir) throws IOException {
            Files.writeString(dir.resolve("before"), "room");
        }

        @Test
        void test(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
            assertThatThrownBy(() -> Files.writeString(dir.resolve("test"), "none"))
                    .hasMessageContaining("No space left on device");
            assertThatThrownBy(() -> ffmpeg.run("-i", clip, "-c", "copy", "copy.mkv"))
                    .isInstanceOf(FFmpegExitException.class)
                    .hasMessageContaining("No space left on device");
        }

        @RepeatedTest(1)
        void repeated(@Work Path dir) {
            assertThatThrownBy(() -> Files.writeString(dir.resolve("test"), "none"))
                    .isInstanceOf(IOException.class);
        }

        @TestFactory
        List<DynamicTest> factory(@Work Path dir) throws IOException {
            Files.writeString(dir.resolve("factory"), "room");
            return List.of(
                    dynamicTest("first", () -> assertThatThrownBy(() -> Files.writeString(dir.resolve("test"), "none"))
                            .isInstanceOf(IOException.class)),
                    dynamicTest("no file at all", () -> assertThat(dir.resolve("nothing"))
                            .doesNotExist()));
        }

        @Test
        void nothingAsked() {}

        @AfterEach
        void after(@Work Path dir) throws IOException {
            Files.writeString(dir.resolve("after"), "room");
        }
    }

    @FFmpegTest
    static class AttributesTestCase {

        @Test
        @FaultyIo(enospcAfter = 2 * KIB)
        void room(@Work Path dir) throws IOException {
            Files.write(dir.resolve("fits"), new byte[2 * KIB]);
            assertThatThrownBy(() -> Files.write(dir.resolve("more"), new byte[1]))
                    .hasMessageContaining("No space left on device");
        }

        @Test
        @FaultyIo(eioOnReadAt = KIB, of = "*.mp4")
        void reading(@Media("h264-aac-2s.mp4") Path clip, @Media("h264-aac-2s.mkv") Path other) throws IOException {
            assertThat(Files.readAllBytes(other)).isNotEmpty();
            try (SeekableByteChannel channel = Files.newByteChannel(clip)) {
                assertThat(channel.read(java.nio.ByteBuffer.allocate(2 * KIB))).isEqualTo(KIB);
                assertThatThrownBy(() -> channel.read(java.nio.ByteBuffer.allocate(1)))
                        .hasMessageContaining("Input/output error");
            }
        }

        @Test
        @FaultyIo(eioOnWriteAt = KIB)
        void writing(@Work Path dir) throws IOException {
            Files.write(dir.resolve("fits"), new byte[KIB]);
            assertThatThrownBy(() -> Files.write(dir.resolve("more"), new byte[KIB + 1]))
                    .hasMessageContaining("Input/output error");
        }

        @Test
        @FaultyIo(maxTransfer = 7)
        void transfer(@Media("h264-aac-2s.mp4") Path clip) throws IOException {
            try (SeekableByteChannel channel = Files.newByteChannel(clip)) {
                assertThat(channel.read(java.nio.ByteBuffer.allocate(KIB))).isEqualTo(7);
            }
        }

        @Test
        @FaultyIo(fileChannels = false)
        void channels(@Media("h264-aac-2s.mp4") Path clip) {
            assertThatThrownBy(() -> FileChannel.open(clip)).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        @FaultyIo
        void planOfTheTest(FaultyFileSystem files, @Work Path dir) throws IOException {
            assertThat(dir.getFileSystem()).isSameAs(files);
            Files.writeString(dir.resolve("first"), "fits");
            files.plan(FaultPlan.when(CallKind.WRITE).thenFail(Fault.ioError()));
            assertThatThrownBy(() -> Files.writeString(dir.resolve("second"), "does not"))
                    .isInstanceOf(IOException.class);
        }
    }

    @FFmpegTest
    @FaultyIo(enospcAfter = 0)
    static class NearestTestCase {

        @Test
        @FaultyIo
        void ofMethod(@Work Path dir) throws IOException {
            Files.writeString(dir.resolve("file"), "room");
        }

        @Nested
        class Inner {

            @Test
            void ofEnclosingClass(@Work Path dir) {
                assertThatThrownBy(() -> Files.writeString(dir.resolve("file"), "none"))
                        .isInstanceOf(IOException.class);
            }
        }

        @Nested
        @FaultyIo(maxTransfer = 1)
        class OwnInner {

            @Test
            void ofClass(@Work Path dir) throws IOException {
                Files.writeString(dir.resolve("file"), "room");
            }
        }
    }

    @FFmpegTest
    static class ConditionsTestCase {

        private static final Set<IoCondition> SUCCEEDED = ConcurrentHashMap.newKeySet();

        @ParameterizedTest
        @IoConditions
        void test(IoCondition condition, FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip) {
            if (ffmpeg.tryRun("-xerror", "-i", clip, "-c", "copy", "copy.mkv").exitCode() == 0) {
                SUCCEEDED.add(condition);
            }
        }
    }

    @FFmpegTest
    static class TwoConditionsTestCase {

        @ParameterizedTest
        @IoConditions({IoCondition.DISK_FULL, IoCondition.READ_ERROR})
        void test(IoCondition condition) {
            assertThat(condition.isHarmless()).isFalse();
        }
    }

    @FFmpegTest
    static class NotFaultyTestCase {

        @Test
        void test(FaultyFileSystem files) {}
    }

    @FFmpegTest
    static class NegativeTestCase {

        @Test
        @FaultyIo(enospcAfter = -2)
        void room(@Work Path dir) {}

        @Test
        @FaultyIo(maxTransfer = 0)
        void transfer(@Work Path dir) {}
    }
}
