package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.ffunit.ffmpeg.FFmpeg;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** JUnit's temporary folders in the sandbox. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields of test cases
class MediaTempDirTests {

    @Test
    void folders_ofFieldsAndParameters_areSeenByFFmpegAndClosed() {
        EveryPlaceTestCase.SEEN.clear();
        TestKit.runGreen(EveryPlaceTestCase.class, 2);
        assertThat(EveryPlaceTestCase.SEEN).hasSize(4).noneMatch(FileSystem::isOpen);
    }

    @Test
    void factory_asDefaultOfAllTests_works() {
        TestKit.run(
                        DefaultTestCase.class,
                        Map.of("junit.jupiter.tempdir.factory.default", MediaTempDir.class.getName()))
                .testEvents()
                .assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void folder_neverDeleted_isClosedAllTheSame() {
        NeverDeletedTestCase.SEEN.clear();
        TestKit.runGreen(NeverDeletedTestCase.class, 1);
        assertThat(NeverDeletedTestCase.SEEN).hasSize(1).noneMatch(FileSystem::isOpen);
    }

    @Test
    void folder_withoutFFUnit_saysWhatIsMissing() {
        TestKit.run(WithoutTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(cause(cause(
                                message(text -> text.endsWith(" finds no sandbox: put @FFmpegTest on its class"))))));
    }

    @FFmpegTest
    @Execution(ExecutionMode.SAME_THREAD)
    static class EveryPlaceTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        @TempDir(factory = MediaTempDir.class)
        static Path ofClass;

        @TempDir(factory = MediaTempDir.class)
        Path field;

        @BeforeEach
        void before(@TempDir(factory = MediaTempDir.class) Path parameter) {
            assertThat(parameter).isEmptyDirectory();
        }

        @Test
        void first(FFmpeg ffmpeg, @TempDir(factory = MediaTempDir.class) Path parameter) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", field.resolve("tone.wav"));
            assertThat(field.resolve("tone.wav")).isNotEmptyFile();
            assertThat(parameter).isEmptyDirectory().isNotEqualTo(field);
            assertThat(field.getFileSystem()).isSameAs(parameter.getFileSystem());
            SEEN.add(field.getFileSystem());
            SEEN.add(ofClass.getFileSystem());
        }

        @Test
        void second(@Work Path dir) {
            assertThat(field).isEmptyDirectory().hasParent(dir);
            SEEN.add(field.getFileSystem());
            SEEN.add(ofClass.getFileSystem());
        }
    }

    @FFmpegTest
    static class DefaultTestCase {

        @Test
        void test(FFmpeg ffmpeg, @TempDir Path dir) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", dir.resolve("tone.wav"));
            assertThat(dir.resolve("tone.wav")).isNotEmptyFile();
        }
    }

    @FFmpegTest
    static class NeverDeletedTestCase {

        private static final List<FileSystem> SEEN = new CopyOnWriteArrayList<>();

        @Test
        void test(@TempDir(factory = MediaTempDir.class, cleanup = CleanupMode.NEVER) Path dir) {
            SEEN.add(dir.getFileSystem());
            assertThat(Files.isDirectory(dir)).isTrue();
        }
    }

    static class WithoutTestCase {

        @Test
        void test(@TempDir(factory = MediaTempDir.class) Path dir) {}
    }
}
