package io.github.ffunit;

import static io.github.ffunit.golden.Facets.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.internal.bundle.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** What is kept of tests that fail. */
@SuppressWarnings("NullAway.Init") // JUnit and the extension set fields
class BundleTests {

    @TempDir
    Path dir;

    private EngineExecutionResults run(Class<?> testCase, String... more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("ffunit.golden.dir", dir.resolve("goldens").toString());
        parameters.put("ffunit.bundle.dir", dir.resolve("reports").toString());
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return TestKit.run(testCase, parameters);
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private Path bundle(Class<?> testCase, String test) {
        return dir.resolve("reports")
                .resolve(String.valueOf(testCase.getCanonicalName()))
                .resolve(test);
    }

    private static List<String> filesOf(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bundle.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    // ---- what is in it

    private static final class ComparisonError extends AssertionFailedError implements Evidence {

        private static final long serialVersionUID = 1L;

        ComparisonError(String message) {
            super(message);
        }

        @Override
        public Map<String, byte[]> evidence() {
            return Map.of("figures.txt", "frame 3 is 21.3 dB off\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @FFmpegTest
    static class FailingTestCase {

        @Test
        void makesClips(FFmpeg ffmpeg, @Work Path dir, Golden golden) throws IOException {
            Files.writeString(dir.resolve("input.txt"), "a script & some <tags>\n");
            ffmpeg.run(
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=d=1.2:s=160x120:r=25",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=f=300:d=1.2,volume='t/1.2':eval=frame",
                    "-c:v",
                    "mpeg4",
                    "it's #1 & <only>.mp4");
            ffmpeg.tryRun("-i", "missing.mp4", "out.mp4");
            try {
                golden.verify(dir.resolve("it's #1 & <only>.mp4"), facts());
            } catch (AssertionFailedError e) {
                AssertionError failure = new AssertionError("the clip <b>is not</b> as \"expected\" & so on", e);
                failure.addSuppressed(new ComparisonError("figures"));
                throw failure;
            }
        }
    }

    @Test
    void failedTest_leavesAllThatIsKnownOfIt() throws IOException {
        Throwable failure = failures(run(FailingTestCase.class)).get(0);

        Path bundle = bundle(FailingTestCase.class, "makesClips");
        assertThat(filesOf(bundle))
                .containsExactly(
                        "commands.sh",
                        "compared/figures.txt",
                        "failure.txt",
                        "files.zip",
                        "golden/makesClips.txt",
                        "index.html",
                        "media/1-it's #1 & <only>.mp4.probe.json",
                        "media/1-it's #1 & <only>.mp4.sheet.png",
                        "media/1-it's #1 & <only>.mp4.wave.png",
                        "replay.txt",
                        "runs/1.journal.txt",
                        "runs/1.log",
                        "runs/2.journal.txt",
                        "runs/2.log",
                        "versions.txt");
        assertThat(failure).hasMessage("the clip <b>is not</b> as \"expected\" & so on");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .contains("what the test left is kept, see "
                        + bundle.resolve("index.html").toUri());
        assertThat(bundle.resolve("commands.sh"))
                .content()
                .endsWith("ffmpeg -i missing.mp4 out.mp4  # exit code 254\n");
        assertThat(bundle.resolve("runs/1.journal.txt"))
                .content()
                .contains("path_open(3, \"sandbox/it's #1 & <only>.mp4\", CREAT");
        assertThat(bundle.resolve("media/1-it's #1 & <only>.mp4.probe.json"))
                .content()
                .contains("\"codec_name\": \"mpeg4\"");
    }

    @Test
    void files_areNamedOnStandardOutput_whereThatIsWanted() throws IOException {
        assertThat(standardOutputOf(() -> run(FailingTestCase.class))).doesNotContain("ATTACHMENT");

        String output = standardOutputOf(() -> run(FailingTestCase.class, "ffunit.bundle.attachments", "true"));

        Path bundle = bundle(FailingTestCase.class, "makesClips");
        assertThat(output.lines().filter(line -> line.contains("ATTACHMENT")))
                .containsExactlyElementsOf(filesOf(bundle).stream()
                        .map(file -> "[[ATTACHMENT|%s]]".formatted(bundle.resolve(file)))
                        .toList());
    }

    private static String standardOutputOf(Runnable code) {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void page_linksRelativelyToAllFiles_andEscapes() throws IOException {
        run(FailingTestCase.class);

        Path bundle = bundle(FailingTestCase.class, "makesClips");
        String page = Files.readString(bundle.resolve("index.html"));
        assertThat(page)
                .contains("<h1>io.github.ffunit.BundleTests.FailingTestCase/makesClips</h1>")
                .contains("the clip &lt;b&gt;is not&lt;/b&gt; as &quot;expected&quot; &amp; so on")
                .contains("src=\"media/1-it%27s%20%231%20%26%20%3Conly%3E.mp4.sheet.png\"")
                .contains("<td class=\"end bad\">exit code 254</td>")
                .contains("<code>/sandbox/input.txt</code></td><td class=\"number\">23</td>")
                .doesNotContain("<script", "http://", "https://", "<only>");
        List<String> links = Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(link -> URI.create(link.group(1)).getPath())
                .distinct()
                .sorted()
                .toList();
        List<String> files = new ArrayList<>(filesOf(bundle));
        files.removeAll(List.of("index.html", "versions.txt"));
        assertThat(links).isEqualTo(files);
    }

    // ---- when there is one

    @FFmpegTest
    static class EndingsTestCase {

        static volatile boolean fails = true;

        @Test
        void passes(FFmpeg ffmpeg) {}

        @Test
        void isAborted(FFmpeg ffmpeg) {
            abort("not here");
        }

        @Test
        void fails(FFmpeg ffmpeg) {
            if (fails) {
                fail("on purpose");
            }
        }

        @TestFactory
        Stream<DynamicTest> dynamic(FFmpeg ffmpeg) {
            return Stream.of(dynamicTest("good", () -> {}), dynamicTest("bad", () -> fails(ffmpeg)));
        }
    }

    @FFmpegTest
    static class FailingTearDownTestCase {

        @AfterEach
        void tearDown() {
            fail("on purpose");
        }

        @Test
        void test(FFmpeg ffmpeg) {}
    }

    private List<String> bundles() throws IOException {
        Path reports = dir.resolve("reports");
        if (!Files.exists(reports)) {
            return List.of();
        }
        return filesOf(reports).stream()
                .filter(file -> file.endsWith("index.html"))
                .map(file -> file.split("/", -1)[1])
                .toList();
    }

    @Test
    void onFailure_isThatOfFailedTestsAlone() throws IOException {
        run(EndingsTestCase.class);

        assertThat(bundles()).containsExactly("dynamic.2", "fails");
    }

    @Test
    void always_isThatOfEachTest() throws IOException {
        run(EndingsTestCase.class, "ffunit.bundle", "always");

        assertThat(bundles()).containsExactly("dynamic.1", "dynamic.2", "dynamic", "fails", "isAborted", "passes");
    }

    @Test
    void off_isNone() throws IOException {
        List<Throwable> failures = failures(run(EndingsTestCase.class, "ffunit.bundle", "off"));

        assertThat(bundles()).isEmpty();
        assertThat(failures).hasSize(2).allMatch(failure -> failure.getSuppressed().length == 0);
    }

    @Test
    void unknownWord_isRefused() {
        assertThat(failures(run(EndingsTestCase.class, "ffunit.bundle", "never")))
                .isNotEmpty()
                .allSatisfy(
                        failure -> assertThat(failure)
                                .hasMessageEndingWith(
                                        "ffunit.bundle [never], from the configuration parameter or system property, must be one of off, on-failure, always"));
    }

    @Test
    void failureAfterTheTest_isKept() throws IOException {
        run(FailingTearDownTestCase.class);

        assertThat(bundles()).containsExactly("test");
    }

    @FFmpegTest
    static class InterruptedTestCase {

        @Test
        void test(FFmpeg ffmpeg) {
            ffmpeg.run("-f", "lavfi", "-i", "sine=d=0.1", "tone.wav");
            Thread.currentThread().interrupt();
            fail("on purpose");
        }

        @AfterEach
        void staysInterrupted() {
            // Cleared: JUnit's thread goes on with other tests
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void interruptedTest_leavesTheSame() throws IOException {
        List<Throwable> failures = failures(run(InterruptedTestCase.class));

        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure.getSuppressed())
                .noneMatch(fault -> fault instanceof IOException
                        || fault instanceof FFmpegException
                        || fault instanceof AssertionError));
        assertThat(filesOf(bundle(InterruptedTestCase.class, "test")))
                .contains("files.zip", "media/1-tone.wav.wave.png", "replay.txt", "index.html");
    }

    @Test
    void nextRunOfTheTest_removesTheOldBundle() throws IOException {
        run(EndingsTestCase.class);
        Files.writeString(bundle(EndingsTestCase.class, "fails").resolve("old.txt"), "old");
        try {
            EndingsTestCase.fails = false;
            run(EndingsTestCase.class);
        } finally {
            EndingsTestCase.fails = true;
        }

        assertThat(bundle(EndingsTestCase.class, "fails")).doesNotExist();
    }

    @Test
    void faultOfTheBundle_doesNotHideTheFailure() throws IOException {
        // A file where the folder of the test should be
        Path folder = dir.resolve("reports");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(String.valueOf(EndingsTestCase.class.getCanonicalName())), "in the way");

        List<Throwable> failures = failures(run(EndingsTestCase.class));

        assertThat(failures).hasSize(2).allSatisfy(failure -> {
            assertThat(failure).hasMessage("on purpose");
            assertThat(failure.getSuppressed()).isNotEmpty().anyMatch(fault -> fault instanceof FileSystemException);
        });
    }

    // ---- again

    @FFmpegTest
    static class ReplayTestCase {

        static volatile boolean replayed;
        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        @Test
        void test(FFmpeg ffmpeg, @Work Path dir) throws IOException {
            try (Stream<Path> files = Files.list(dir)) {
                files.forEach(file -> SEEN.add(file.getFileName().toString()));
            }
            if (!replayed) {
                ffmpeg.run("-f", "lavfi", "-i", "sine=d=0.2", "tone.wav");
                Files.move(dir.resolve("tone.wav"), dir.resolve("input.wav"));
                ffmpeg.run("-i", "input.wav", "copy.wav");
            }
            fail("on purpose");
        }
    }

    @Test
    void replayedTest_startsWithTheFilesThatItHad() {
        ReplayTestCase.SEEN.clear();
        run(ReplayTestCase.class);
        assertThat(ReplayTestCase.SEEN).isEmpty();
        Path bundle = bundle(ReplayTestCase.class, "test");
        try {
            ReplayTestCase.replayed = true;
            run(ReplayTestCase.class, "ffunit.replay", bundle.toString());
            run(ReplayTestCase.class, "ffunit.replay", bundle.toString());
        } finally {
            ReplayTestCase.replayed = false;
        }
        assertThat(ReplayTestCase.SEEN).containsExactly("input.wav", "input.wav");
    }

    @Test
    void replayOfNoBundle_isRefused() {
        assertThat(failures(run(ReplayTestCase.class, "ffunit.replay", dir.toString())))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith("cannot replay ffunit.replay [%s]: [%s] is no bundle of a failed test: it has no replay.txt"
                        .formatted(dir, dir));
    }
}
