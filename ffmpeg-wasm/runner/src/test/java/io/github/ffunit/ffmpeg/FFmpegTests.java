package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real ffmpeg and ffprobe, on tiny media. */
@Timeout(600)
class FFmpegTests {

    /** The engine and its version, whichever it is. */
    private static final String ENGINE =
            "(jvm \\(Chicory [0-9.]+\\)|native \\(wasm2c [0-9a-f]+, x86-64-v2\\)), FFmpeg 9\\.0\\.2";

    /** Ten small frames: half a second of video. */
    private static final Object[] VIDEO = {"-f", "lavfi", "-i", "testsrc2=size=64x48:rate=20:duration=0.5"};

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();
    private final FFmpeg ffmpeg = sandbox.ffmpeg();
    private final Path work = sandbox.workDirectory();

    @AfterEach
    void nothingIsLeft() {
        sandbox.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ffunit-"));
    }

    @Test
    void run_version_printsItOnStandardOutput() {
        Run run = ffmpeg.run("-version");

        assertThat(run.standardOutputText()).startsWith("ffmpeg version 9.0.2 ").contains("--enable-libx264");
        assertThat(run.exitCode()).isZero();
        assertThat(run.program()).isEqualTo("ffmpeg");
        assertThat(run.commandLine()).isEqualTo("ffmpeg -version");
        assertThat(run.engine()).matches(ENGINE);
        assertThat(run.createdFiles()).isEmpty();
        assertThat(run.peakMemoryBytes()).isBetween(1L << 20, 1L << 26);
        assertThat(ffmpeg.version()).isEqualTo("9.0.2");
    }

    @Test
    void run_faststart_makesAnMp4ThatProbesExactly() throws IOException {
        Path clip = work.resolve("clip.mp4");
        Run run = ffmpeg.run(
                with(VIDEO, "-c:v", "libx264", "-preset", "ultrafast", "-bf", 0, "-movflags", "+faststart", clip));

        assertThat(run.createdFiles()).containsExactly(clip);
        assertThat(run.changedFiles()).isEmpty();
        String bytes = Files.readString(clip, StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));

        MediaInfo info = sandbox.ffprobe().probe(clip);
        assertThat(info.format().names()).contains("mp4");
        assertThat(info.format().sizeBytes().orElseThrow()).isEqualTo(Files.size(clip));
        assertThat(info.streams()).hasSize(1);
        StreamInfo video = info.streams().get(0);
        assertThat(video.type()).isEqualTo(StreamInfo.Type.VIDEO);
        assertThat(video.codecName()).contains("h264");
        assertThat(video.codecTag()).contains("avc1");
        assertThat(video.averageFrameRate()).contains(Rational.of(20));
        assertThat(video.frameCount()).hasValue(10);
        assertThat(video.duration()).contains(Duration.ofMillis(500));
        assertThat(video.timeBase().times(video.durationTicks().orElseThrow())).isEqualTo(new Rational(1, 2));
    }

    @Test
    void run_relativePaths_startAtTheWorkDirectory() throws IOException {
        Files.createDirectory(work.resolve("sub"));
        ffmpeg.run(with(VIDEO, "-frames:v", 1, "-c:v", "png", "sub/one.png"));

        assertThat(work.resolve("sub/one.png")).isNotEmptyFile();
    }

    @Test
    void run_log_hasLevelsAndComponentsAndTheExactText() {
        List<LogLine> heard = new ArrayList<>();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Run run = ffmpeg.withLog(heard::add)
                .withStandardError(copy)
                .run(with(VIDEO, "-loglevel", "verbose", "-c:v", "libx264", "-preset", "ultrafast", "-f", "null", "-"));

        assertThat(run.log()).isEqualTo(heard).anySatisfy(line -> {
            assertThat(line.component()).isEqualTo("libx264");
            assertThat(line.level()).isEqualTo(LogLine.Level.INFO);
            assertThat(line.message()).startsWith("using SAR=1/1");
        });
        assertThat(run.log()).anyMatch(line -> line.level() == LogLine.Level.VERBOSE);
        assertThat(run.logText()).startsWith("ffmpeg version 9.0.2").doesNotContain("[info]");
        assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(run.logText());
    }

    @Test
    void run_missingInput_throwsWithExitCodeReasonsAndCommand() {
        assertThatThrownBy(() -> ffmpeg.run("-i", "no such.mp4", "out.mkv"))
                .asInstanceOf(type(FFmpegExitException.class))
                .satisfies(e -> {
                    assertThat(e.exitCode()).isEqualTo(254);
                    assertThat(e.errorLines())
                            .hasSizeBetween(1, 5)
                            .last()
                            .isEqualTo("Error opening input files: No such file or directory");
                    assertThat(e.arguments()).containsExactly("-i", "no such.mp4", "out.mkv");
                    assertThat(e.commandLine()).isEqualTo("ffmpeg -i 'no such.mp4' out.mkv");
                    assertThat(e.run().exitCode()).isEqualTo(254);
                    assertThat(e)
                            .hasMessageStartingWith("ffmpeg exited with 254:\n  ")
                            .message()
                            .contains("\n  Error opening input files: No such file or directory"
                                    + "\n  ffmpeg -i 'no such.mp4' out.mkv\n  ")
                            .matches("(?s).*\n  " + ENGINE);
                });
        assertThat(ffmpeg.tryRun("-i", "no such.mp4", "out.mkv").exitCode()).isEqualTo(254);
    }

    @Test
    void run_standardInputToOutput_areBytes() {
        byte[] wav = ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", "-f", "wav", "-")
                .standardOutput();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = ffmpeg.withStandardInput(new ByteArrayInputStream(wav))
                .withStandardOutput(out)
                .run("-i", "pipe:0", "-c", "copy", "-f", "s16le", "pipe:1");

        assertThat(new String(wav, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("RIFF");
        assertThat(out.size()).isEqualTo(2 * 4410);
        assertThat(run.standardOutput()).isEmpty();
        assertThat(ffmpeg.withStandardInput(wav)
                        .run("-i", "-", "-c", "copy", "-f", "s16le", "-")
                        .standardOutput())
                .isEqualTo(out.toByteArray());
    }

    @Test
    void run_progress_isReportedTheSameEachTime() {
        List<Progress> first = progressOfALongerRun();

        assertThat(first).hasSizeGreaterThan(2).last().satisfies(last -> {
            assertThat(last.end()).isTrue();
            assertThat(last.outTime()).contains(Duration.ofSeconds(30));
        });
        assertThat(first).filteredOn(Progress::end).hasSize(1);
        assertThat(progressOfALongerRun()).isEqualTo(first);
    }

    private List<Progress> progressOfALongerRun() {
        List<Progress> events = new ArrayList<>();
        Run run = ffmpeg.withProgress(events::add)
                .run(
                        "-stats_period",
                        0.05,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=duration=30:sample_rate=8000",
                        "-f",
                        "null",
                        "-");
        assertThat(run.arguments()).startsWith("-progress", "/dev/ffunit-progress", "-stats_period", "0.05");
        return events;
    }

    @Test
    void run_twiceAndWhileOthersRun_givesTheSameBytes() throws Exception {
        byte[] alone = encode("alone.mkv");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "at-once-" + i + ".mkv";
                jobs.add(() -> encode(name));
            }
            for (Future<byte[]> atOnce : pool.invokeAll(jobs)) {
                assertThat(atOnce.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private byte[] encode(String name) throws IOException {
        Path target = work.resolve(name);
        ffmpeg.run(with(VIDEO, "-threads", 4, "-c:v", "libx264", "-preset", "ultrafast", target));
        return Files.readAllBytes(target);
    }

    @Test
    void run_otherSeed_givesOtherRandomBytes() throws IOException {
        byte[] usual = encode("seed0.mkv"); // Matroska writes random identifiers
        try (FFmpegSandbox other = FFmpegSandbox.builder().randomSeed(1).open()) {
            Path target = other.workDirectory().resolve("seed1.mkv");
            other.ffmpeg().run(with(VIDEO, "-threads", 4, "-c:v", "libx264", "-preset", "ultrafast", target));

            assertThat(Files.readAllBytes(target)).hasSameSizeAs(usual).isNotEqualTo(usual);
        }
    }

    @Test
    void run_changedFile_isListedAsChanged() throws IOException {
        Path target = Files.write(work.resolve("a.wav"), new byte[] {1});
        Run run = ffmpeg.run("-y", "-f", "lavfi", "-i", "sine=duration=0.1", target);

        assertThat(run.changedFiles()).containsExactly(target);
        assertThat(run.createdFiles()).isEmpty();
    }

    @Test
    void run_readOnlyMount_failsAsOnAReadOnlyDisk() throws IOException {
        try (FileSystem files = jimfs(1 << 20);
                FFmpegSandbox readOnly = FFmpegSandbox.builder()
                        .mountReadOnly("/in", Files.createDirectory(files.getPath("/media")))
                        .open()) {
            Run run = readOnly.ffmpeg().tryRun("-f", "lavfi", "-i", "sine=duration=0.1", "/in/a.wav");

            assertThat(run.exitCode()).isEqualTo(226);
            assertThat(run.logText()).endsWith("Error opening output files: Read-only file system\n");
        }
    }

    @Test
    void run_fullFileSystem_failsAsOnAFullDisk() throws IOException {
        try (FileSystem files = jimfs(1 << 16);
                FFmpegSandbox full =
                        FFmpegSandbox.builder().root(files.getPath("/")).open()) {
            Run run = full.ffmpeg().tryRun("-f", "lavfi", "-i", "sine=duration=10", "a.wav");

            assertThat(run.exitCode()).isEqualTo(228);
            assertThat(run.logText()).contains("No space left on device");
        }
    }

    @Test
    void run_tooMuchOutput_stopsAtTheLimitAndKeepsWhatWasWritten() throws IOException {
        Path target = work.resolve("endless.wav");
        assertThatThrownBy(() -> ffmpeg.withLimits(Limits.defaults().withOutputBytes(600_000))
                        .run("-f", "lavfi", "-i", "sine", target))
                .asInstanceOf(type(LimitExceededException.class))
                .satisfies(e -> {
                    assertThat(e.limit()).isEqualTo(LimitExceededException.Limit.OUTPUT);
                    assertThat(e.logText()).contains("Input #0, lavfi");
                    assertThat(e)
                            .hasMessageStartingWith(
                                    "ffmpeg was stopped: more than 600000 bytes of output; raise it with Limits.withOutputBytes\n  ffmpeg -f lavfi -i sine /sandbox/endless.wav");
                });
        assertThat(Files.size(target)).isBetween(1L, 600_000L);
    }

    @Test
    void run_tooMuchOnStandardOutput_stopsAtTheLimit() {
        assertLimit(
                LimitExceededException.Limit.OUTPUT,
                Limits.defaults().withOutputBytes(50_000),
                "-f",
                "lavfi",
                "-i",
                "sine",
                "-f",
                "wav",
                "-");
    }

    @Test
    void run_tooManyFiles_stopsAtTheLimit() throws IOException {
        assertLimit(
                LimitExceededException.Limit.FILES,
                Limits.defaults().withFiles(3),
                with(VIDEO, "-c:v", "png", "frame%03d.png"));
        try (var files = Files.list(work)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void run_tooMuchLog_stopsAtTheLimit() {
        assertLimit(
                LimitExceededException.Limit.LOG,
                Limits.defaults().withLogBytes(3_000),
                with(VIDEO, "-loglevel", "trace", "-f", "null", "-"));
    }

    @Test
    void run_tooMuchMemory_stopsAtTheLimit() {
        assertLimit(
                LimitExceededException.Limit.MEMORY,
                Limits.defaults().withMemoryBytes(24 << 20),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=4000x3000:duration=0.1",
                "-f",
                "null",
                "-");
    }

    @Test
    void run_forEver_stopsAtTheTimeLimit() {
        assertLimit(
                LimitExceededException.Limit.WALL_TIME,
                Limits.defaults().withWallTime(Duration.ofMillis(1500)),
                "-f",
                "lavfi",
                "-i",
                "sine",
                "-f",
                "null",
                "-");
    }

    private void assertLimit(LimitExceededException.Limit limit, Limits limits, Object... arguments) {
        assertThatThrownBy(() -> ffmpeg.withLimits(limits).run(arguments))
                .asInstanceOf(type(LimitExceededException.class))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(limit))
                .satisfies(e -> assertThat(e.log()).isNotEmpty());
    }

    @Test
    void run_listenerThrows_endsTheRunWithTheSameException() {
        AssertionError expected = new AssertionError("seen");

        assertThatThrownBy(() -> ffmpeg.withLog(line -> {
                            throw expected;
                        })
                        .run("-i", "x"))
                .isSameAs(expected);
    }

    @Test
    void run_interrupted_stopsSoonAndKeepsTheFlag() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                ffmpeg.run("-f", "lavfi", "-i", "sine", "-f", "null", "-");
            } catch (FFmpegCancelledException e) {
                seen.add(e);
                seen.add(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        Thread.sleep(1500);
        long start = System.nanoTime();
        caller.interrupt();
        caller.join();

        // 100 ms is the promise; the rest is for a busy machine
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(seen).hasSize(2).last().isEqualTo(true);
    }

    @Test
    void probe_noMedia_throws() throws IOException {
        Path text = Files.writeString(work.resolve("a.mp4"), "no media");

        assertThatThrownBy(() -> sandbox.ffprobe().probe(text))
                .asInstanceOf(type(FFmpegExitException.class))
                .satisfies(e -> assertThat(e.program()).isEqualTo("ffprobe"))
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(1))
                .satisfies(e -> assertThat(e.errorLines())
                        .last()
                        .asString()
                        .endsWith("Invalid data found when processing input"));
    }

    @Test
    void scratch_given_isWhatTheGuestSeesAsTmp() throws IOException {
        try (FileSystem files = jimfs(1 << 20)) {
            Path scratch = Files.createDirectory(files.getPath("/scratch"));
            try (FFmpegSandbox inspected =
                    FFmpegSandbox.builder().scratch(scratch).open()) {
                inspected.ffmpeg().run("-f", "lavfi", "-i", "sine=duration=0.1", "/tmp/a.wav");
            }
            assertThat(scratch.resolve("a.wav")).isNotEmptyFile();
        }
    }

    private static FileSystem jimfs(long bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setBlockSize(4096)
                .setMaxSize(bytes)
                .build());
    }

    private static Object[] with(Object[] first, Object... more) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
