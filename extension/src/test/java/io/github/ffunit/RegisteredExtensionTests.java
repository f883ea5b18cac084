package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.LimitExceededException;
import io.github.ffunit.ffmpeg.Limits;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension that a class registers, with sandboxes of its own making. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields of test cases
class RegisteredExtensionTests {

    @Test
    void fileSystem_ofEachScope_isMadeAndClosed() {
        FilesTestCase.MADE.clear();
        TestKit.runGreen(FilesTestCase.class, 3);
        // One for each test, and one for the class
        assertThat(FilesTestCase.MADE).hasSize(4).noneMatch(FileSystem::isOpen);
    }

    @Test
    void sandbox_isAsTheBuilderSays() {
        TestKit.runGreen(SandboxTestCase.class, 2);
    }

    @Test
    void extension_withoutAnnotation_worksAsWithDefaults() {
        TestKit.runGreen(BareTestCase.class, 1);
        TestKit.runGreen(InstanceFieldTestCase.class, 1);
    }

    @Test
    void sandboxThatCannotBeOpened_closesItsFileSystem() {
        FailingTestCase.MADE.clear();
        TestKit.run(FailingTestCase.class).testEvents().assertStatistics(events -> events.failed(1));
        assertThat(FailingTestCase.MADE).hasSize(1).noneMatch(FileSystem::isOpen);
    }

    @Test
    void twoExtensions_ofOneClass_areRejected() {
        TestKit.run(TwiceTestCase.class)
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message("[" + TwiceTestCase.class.getName() + "] has two FFUnit extensions:"
                                + " @FFmpegTest and a registered FFmpegExtension, or two of the latter; keep one")));
    }

    @Test
    void annotationOnMethod_ofRegisteredExtension_setsItsLimits() {
        TestKit.runGreen(AnnotatedMethodTestCase.class, 1);
    }

    private static FileSystem remember(List<FileSystem> made, FileSystem files) {
        made.add(files);
        return files;
    }

    static class FilesTestCase {

        private static final List<FileSystem> MADE = new CopyOnWriteArrayList<>();

        @RegisterExtension
        static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
                .fileSystem(() -> remember(MADE, Jimfs.newFileSystem(Configuration.windows())))
                .build();

        @Work
        static Path ofClass;

        @BeforeAll
        static void beforeAll(FFmpeg ffmpeg) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", ofClass.resolve("tone.wav"));
        }

        @Test
        void test(FFmpeg ffmpeg, @Work Path dir) {
            assertThat(dir.toString()).isEqualTo("C:\\sandbox");
            ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", "tone.wav");
            assertThat(dir.resolve("tone.wav")).isNotEmptyFile();
        }

        @Test
        void media(@Media("two-cues.srt") Path cues) {
            assertThat(MADE).contains(cues.getFileSystem());
        }

        @Nested
        class Inner {

            @Test
            void inherits(@Work Path dir) {
                assertThat(dir.toString()).isEqualTo("C:\\sandbox");
            }
        }
    }

    static class SandboxTestCase {

        @RegisterExtension
        static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
                .sandbox(sandbox ->
                        sandbox.workDirectory("/here").limits(Limits.defaults().withOutputBytes(1000)))
                .build();

        @Test
        void workDirectory(@Work Path dir) {
            assertThat(dir).hasToString("/here");
        }

        @Test
        void limit(FFmpeg ffmpeg) {
            assertThatThrownBy(() -> ffmpeg.run("-f", "lavfi", "-i", "sine=duration=1", "tone.wav"))
                    .isInstanceOf(LimitExceededException.class);
        }
    }

    @ExtendWith(FFmpegExtension.class)
    static class BareTestCase {

        @Test
        void test(FFmpegSandbox sandbox) {
            assertThat(Files.isDirectory(sandbox.workDirectory())).isTrue();
        }
    }

    static class InstanceFieldTestCase {

        @RegisterExtension
        final FFmpegExtension ffmpeg = FFmpegExtension.builder().build();

        @Work
        Path field;

        @Test
        void test(@Work Path dir) {
            assertThat(dir).isEqualTo(field);
        }
    }

    static class FailingTestCase {

        private static final List<FileSystem> MADE = new CopyOnWriteArrayList<>();

        @RegisterExtension
        static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
                .fileSystem(() -> remember(MADE, FFmpegSandbox.newFileSystem()))
                .sandbox(sandbox -> sandbox.workDirectory("/dev/here"))
                .build();

        @Test
        void test(FFmpeg ffmpeg) {}
    }

    @FFmpegTest
    static class TwiceTestCase {

        @RegisterExtension
        static final FFmpegExtension FFMPEG = FFmpegExtension.builder().build();

        @Test
        void test() {}
    }

    static class AnnotatedMethodTestCase {

        @RegisterExtension
        static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
                .sandbox(sandbox -> sandbox.workDirectory("/here"))
                .build();

        @Test
        @FFmpegTest(outputMiB = 1)
        void test(FFmpeg ffmpeg, @Work Path dir) {
            assertThat(dir).hasToString("/here");
            assertThatThrownBy(() -> ffmpeg.run("-f", "lavfi", "-i", "anullsrc=duration=20", "silence.wav"))
                    .isInstanceOf(LimitExceededException.class);
        }
    }
}
