package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Preview1;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@FFmpegTest
class JournalAssertTests {

    private static final String MP4 = "/sandbox/out.mp4";
    private static final String TS = "/sandbox/out.ts";

    private final FFmpegSandbox sandbox = FFmpegSandbox.builder().journal(true).open();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Run encode(String file) {
        return sandbox.ffmpeg().run("-f", "lavfi", "-i", "testsrc2=s=32x32:d=0.2", "-c:v", "mpeg4", file);
    }

    @Test
    void transportStream_isWrittenStraightAhead_andMp4IsNot() {
        assertThat(encode(TS)).journal().neverSeeksBackwards(TS).openedOnly(TS).changesNothingOutside("/sandbox");
        Run mp4 = encode(MP4);

        assertThatThrownBy(() -> assertThat(mp4).journal().neverSeeksBackwards(MP4))
                .hasMessageMatching(
                        "run of ffmpeg journal: expected no step back in \\[/sandbox/out.mp4\\] but found \\d+, the first from byte \\d+ to \\d+");
    }

    @Test
    void bytes_areCounted() throws Exception {
        encode(TS);
        long size = Files.size(sandbox.workDirectory().resolve("out.ts"));
        Run probe = sandbox.ffprobe().run("-v", "error", "-show_streams", TS);
        long read = probe.journal().orElseThrow().bytesRead(TS);

        assertThat(probe).journal().bytesReadAtMost(TS, read).bytesWrittenAtMost(TS, 0);
        assertThatThrownBy(() -> assertThat(probe).journal().bytesReadAtMost(TS, read - 1))
                .hasMessage(
                        "run of ffprobe journal: expected at most %d bytes to be read of [/sandbox/out.ts] but %d were",
                        read - 1, read);
        Run again = sandbox.ffmpeg().run("-y", "-i", TS, "-c", "copy", "/sandbox/again.ts");
        assertThatThrownBy(() -> assertThat(again).journal().bytesWrittenAtMost("/sandbox/again.ts", size - 1))
                .hasMessageMatching(
                        "run of ffmpeg journal: expected at most %d bytes to be written to \\[/sandbox/again.ts\\] but \\d+ were"
                                .formatted(size - 1));
    }

    @Test
    void fileThatWasNotOpened_isNoGoodResult() {
        Run run = encode(TS);

        assertThat(run).journal().didNotOpen(MP4);
        assertThatThrownBy(() -> assertThat(run).journal().bytesReadAtMost(MP4, 5))
                .hasMessage(
                        "run of ffmpeg journal: expected that it opened [/sandbox/out.mp4] but it opened [/sandbox/out.ts]");
        assertThatThrownBy(() -> assertThat(run).journal().didNotOpen(TS))
                .hasMessage("run of ffmpeg journal: expected that it did not open [/sandbox/out.ts] but it did");
        assertThatThrownBy(() -> assertThat(run).journal().openedOnly(MP4))
                .hasMessage(
                        "run of ffmpeg journal: expected that it opened [/sandbox/out.mp4] but it opened [/sandbox/out.ts]");
    }

    @Test
    void changesOutsideOfADirectory_fail() throws Exception {
        Path other = Files.createDirectory(sandbox.workDirectory().resolve("other"));
        assertThat(encode("/sandbox/other/a.ts")).journal().changesNothingOutside("/sandbox/other");
        Run run = encode("/sandbox/others.ts");

        assertThatThrownBy(() -> assertThat(run).journal().changesNothingOutside("/sandbox/other"))
                .hasMessageMatching(
                        "run of ffmpeg journal: expected no change outside of \\[/sandbox/other\\] but call \\d+ is path_open\\(\\d+, \"sandbox/others.ts\", CREAT\\|TRUNC, W, 0\\) = 0 fd \\d+");
        assertThat(sandbox.ffprobe().run("-v", "error", other.resolve("a.ts")))
                .journal()
                .changesNothingOutside("/nowhere");
    }

    @Test
    void journalThatIsNotComplete_cannotTell() {
        Journal journal = Journal.withLimit(1);
        Preview1 refusing = (Preview1) Proxy.newProxyInstance(
                Preview1.class.getClassLoader(),
                new Class<?>[] {Preview1.class},
                (proxy, method, arguments) -> Errno.BADF.code());
        Preview1 recorded = journal.record(refusing, () -> 0);
        recorded.fdClose(3);
        assertThat(journal).changesNothingOutside("/sandbox");

        recorded.fdClose(4);

        assertThatThrownBy(() -> assertThat(journal).changesNothingOutside("/sandbox"))
                .hasMessage("journal: has only the first 1 calls, 1 more were not kept; look at a shorter run");
    }
}
