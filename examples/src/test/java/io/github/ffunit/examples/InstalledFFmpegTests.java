package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No ffmpeg is needed: the one program that every machine with this test has is java. */
class InstalledFFmpegTests {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void run_successfulProgram_returnsLog() throws IOException {
        assertThat(new InstalledFFmpeg(JAVA, "-Xmx32m").run("-version")).contains("version");
    }

    @Test
    void run_failingProgram_throwsWithLogAndExitCode() {
        assertThatThrownBy(() -> new InstalledFFmpeg(JAVA).run("-no-such-option"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + JAVA + ", -no-such-option] exited with [1]: ")
                .hasMessageContaining("Unrecognized option: -no-such-option");
    }

    @Test
    void run_missingProgram_throws() {
        assertThatThrownBy(() -> new InstalledFFmpeg("no-such-program").run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }
}
