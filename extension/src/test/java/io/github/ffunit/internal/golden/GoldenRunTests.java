package io.github.ffunit.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.golden.Facet;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.golden.PictureTolerance;
import io.github.ffunit.internal.bundle.TestFolder;
import io.github.ffunit.internal.bundle.TestIdentity;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What a run writes and reports, mode by mode. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class GoldenRunTests {

    private static final String CLASS = GoldenRunTests.class.getName();

    @TempDir
    Path dir;

    private final List<String> report = new ArrayList<>();

    private GoldenRun run(GoldenMode mode, boolean readOnly) {
        return new GoldenRun(
                new GoldenSettings(mode, readOnly, dir.resolve("goldens")),
                line -> report.add(line.replace(dir.resolve("goldens").toString(), "goldens")));
    }

    private static TestIdentity test(String method) {
        return new TestIdentity(CLASS, method, "[method:" + method + "]");
    }

    private Golden golden(GoldenRun run, String method) {
        TestFolder folder = new TestFolder(dir.resolve("reports"), test(method));
        return run.goldenOf(() -> folder, false);
    }

    private static Facet facet(String name, String... lines) {
        return new Facet() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> describe(Path media) {
                return List.of(lines);
            }
        };
    }

    private Path file(String name) {
        return dir.resolve("goldens").resolve(CLASS).resolve(name);
    }

    /** Runs three tests, whose goldens then are of these contents. */
    private void accept(String first, String second) {
        try (GoldenRun run = run(GoldenMode.UPDATE, false)) {
            golden(run, "first").verify(dir, facet("frame md5", "0, 0, 1, 9, " + first), facet("file", first));
            golden(run, "second").verify(dir, facet("file", second));
        }
    }

    @Test
    void update_writesWhatIsNewOrDiffers_andSumsUp() {
        accept("a", "a");
        accept("a", "b");

        assertThat(report)
                .containsExactly("FFUnit: 2 goldens changed: 2 new", "FFUnit: 1 golden changed: 1 file bytes only");
        assertThat(file("second.txt")).hasContent("[file]\nb\n");
    }

    @Test
    void update_nothingDiffers_saysAndWritesNothing() throws IOException {
        accept("a", "a");
        Files.writeString(file("second.txt"), "\n[file]  \r\na\r\n");
        report.clear();

        accept("a", "a");

        assertThat(report).isEmpty();
        assertThat(Files.readString(file("second.txt"))).isEqualTo("\n[file]  \r\na\r\n");
    }

    @Test
    void review_tellsTheFirstDifferenceOfEach_andCountsTheKinds() throws IOException {
        accept("a", "a");
        writePicture(0x808080, GoldenMode.UPDATE);
        report.clear();
        try (GoldenRun run = run(GoldenMode.REVIEW, false)) {
            golden(run, "first").verify(dir, facet("frame md5", "0, 2, 1, 9, a"), facet("file", "b"));
            golden(run, "second").verify(dir, facet("file", "b"));
            golden(run, "picture").verifyPicture(picture(0x808184));
        }

        assertThat(report)
                .containsExactly(
                        "FFUnit: 3 goldens changed: 1 file bytes only, 1 pixels (worst 42 dB), 1 timestamps",
                        "  goldens/" + CLASS + "/first.txt: [frame md5] frame 0: pts 0 -> 2",
                        "  goldens/" + CLASS
                                + "/picture.png: 16 pixels differ, the first at (0, 0), by at most 4 levels, PSNR 41.85 dB",
                        "  goldens/" + CLASS + "/second.txt: [file] a -> b");
    }

    @Test
    void linesOfAnyKind_compareEqualToWhatWasWritten() {
        Facet odd = facet("odd", "", "spaces  ", "[brackets]", " two\nlines", "[facts] x");
        for (GoldenMode mode : List.of(GoldenMode.MISSING, GoldenMode.VERIFY)) {
            try (GoldenRun run = run(mode, false)) {
                golden(run, "odd").verify(dir, odd);
            }
        }
        assertThat(file("odd.txt")).content().contains("spaces\n").contains("[facts] x\n");
    }

    private void writePicture(int colour, GoldenMode mode) throws IOException {
        try (GoldenRun run = run(mode, false)) {
            golden(run, "picture").verifyPicture(picture(colour), PictureTolerance.exact());
        }
    }

    private Path picture(int colour) throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i % 4, i / 4, colour);
        }
        Path file = dir.resolve("picture.png");
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
        return file;
    }

    @Test
    void missing_writesWhatIsNew_andComparesTheOthers() {
        accept("a", "a");
        try (GoldenRun run = run(GoldenMode.MISSING, false)) {
            golden(run, "third").verify(dir, facet("file", "a"));
            assertThatThrownBy(() -> golden(run, "second").verify(dir, facet("file", "b")))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("differs: [file] a -> b");
        }
        assertThat(file("second.txt")).hasContent("[file]\na\n");
        assertThat(file("third.txt")).exists();
    }

    @Test
    void ci_readsOnly_whateverTheMode() {
        accept("a", "a");
        report.clear();
        try (GoldenRun run = run(GoldenMode.REVIEW, true)) {
            assertThatThrownBy(() -> golden(run, "second").verify(dir, facet("file", "b")))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageEndingWith("\n  the environment has CI=true, so goldens are only read, in spite of"
                            + " ffunit.golden=review; elsewhere run this test with -Dffunit.golden=update");
            assertThatThrownBy(() -> golden(run, "third").verify(dir, facet("file", "b")))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("is missing\n  received  ");
        }
        assertThat(report).isEmpty();
        assertThat(file("second.txt")).hasContent("[file]\na\n");
        assertThat(file("third.txt")).doesNotExist();
        assertThat(dir.resolve("reports").resolve(CLASS).resolve("third/golden/third.txt"))
                .hasContent("[file]\nb\n");
    }

    @Test
    void otherContentOfAnotherTest_isRefused() {
        try (GoldenRun run = run(GoldenMode.UPDATE, false)) {
            golden(run, "first.1").named("x").verify(dir, facet("file", "a"));
            golden(run, "first").named("1.x").verify(dir, facet("file", "a"));
            assertThatThrownBy(() -> golden(run, "first").named("1.x").verify(dir, facet("file", "b")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "is used by [%s/first] for something other than by [%s/first.1]", CLASS, CLASS);
        }
        assertThat(file("first.1.x.txt")).hasContent("[file]\na\n");
    }

    // ---- goldens that nobody uses

    @Test
    void orphans_areReportedAndKept() throws IOException {
        write("io.github.ffunit.NoSuchTests", "test.txt");
        write(CLASS, "noSuchMethod.txt");
        write(CLASS, "orphans_areReportedAndKept.txt");
        write(CLASS, "orphans_areReportedAndKept.old.txt");
        write(CLASS, "missing_writesWhatIsNew_andComparesTheOthers.txt");
        write(CLASS, "update_nothingDiffers_saysAndWritesNothing.txt");
        write(CLASS + ".Inner", "test.txt");
        try (GoldenRun run = run(GoldenMode.VERIFY, false)) {
            golden(run, "orphans_areReportedAndKept").verify(dir, facet("file", "a"));
            run.ended(test("orphans_areReportedAndKept"), GoldenRunTests.class, true);
            run.ended(test("missing_writesWhatIsNew_andComparesTheOthers"), GoldenRunTests.class, false);
        }

        assertThat(report)
                .containsExactly(
                        "FFUnit: 3 goldens that no test uses; delete what is not needed:",
                        "  goldens/io.github.ffunit.NoSuchTests/test.txt: there is no class io.github.ffunit.NoSuchTests",
                        "  goldens/" + CLASS + "/noSuchMethod.txt: the class has no method noSuchMethod",
                        "  goldens/" + CLASS + "/orphans_areReportedAndKept.old.txt: the test passed without it");
        assertThat(file("noSuchMethod.txt")).exists();
    }

    private void write(String folder, String name) throws IOException {
        Path file = dir.resolve("goldens").resolve(folder).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[file]\na\n");
    }

    static final class Inner {
        void test() {}
    }

    // ---- tests that write their goldens

    @Test
    void update_ofOneTest_writesAndReports() {
        GoldenRun run = run(GoldenMode.VERIFY, false);
        TestFolder folder = new TestFolder(dir.resolve("reports"), test("update_ofOneTest_writesAndReports"));

        run.goldenOf(() -> folder, true).verify(dir, facet("facts", "new"));
        run.close();

        assertThat(dir.resolve("goldens").resolve(CLASS).resolve("update_ofOneTest_writesAndReports.txt"))
                .content()
                .contains("new");
        assertThat(report).containsExactly("FFUnit: 1 golden changed: 1 new");
    }

    @Test
    void update_ofOneTest_whereGoldensAreOnlyRead_isRefused() {
        GoldenRun run = run(GoldenMode.VERIFY, true);
        TestFolder folder = new TestFolder(dir.resolve("reports"), test("tone"));

        assertThatThrownBy(() -> run.goldenOf(() -> folder, true))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "[%s/tone] has @UpdateGolden, so it checks nothing, and the environment has CI=true; remove the annotation",
                        CLASS);
    }
}
