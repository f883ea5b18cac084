package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.ReportEntry;

/** The machine's own FFmpeg beside ours. A script takes its place: what is to be seen is what is done with it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are of a POSIX shell")
class AlsoOnNativeTests {

    private final Path programs;

    AlsoOnNativeTests(@TempDir Path programs) {
        this.programs = programs;
    }

    @Test
    void nativeRun_thatMakesTheSame_isReportedAsThat() throws IOException {
        // Its last argument is the file to make, the third the file to read
        write("ffmpeg", "for out; do :; done; cp \"$2\" \"$out\"");

        assertThat(reports(CopyTestCase.class, programs.toString())).containsExactly("""
                ffmpeg -i /media/sine-2s.wav -c copy -bitexact copy.wav
                  exit code 0, the same
                  /sandbox/copy.wav: the same bytes""");
    }

    @Test
    void nativeRun_thatMakesLess_isReportedInWordsOfFrames() throws IOException {
        write("ffmpeg", "for out; do :; done; head -c 50000 \"$2\" > \"$out\"");

        assertThat(reports(CopyTestCase.class, programs.toString()))
                .singleElement()
                .asString()
                .contains("/sandbox/copy.wav: stream 0: ");
    }

    @Test
    void nativeRun_thatFails_isReportedAndFailsNoTest() throws IOException {
        write("ffmpeg", "exit 7");

        assertThat(reports(CopyTestCase.class, programs.toString())).containsExactly("""
                ffmpeg -i /media/sine-2s.wav -c copy -bitexact copy.wav
                  exit code 7 instead of: exit code 0
                  /sandbox/copy.wav: not made""");
    }

    @Test
    void nativeProgram_thatIsMissing_isReported() {
        assertThat(reports(CopyTestCase.class, programs.toString()))
                .singleElement()
                .asString()
                .startsWith("cannot be compared: ")
                .contains(programs.resolve("ffmpeg").toString());
    }

    @Test
    void nativeRun_isOffWithoutTheSetting() {
        assertThat(reports(CopyTestCase.class, "off")).isEmpty();
    }

    private void write(String name, String script) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<String> reports(Class<?> testCase, String setting) {
        return TestKit.run(testCase, Map.of("ffunit.native", setting))
                .testEvents()
                .assertStatistics(events -> events.succeeded(1))
                .reportingEntryPublished()
                .stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .get("ffunit.native"))
                .toList();
    }

    @FFmpegTest
    static class CopyTestCase {

        @Test
        @AlsoOnNative
        void test(FFmpeg ffmpeg, @Media("sine-2s.wav") Path tone) {
            ffmpeg.run("-i", tone, "-c", "copy", "-bitexact", "copy.wav");
        }
    }
}
