package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegCancelledException;
import io.github.ffunit.ffmpeg.Job;
import io.github.ffunit.ffmpeg.LimitExceededException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing of a test is left when it is over, and no run goes beyond its limits. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields of test cases
class ClosingTests {

    @BeforeEach
    void forgetEarlierRuns() {
        FailingTestCase.SEEN.clear();
        FailingSetUpTestCase.SEEN.clear();
        FailingConstructorTestCase.SEEN.clear();
        FailingClassTestCase.SEEN.clear();
    }

    @Test
    void failingTest_stillClosesItsFileSystem() {
        TestKit.run(FailingTestCase.class).testEvents().assertStatistics(events -> events.started(2)
                .failed(2));
        assertThat(FailingTestCase.SEEN).hasSize(2).doesNotHaveDuplicates().noneMatch(FileSystem::isOpen);
    }

    @Test
    void failingSetUp_stillClosesItsFileSystem() {
        TestKit.run(FailingSetUpTestCase.class).testEvents().assertStatistics(events -> events.started(1)
                .failed(1));
        assertThat(FailingSetUpTestCase.SEEN).hasSize(1).noneMatch(FileSystem::isOpen);
    }

    @Test
    void failingConstructor_stillClosesItsFileSystem() {
        TestKit.run(FailingConstructorTestCase.class).testEvents().assertStatistics(events -> events.started(1)
                .failed(1));
        assertThat(FailingConstructorTestCase.SEEN).hasSize(1).noneMatch(FileSystem::isOpen);
    }

    @Test
    void failingClass_stillClosesItsFileSystems() {
        TestKit.run(FailingClassTestCase.class).containerEvents().assertStatistics(events -> events.failed(1));
        assertThat(FailingClassTestCase.SEEN).hasSize(2).doesNotHaveDuplicates().noneMatch(FileSystem::isOpen);
        assertThat(FailingClassTestCase.dir).isNull();
    }

    @Test
    @Timeout(60)
    void runningJob_atEndOfTest_isStopped() {
        TestKit.runGreen(EndlessJobTestCase.class, 1);
        assertThat(EndlessJobTestCase.jobs).hasSize(1).allSatisfy(job -> assertThatThrownBy(job::await)
                .isInstanceOf(FFmpegCancelledException.class));
    }

    @Test
    void limits_ofNearestAnnotation_hold() {
        TestKit.runGreen(LimitedTestCase.class, 2);
    }

    @Test
    void limits_ofSettings_holdWhereNoAnnotationSaysMore() {
        TestKit.run(SettingsTestCase.class, Map.of("ffunit.output-mib", "1"))
                .testEvents()
                .assertStatistics(events -> events.succeeded(2));
    }

    @FFmpegTest
    static class FailingTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        @Work
        Path field;

        @Test
        void failing(@Work Path dir) {
            SEEN.add(dir.getFileSystem());
            throw new AssertionError("on purpose");
        }

        @Test
        void failingWithField() {
            SEEN.add(field.getFileSystem());
            throw new AssertionError("on purpose");
        }
    }

    @FFmpegTest
    static class FailingSetUpTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        @BeforeEach
        void fail(@Work Path dir) {
            SEEN.add(dir.getFileSystem());
            throw new AssertionError("on purpose");
        }

        @Test
        void test() {}
    }

    @FFmpegTest
    static class FailingConstructorTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        FailingConstructorTestCase(@Work Path dir) {
            SEEN.add(dir.getFileSystem());
            throw new AssertionError("on purpose");
        }

        @Test
        void test() {}
    }

    @FFmpegTest
    static class FailingClassTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        @Work
        static Path dir;

        @BeforeAll
        static void beforeAll() {
            SEEN.add(dir.getFileSystem());
        }

        @Test
        void test() {}

        @AfterEach
        void afterEach(@Work Path dir) {
            SEEN.add(dir.getFileSystem());
        }

        @AfterAll
        static void fail(@Work Path dir) {
            assertThat(dir.getFileSystem()).isSameAs(SEEN.get(0)).matches(FileSystem::isOpen);
            throw new AssertionError("on purpose");
        }
    }

    @FFmpegTest
    static class EndlessJobTestCase {

        private static List<Job> jobs = List.of();

        @Test
        void test(FFmpeg ffmpeg) {
            jobs = List.of(ffmpeg.start("-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"));
        }
    }

    @FFmpegTest(outputMiB = 1)
    static class LimitedTestCase {

        private static final Object[] FOUR_MEBIBYTES = {
            "-f", "lavfi", "-i", "anullsrc=sample_rate=48000:duration=22", "silence.wav"
        };

        @Test
        void limitOfClass(FFmpeg ffmpeg) {
            assertThatThrownBy(() -> ffmpeg.run(FOUR_MEBIBYTES)).isInstanceOf(LimitExceededException.class);
        }

        @Test
        @FFmpegTest(outputMiB = 8)
        void limitOfMethod(FFmpeg ffmpeg, @Work Path dir) {
            ffmpeg.run(FOUR_MEBIBYTES);
            assertThat(dir.resolve("silence.wav")).isNotEmptyFile();
        }
    }

    @FFmpegTest
    static class SettingsTestCase {

        @Test
        void limitOfSetting(FFmpeg ffmpeg) {
            assertThatThrownBy(() -> ffmpeg.run(LimitedTestCase.FOUR_MEBIBYTES))
                    .isInstanceOf(LimitExceededException.class);
        }

        @Test
        @FFmpegTest(outputMiB = 8)
        void limitOfMethod(FFmpeg ffmpeg, @Work Path dir) {
            ffmpeg.run(LimitedTestCase.FOUR_MEBIBYTES);
            assertThat(dir.resolve("silence.wav")).isNotEmptyFile();
        }
    }
}
