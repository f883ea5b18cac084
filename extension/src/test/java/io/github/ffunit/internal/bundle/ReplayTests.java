package io.github.ffunit.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.vfs.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles, written and done again. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class ReplayTests {

    private static final TestIdentity TEST = new TestIdentity("a.B", "test", "[class:a.B]/[method:test()]");

    @TempDir
    Path dir;

    private final RunRecorder recorder = new RunRecorder();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** The bundle of a test that makes a tone of its own file, and one that fails. */
    private Path bundle(boolean spoil) throws IOException {
        TestFolder folder = new TestFolder(dir, TEST);
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().listener(recorder).open()) {
            Files.writeString(sandbox.workDirectory().resolve("list"), "file 'a.wav'\nfile 'a.wav'\n");
            sandbox.ffmpeg().run("-f", "lavfi", "-i", "sine=d=0.1", "a.wav");
            sandbox.ffmpeg().run("-f", "concat", "-i", "list", "-c", "copy", "b.wav");
            sandbox.ffprobe().tryRun("missing");
            if (spoil) {
                Files.write(sandbox.workDirectory().resolve("b.wav"), new byte[] {1});
            }
            new FailureBundle(folder, "test", new AssertionError("on purpose"), sandbox, recorder).write();
        }
        return folder.path();
    }

    private boolean replay(Path bundle) throws IOException {
        return new Replay(bundle).run(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void sameEngine_makesTheSame() throws IOException {
        boolean same = replay(bundle(false));

        String engine = recorder.runs().get(0).engine();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        ffmpeg -f lavfi -i sine=d=0.1 a.wav
                          exit code 0, as before
                        ffmpeg -f concat -i list -c copy b.wav
                          exit code 0, as before
                        ffprobe missing
                          exit code 1, as before
                          the same /sandbox/a.wav
                          the same /sandbox/b.wav
                        All is as it was; the bundle was made by %s
                        """.formatted(engine));
        assertThat(same).isTrue();
    }

    @Test
    void otherBytes_areFound() throws IOException {
        boolean same = replay(bundle(true));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("  the same /sandbox/a.wav", "  differs  /sandbox/b.wav", "Not all is as it was;");
        assertThat(same).isFalse();
    }

    @Test
    void crash_showsTheStackOfTheGuest() throws IOException {
        TestFolder folder = new TestFolder(dir, TEST);
        recorder.add(new RunRecord(
                "ffmpeg",
                List.of("-i", "x"),
                "ffmpeg -i x",
                OptionalInt.empty(),
                "ffmpeg crashed: out of bounds memory access",
                "",
                "jvm",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("av_malloc", "main")));
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            new FailureBundle(folder, "test", new AssertionError("on purpose"), sandbox, recorder).write();
        }

        assertThat(folder.path().resolve("runs/1.stack.txt")).hasContent("av_malloc\nmain\n");
        assertThat(folder.path().resolve("index.html"))
                .content()
                .contains("<h3>Stack of the guest</h3>\n<pre>av_malloc\nmain</pre>")
                .contains("ffmpeg crashed: out of bounds memory access");
    }

    @Test
    void recorder_keepsTheLastRuns_andTheJournalsOfFewer() {
        for (int i = 0; i < 130; i++) {
            recorder.add(new RunRecord(
                    "ffmpeg",
                    List.of(),
                    "ffmpeg " + i,
                    OptionalInt.of(0),
                    "exit code 0",
                    "",
                    "jvm",
                    Optional.of(Journal.create()),
                    List.of(),
                    List.of(),
                    List.of()));
        }

        assertThat(recorder.forgotten()).isEqualTo(30);
        assertThat(recorder.runs()).hasSize(100);
        assertThat(recorder.runs().get(0).commandLine()).isEqualTo("ffmpeg 30");
        assertThat(recorder.runs().subList(0, 80)).allMatch(run -> run.journal().isEmpty());
        assertThat(recorder.runs().subList(80, 100))
                .allMatch(run -> run.journal().isPresent());
    }

    @Test
    void archive_isBounded_andSaysWhatItLeftOut() throws IOException {
        Path files = Files.createDirectories(dir.resolve("files"));
        Files.write(files.resolve("a"), new byte[60]);
        Files.write(files.resolve("b"), new byte[60]);
        Files.write(files.resolve("c"), new byte[40]);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();

        List<FileArchive.Item> items = FileArchive.write(files, zip, 100);

        assertThat(items)
                .containsExactly(
                        new FileArchive.Item("a", 60, ""),
                        new FileArchive.Item("b", 60, "no room: all files together may have 100 bytes"),
                        new FileArchive.Item("c", 40, ""));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        FileArchive.write(files, again, 100);
        assertThat(again.toByteArray()).isEqualTo(zip.toByteArray());
    }
}
