package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@FFmpegTest
class RunAssertTests {

    private final FFmpeg ffmpeg;
    private final Path dir;

    RunAssertTests(FFmpeg ffmpeg, @Work Path dir) {
        this.ffmpeg = ffmpeg;
        this.dir = dir;
    }

    private Run good() {
        return ffmpeg.run("-f", "lavfi", "-i", "testsrc2=s=32x32:d=0.2", "-c:v", "mpeg4", dir.resolve("out.mp4"));
    }

    private Run bad() {
        return ffmpeg.tryRun("-hide_banner", "-i", "none.mp4", "-f", "null", "-");
    }

    @Test
    void goodRun_passes() {
        assertThat(good())
                .succeeded()
                .hasExitCode(0)
                .hasNoWarnings()
                .logContains("Output #0")
                .logDoesNotContain("Error")
                .createdOnly(dir.resolve("out.mp4"))
                .changedOnly();
        assertThat(bad()).failed().hasExitCode(254).logContains("No such file or directory");
        assertThat(ffmpeg.run("-f", "lavfi", "-i", "testsrc2=s=32x32:d=0.2", "-f", "framemd5", "-"))
                .outputContains("#dimensions 0: 32x32");
    }

    @Test
    void exitCode_thatIsNot0_failsWithCommandAndErrors() {
        assertThatThrownBy(() -> assertThat(bad()).succeeded())
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("""
                        run of ffmpeg: expected exit code 0 but was 254
                          ffmpeg -hide_banner -i none\\.mp4 -f null -
                          \\[in#0 @ 0x[0-9a-f]+\\] Error opening input: No such file or directory
                          Error opening input file none\\.mp4\\.
                          Error opening input files: No such file or directory""");
        assertThatThrownBy(() -> assertThat(good()).failed())
                .hasMessage(
                        "run of ffmpeg: expected to fail but exited with 0\n  ffmpeg -f lavfi -i testsrc2=s=32x32:d=0.2 -c:v mpeg4 out.mp4"
                                .replace("out.mp4", dir.resolve("out.mp4").toString()));
    }

    @Test
    void warnings_failUnlessTheyAreExpected() {
        Run run = ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=32x32:d=0.2",
                "-pix_fmt",
                "yuvj420p",
                "-c:v",
                "mjpeg",
                "-color_range",
                "tv",
                "-f",
                "null",
                "-");
        String warning = "deprecated pixel format used, make sure you did set range correctly";

        assertThat(run).hasNoWarningsExcept("deprecated pixel format");
        assertThatThrownBy(() -> assertThat(run).hasNoWarnings())
                .hasMessageStartingWith("run of ffmpeg: expected no warnings but found\n  [")
                .hasMessageContaining(warning);
        assertThatThrownBy(() -> assertThat(run).hasNoWarningsExcept("other"))
                .hasMessageStartingWith("run of ffmpeg: expected no warnings except those with [other] but found\n  [");
    }

    @Test
    void texts_thatAreNotThere_failWithWhatIs() {
        assertThatThrownBy(() -> assertThat(bad()).logContains("moov atom"))
                .hasMessageStartingWith("run of ffmpeg: expected [moov atom] on standard error but found\n[in#0 @ ");
        assertThatThrownBy(() -> assertThat(bad()).logDoesNotContain("opening input files"))
                .hasMessage(
                        "run of ffmpeg: expected no [opening input files] on standard error but found\n  Error opening input files: No such file or directory");
        assertThatThrownBy(() -> assertThat(bad()).outputContains("x"))
                .hasMessage("run of ffmpeg: expected [x] on standard output but found []");
    }

    @Test
    void files_thatAreOthers_fail() {
        assertThatThrownBy(() -> assertThat(good()).createdOnly())
                .hasMessage("run of ffmpeg: expected to have created [] but has [%s]", dir.resolve("out.mp4"));
        good();
        assertThatThrownBy(() -> assertThat(
                                ffmpeg.run("-y", "-f", "lavfi", "-i", "testsrc2=s=32x32:d=0.2", dir.resolve("out.mp4")))
                        .changedOnly())
                .hasMessage("run of ffmpeg: expected to have changed [] but has [%s]", dir.resolve("out.mp4"));
    }

    @Test
    void journal_ofASandboxWithoutOne_fails() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Run run = sandbox.ffmpeg().run("-version");

            assertThatThrownBy(() -> assertThat(run).journal())
                    .hasMessage(
                            "run of ffmpeg: has no journal; build its sandbox with FFmpegSandbox.builder().journal(true)");
        }
    }

    @Test
    void noRun_fails() {
        assertThatThrownBy(() -> assertThat((Run) null).succeeded())
                .hasMessage("run: expected something to look at but was null");
    }
}
