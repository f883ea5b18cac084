package io.github.ffunit;

import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.fixtures.MediaCatalog;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a test author is told who uses the annotations in a wrong way. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields of test cases
class ConfigurationErrorTests {

    private static final String HERE = ConfigurationErrorTests.class.getName();

    @Test
    void work_onWrongType_namesTypesAllowed() {
        assertParameterError(
                WorkTypeTestCase.class,
                "@Work parameter [dir] of [" + HERE + "$WorkTypeTestCase.test] must have type java.nio.file.Path or"
                        + " java.nio.file.FileSystem but has type java.lang.String");
    }

    @Test
    void work_onWrongTypeInConstructor_namesClass() {
        assertParameterError(
                ConstructorTestCase.class,
                "@Work parameter [dir] of [" + HERE + "$ConstructorTestCase] must have type java.nio.file.Path or"
                        + " java.nio.file.FileSystem but has type java.io.File");
    }

    @Test
    void media_onWrongType_namesTypeAllowed() {
        assertParameterError(
                MediaTypeTestCase.class,
                "@Media parameter [clip] of [" + HERE + "$MediaTypeTestCase.test] must have type java.nio.file.Path"
                        + " but has type java.io.File");
    }

    @Test
    void media_withUnknownName_namesNearestAndAll() {
        assertParameterError(
                UnknownMediaTestCase.class,
                "@Media parameter [clip] of [" + HERE + "$UnknownMediaTestCase.test]: The media catalogue has no file"
                        + " named [h264-acc-2s.mp4]; did you mean [h264-aac-2s.mp4]? It has " + MediaCatalog.names());
    }

    @Test
    void workAndMedia_onOneParameter_areRejected() {
        assertParameterError(
                WorkAndMediaTestCase.class,
                "@Work and @Media exclude each other, but parameter [path] of [" + HERE
                        + "$WorkAndMediaTestCase.test] has both; remove one");
    }

    @Test
    void work_onFieldOfWrongType_namesField() {
        assertError(
                FieldTypeTestCase.class,
                "@Work field [dir] of [" + HERE + "$FieldTypeTestCase] must have type java.nio.file.Path or"
                        + " java.nio.file.FileSystem but has type java.lang.String");
    }

    @Test
    void work_onFinalField_isRejected() {
        assertError(
                FinalFieldTestCase.class,
                "The annotated field [dir] of [" + HERE + "$FinalFieldTestCase] must not be final: FFUnit sets it"
                        + " before the test");
    }

    @Test
    void work_onFieldWithValue_isRejected() {
        assertError(
                InitializedFieldTestCase.class,
                "The annotated field [dir] of [" + HERE + "$InitializedFieldTestCase] has a value already: FFUnit sets"
                        + " it before the test; remove what sets it now");
    }

    @Test
    void limit_thatIsNegative_isRejected() {
        assertParameterError(
                NoTimeTestCase.class,
                "@FFmpegTest(wallTimeSeconds) of [" + HERE
                        + "$NoTimeTestCase] must be positive, or 0 for the setting, but was [-1]");
        assertParameterError(
                NoMemoryTestCase.class,
                "@FFmpegTest(memoryMiB) of [" + HERE
                        + "$NoMemoryTestCase] must be positive, or 0 for the setting, but was [-1]");
        assertParameterError(
                NoOutputTestCase.class,
                "@FFmpegTest(outputMiB) of [" + HERE
                        + "$NoOutputTestCase$Inner] must be positive, or 0 for the setting, but was [-1]");
    }

    @Test
    void fields_ofInstanceSharedByConcurrentTests_areRejected() {
        assertError(
                SharedInstanceTestCase.class,
                "Tests of [" + HERE + "$SharedInstanceTestCase] share one instance (PER_CLASS) and run concurrently, so"
                        + " FFUnit cannot set its fields for each; use parameters, or @Execution(SAME_THREAD)");
    }

    @Test
    void fields_ofEnclosingInstanceSharedByConcurrentTests_areRejected() {
        assertError(
                SharedOuterTestCase.class,
                "Tests of [" + HERE + "$SharedOuterTestCase] share one instance (PER_CLASS) and run concurrently, so"
                        + " FFUnit cannot set its fields for each; use parameters, or @Execution(SAME_THREAD)");
    }

    @Test
    void parameters_ofInstanceSharedByConcurrentTests_work() {
        TestKit.runGreen(SharedInstanceParametersTestCase.class, 2);
    }

    @Test
    void plainPath_withoutAnnotation_isNotClaimed() {
        TestKit.run(PlainPathTestCase.class)
                .testEvents()
                .assertStatistics(events -> events.started(1).failed(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.startsWith("No ParameterResolver registered for parameter"))));
    }

    private static void assertParameterError(Class<?> testCase, String message) {
        TestKit.run(testCase)
                .testEvents()
                .assertStatistics(events -> events.started(1).failed(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                cause(instanceOf(ExtensionConfigurationException.class), message(message))));
    }

    private static void assertError(Class<?> testCase, String message) {
        TestKit.run(testCase)
                .testEvents()
                .assertStatistics(events -> events.started(1).failed(1))
                .assertThatEvents()
                .haveExactly(
                        1, finishedWithFailure(instanceOf(ExtensionConfigurationException.class), message(message)));
    }

    @FFmpegTest
    static class WorkTypeTestCase {

        @Test
        void test(@Work String dir) {}
    }

    @FFmpegTest
    static class ConstructorTestCase {

        ConstructorTestCase(@Work java.io.File dir) {}

        @Test
        void test() {}
    }

    @FFmpegTest
    static class MediaTypeTestCase {

        @Test
        void test(@Media("two-cues.srt") java.io.File clip) {}
    }

    @FFmpegTest
    static class UnknownMediaTestCase {

        @Test
        void test(@Media("h264-acc-2s.mp4") Path clip) {}
    }

    @FFmpegTest
    static class WorkAndMediaTestCase {

        @Test
        void test(@Work @Media("two-cues.srt") Path path) {}
    }

    @FFmpegTest
    static class FieldTypeTestCase {

        @Work
        String dir;

        @Test
        void test() {}
    }

    @FFmpegTest
    static class FinalFieldTestCase {

        @Work
        final FileSystem dir = FileSystems.getDefault();

        @Test
        void test() {}
    }

    @FFmpegTest
    static class InitializedFieldTestCase {

        @Work
        FileSystem dir = FileSystems.getDefault();

        @Test
        void test() {}
    }

    @FFmpegTest(wallTimeSeconds = -1)
    static class NoTimeTestCase {

        @Test
        void test(FFmpeg ffmpeg) {}
    }

    @FFmpegTest(outputMiB = -1)
    static class NoMemoryTestCase {

        @Test
        @FFmpegTest(memoryMiB = -1)
        void test(FFmpeg ffmpeg) {}
    }

    @FFmpegTest(outputMiB = -1)
    static class NoOutputTestCase {

        @Nested
        class Inner {

            @Test
            void test(FFmpeg ffmpeg) {}
        }
    }

    @FFmpegTest
    @TestInstance(Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedInstanceTestCase {

        @Work
        Path dir;

        @Test
        void test() {}
    }

    @FFmpegTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class SharedOuterTestCase {

        @Work
        Path dir;

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class Inner {

            @Test
            void test() {}
        }
    }

    @FFmpegTest
    @TestInstance(Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedInstanceParametersTestCase {

        @Test
        void one(@Work Path dir) {}

        @Test
        void two(@Work Path dir) {}
    }

    @FFmpegTest
    static class PlainPathTestCase {

        @Test
        void test(Path dir) {}
    }
}
