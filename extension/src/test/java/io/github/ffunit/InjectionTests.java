package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is injected where, and which places share a sandbox. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields of test cases
class InjectionTests {

    @Test
    void everyPlace_onePerMethodInstance_getsSandboxOfItsScope() {
        TestKit.runGreen(EveryPlaceTestCase.class, 2);
    }

    @Test
    void everyPlace_onePerClassInstance_getsSandboxOfItsScope() {
        TestKit.runGreen(EveryPlacePerClassTestCase.class, 2);
    }

    @Test
    void nestedClass_enclosingAnnotated_inheritsInjection() {
        TestKit.runGreen(OuterTestCase.class, 1);
    }

    @Test
    void invocations_parameterizedAndRepeated_haveSandboxEach() {
        TestKit.runGreen(InvocationsTestCase.class, 6);
    }

    @Test
    void dynamicTests_ofOneFactory_shareSandbox() {
        TestKit.runGreen(FactoryTestCase.class, 2);
    }

    @Test
    void annotation_onMethodOrInheritedOrComposed_injects() {
        TestKit.runGreen(MethodTestCase.class, 1);
        TestKit.runGreen(SubclassTestCase.class, 1);
        TestKit.runGreen(ComposedTestCase.class, 1);
    }

    @Test
    void media_inTwoTests_areCopiesOfCatalogue() {
        TestKit.runGreen(MediaTestCase.class, 2);
    }

    @Test
    void plainPath_withoutAnnotation_isLeftToOthers() {
        TestKit.runGreen(TempDirTestCase.class, 1);
    }

    @Test
    void fieldOfOwnType_finalOrWithValue_isLeftAlone() {
        TestKit.runGreen(OwnFieldsTestCase.class, 1);
    }

    @Test
    void concurrentTests_ofOneClass_doNotMeet() {
        TestKit.runGreen(ConcurrentTestCase.class, 40);
    }

    /** Every legal place of declaration. */
    @FFmpegTest
    static class EveryPlaceTestCase {

        static FFmpegSandbox staticSandbox;

        @Work
        private static Path staticDir;

        FFmpeg ffmpeg;
        FFprobe ffprobe;

        @Work
        private Path dir;

        @Work
        FileSystem fileSystem;

        @Media("two-cues.srt")
        Path cues;

        final FileSystem ofConstructor;

        EveryPlaceTestCase(@Work Path dir) {
            ofConstructor = dir.getFileSystem();
        }

        @BeforeAll
        static void beforeAll(FFmpegSandbox sandbox, @Work Path dir) {
            assertThat(dir)
                    .isEqualTo(sandbox.workDirectory())
                    .isEqualTo(staticDir)
                    .isDirectory();
            assertThat(sandbox).isSameAs(staticSandbox);
        }

        @BeforeEach
        void beforeEach(@Work Path dir) {
            assertThat(dir).isEqualTo(this.dir);
        }

        @Test
        void one(
                FFmpeg ffmpeg, FFprobe ffprobe, FFmpegSandbox sandbox, @Work Path dir, @Media("two-cues.srt") Path cues)
                throws IOException {
            assertThat(ffmpeg.version()).isEqualTo(ffprobe.version()).isNotEmpty();
            assertThat(this.ffmpeg.version()).isEqualTo(this.ffprobe.version());
            assertThat(sandbox.workDirectory()).isEqualTo(dir);
            assertThat(dir).isEqualTo(this.dir).isEmptyDirectory();
            assertThat(cues).isEqualTo(this.cues).hasToString("/media/two-cues.srt");
            assertThat(List.of(dir.getFileSystem(), cues.getFileSystem(), fileSystem))
                    .containsOnly(ofConstructor);
            assertThat(fileSystem).isNotSameAs(staticDir.getFileSystem());
            Files.createFile(dir.resolve("left by test one"));
        }

        @Test
        void two(@Work FileSystem fileSystem) {
            assertThat(fileSystem).isSameAs(this.fileSystem).isSameAs(ofConstructor);
            assertThat(dir).isEmptyDirectory();
        }

        @AfterEach
        void afterEach(FFmpegSandbox sandbox) {
            assertThat(sandbox.fileSystem()).isSameAs(fileSystem);
        }

        @AfterAll
        static void afterAll(@Work Path dir) {
            assertThat(dir).isEqualTo(staticDir).isEmptyDirectory();
        }
    }

    @FFmpegTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class EveryPlacePerClassTestCase {

        static FFmpegSandbox staticSandbox;

        @Work
        Path dir;

        final Path ofConstructor;
        final Set<FileSystem> seen = ConcurrentHashMap.newKeySet();

        EveryPlacePerClassTestCase(@Work Path dir) {
            ofConstructor = dir;
        }

        @BeforeAll
        void beforeAll(@Work Path dir) {
            assertThat(dir).isEqualTo(ofConstructor).isEqualTo(staticSandbox.workDirectory());
            assertThat(this.dir).isNull();
        }

        @BeforeEach
        void beforeEach(@Work Path dir) {
            assertThat(dir).isEqualTo(this.dir).isEmptyDirectory();
            assertThat(dir.getFileSystem()).isNotSameAs(ofConstructor.getFileSystem());
        }

        @Test
        void one(@Work Path dir) throws IOException {
            seen.add(Files.createFile(dir.resolve("left by test one")).getFileSystem());
        }

        @Test
        void two(@Work Path dir) throws IOException {
            seen.add(Files.createFile(dir.resolve("left by test two")).getFileSystem());
        }

        @AfterAll
        void afterAll(@Work Path dir) {
            assertThat(dir).isEqualTo(ofConstructor);
            assertThat(this.dir).isNull();
            assertThat(seen).hasSize(2).noneMatch(FileSystem::isOpen);
        }
    }

    @FFmpegTest
    static class OuterTestCase {

        @Work
        Path outer;

        @Nested
        class Inner {

            @Work
            Path inner;

            final Path ofConstructor;

            Inner(@Work Path dir) {
                ofConstructor = dir;
            }

            @BeforeAll
            static void beforeAll(@Work Path dir) {
                assertThat(dir).isEmptyDirectory();
            }

            @Test
            void test(@Work Path dir) {
                assertThat(List.of(inner, outer, ofConstructor)).containsOnly(dir);
            }
        }
    }

    @FFmpegTest
    static class InvocationsTestCase {

        private static final Set<FileSystem> SEEN = ConcurrentHashMap.newKeySet();

        @BeforeAll
        static void forgetEarlierRuns() {
            SEEN.clear();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b", "c"})
        void parameterized(String name, @Work Path dir) throws IOException {
            SEEN.add(dir.getFileSystem());
            assertThat(Files.createFile(dir.resolve(name))).hasToString("/sandbox/" + name);
        }

        @RepeatedTest(3)
        void repeated(@Work Path dir) throws IOException {
            SEEN.add(dir.getFileSystem());
            Files.createFile(dir.resolve("same name"));
        }

        @AfterAll
        static void sixFileSystems() {
            assertThat(SEEN).hasSize(6).noneMatch(FileSystem::isOpen);
        }
    }

    @FFmpegTest
    static class FactoryTestCase {

        @TestFactory
        List<DynamicTest> factory(@Work Path dir) throws IOException {
            Files.createFile(dir.resolve("for all"));
            return List.of(
                    dynamicTest("one", () -> assertThat(dir.resolve("for all")).exists()),
                    dynamicTest("two", () -> assertThat(dir.resolve("for all")).exists()));
        }
    }

    static class MethodTestCase {

        FFmpeg ffmpeg;

        @Test
        @FFmpegTest
        void test(@Work Path dir) {
            assertThat(ffmpeg).isNotNull();
            assertThat(dir).isEmptyDirectory();
        }
    }

    @FFmpegTest
    abstract static class BaseTestCase {

        @Work
        Path inherited;
    }

    static class SubclassTestCase extends BaseTestCase {

        @Test
        void test(@Work Path dir) {
            assertThat(dir).isEqualTo(inherited);
        }
    }

    @FFmpegTest
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface CompanyMediaTest {}

    @Media("two-cues.srt")
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cues {}

    @CompanyMediaTest
    static class ComposedTestCase {

        @Test
        void test(@Cues Path cues) {
            assertThat(cues).isNotEmptyFile();
        }
    }

    @FFmpegTest
    static class MediaTestCase {

        @Test
        void one(@Media("two-cues.srt") Path cues) throws IOException {
            checkAndSpoil(cues);
        }

        @Test
        void two(@Media("two-cues.srt") Path cues) throws IOException {
            checkAndSpoil(cues);
        }

        private static void checkAndSpoil(Path cues) throws IOException {
            try (InputStream expected = MediaCatalog.open("two-cues.srt")) {
                assertThat(cues).hasBinaryContent(expected.readAllBytes());
            }
            Files.writeString(cues, "spoilt");
        }
    }

    @FFmpegTest
    static class TempDirTestCase {

        Path plain;
        FileSystem plainFileSystem;

        @Test
        void test(@TempDir Path onDisk, @Work Path inMemory) {
            assertThat(onDisk.getFileSystem()).isSameAs(FileSystems.getDefault());
            assertThat(inMemory.getFileSystem()).isNotSameAs(FileSystems.getDefault());
            assertThat(plain).isNull();
            assertThat(plainFileSystem).isNull();
        }
    }

    @FFmpegTest
    static class OwnFieldsTestCase {

        final FFmpeg finalFFmpeg;
        FFmpeg setByConstructor;
        FFprobe setByNobody;

        OwnFieldsTestCase(FFmpeg ffmpeg) {
            finalFFmpeg = ffmpeg;
            setByConstructor = ffmpeg;
        }

        @Test
        void test() {
            assertThat(setByConstructor).isSameAs(finalFFmpeg);
            assertThat(setByNobody).isNotNull();
        }
    }

    @FFmpegTest
    static class ConcurrentTestCase {

        @Work
        Path field;

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
        void parameterized(int number, @Work Path dir) throws IOException {
            checkAlone(number, dir);
        }

        @RepeatedTest(20)
        void repeated(@Work Path dir) throws IOException {
            checkAlone(0, dir);
        }

        private void checkAlone(int number, Path dir) throws IOException {
            Path mine = Files.createFile(field.resolve("file " + number));
            try (Stream<Path> files = Files.list(dir)) {
                assertThat(files).containsExactly(mine);
            }
        }
    }
}
