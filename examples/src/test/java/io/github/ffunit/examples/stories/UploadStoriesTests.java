package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.params.BrokenMediaSource.Refusal.FFPROBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.FaultyIo;
import io.github.ffunit.IoCondition;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.ffmpeg.Job;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.fixtures.broken.BrokenMedia;
import io.github.ffunit.params.BrokenMediaSource;
import io.github.ffunit.params.IoConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** Files that are broken, disks that are full, users who lose patience. */
@FFmpegTest
class UploadStoriesTests {

    /** Takes an upload, or says why not. */
    private static String ingest(FFprobe ffprobe, Path upload) {
        Run run = ffprobe.tryRun("-v", "warning", upload);
        return run.exitCode() == 0 ? "accepted" : "rejected: " + run.logText();
    }

    /** Exports under another name first, so that nobody meets half a file. */
    private static void export(FFmpeg ffmpeg, Path in, Path out) throws IOException {
        Path unfinished = out.resolveSibling("unfinished.mkv");
        try {
            ffmpeg.run("-y", "-xerror", "-i", in, "-c", "copy", unfinished);
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (FFmpegExitException e) {
            throw new IOException("cannot export to " + out, e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    // ---- Broken uploads

    @ParameterizedTest
    @BrokenMediaSource(refusedBy = FFPROBE)
    void upload_ofBrokenFile_isRejectedWithItsReason(BrokenMedia broken, FFprobe ffprobe, @Work Path dir)
            throws IOException {
        String verdict = ingest(ffprobe, broken.writeTo(dir));

        assertThat(verdict).startsWith("rejected").contains(broken.expectedReason());
    }

    @Test
    void upload_thatIsTakenWithoutALook_isSeen(@Work Path dir) throws IOException {
        Path upload = BrokenMedia.MP4_WITHOUT_MOOV.writeTo(dir);

        assertThatThrownBy(() -> assertThatMedia(upload).isWellFormed())
                .hasMessage(
                        "[/sandbox/no-moov.mp4]: cannot be read: moov atom not found; Invalid data found when processing input");
    }

    // ---- A disk that is full in the middle

    @Test
    @FaultyIo(enospcAfter = 64 * 1024)
    void export_onFullDisk_leavesNothing(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir)
            throws IOException {
        assertThatThrownBy(() -> export(ffmpeg, in, dir.resolve("out.mkv"))).isInstanceOf(IOException.class);

        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @FaultyIo(enospcAfter = 64 * 1024)
    void export_inPlace_isSeen(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        Path out = dir.resolve("out.mkv");
        assertThat(ffmpeg.tryRun("-xerror", "-i", in, "-c", "copy", out).exitCode())
                .isNotZero();

        assertThatThrownBy(() -> assertThat(out).doesNotExist())
                .hasMessage("\nExpecting path:\n  /sandbox/out.mkv\nnot to exist");
        assertThatThrownBy(() -> assertThatMedia(out).isWellFormed()).hasMessage("""
                [/sandbox/out.mkv]: expected a well-formed file but
                  decoding: File ended prematurely""");
    }

    // ---- One test, whatever the disk does

    @ParameterizedTest
    @IoConditions
    void export_whateverTheDiskDoes_isWholeOrMissing(
            IoCondition condition, FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        Path out = dir.resolve("out.mkv");
        boolean done;
        try {
            export(ffmpeg, in, out);
            done = true;
        } catch (IOException e) {
            done = false;
        }

        assertThat(done || !condition.isHarmless()).isTrue();
        assertThat(Files.exists(out)).isEqualTo(done);
    }

    @ParameterizedTest
    @IoConditions({IoCondition.SHORT_READS, IoCondition.READ_ERROR})
    void export_thatNobodyLooksAt_isSeen(
            IoCondition condition, FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        Path out = dir.resolve("out.mkv");
        // Nobody looks at the exit code
        ffmpeg.tryRun("-i", in, "-c", "copy", out);

        if (condition.isHarmless()) {
            assertThatMedia(out).hasSamePayloadAs(in);
        } else {
            assertThatThrownBy(() -> assertThatMedia(out).hasStreamCount(2))
                    .hasMessage("[/sandbox/out.mkv]: there is no such file");
        }
    }

    // ---- Whoever cancels keeps what is there

    @Test
    @Timeout(60)
    void quit_finishesTheFile(FFmpeg ffmpeg, @Work Path dir) throws InterruptedException {
        CountDownLatch oneSecond = new CountDownLatch(1);
        try (Job job = ffmpeg.withProgress(progress -> {
                    if (progress.outTime().filter(time -> time.toSeconds() >= 1).isPresent()) {
                        oneSecond.countDown();
                    }
                })
                .start("-re", "-f", "lavfi", "-i", "testsrc2=size=64x48", "-c:v", "ffv1", "live.mkv")) {
            oneSecond.await();
            job.quit();
            assertThat(job.await().exitCode()).isZero();
        }
        assertThatMedia(dir.resolve("live.mkv")).isWellFormed();
    }

    @Test
    @Timeout(60)
    void cancel_insteadOfQuit_isSeen(FFmpeg ffmpeg, @Work Path dir) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        try (Job job = ffmpeg.withProgress(progress -> begun.countDown())
                .start("-re", "-f", "lavfi", "-i", "testsrc2=size=64x48", "-c:v", "mpeg4", "live.mp4")) {
            begun.await();
        }
        assertThatThrownBy(() -> assertThatMedia(dir.resolve("live.mp4")).isWellFormed())
                .hasMessage(
                        "[/sandbox/live.mp4]: cannot be read: moov atom not found; Invalid data found when processing"
                                + " input");
    }
}
