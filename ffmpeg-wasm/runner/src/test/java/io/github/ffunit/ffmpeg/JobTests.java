package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JobTests {

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final FFmpeg ffmpeg = sandbox.ffmpeg().withLog(line -> {
        if (line.text().startsWith("Output #0")) {
            reading.countDown();
        }
    });

    @AfterEach
    void nothingIsLeft() {
        sandbox.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ffunit-"));
    }

    @Test
    void await_programThatEnds_returnsTheRunWhateverItsExitCode() throws InterruptedException {
        try (Job good = ffmpeg.start("-version");
                Job bad = ffmpeg.start("-i", "missing")) {
            assertThat(good.await().exitCode()).isZero();
            assertThat(bad.await().exitCode()).isEqualTo(254);
            assertThat(good.isDone()).isTrue();
        }
    }

    @Test
    void quit_endlessInput_completesTheFile() throws InterruptedException {
        Path target = sandbox.workDirectory().resolve("endless.mkv");
        try (Job job = ffmpeg.start("-f", "lavfi", "-i", "sine", target)) {
            reading.await();
            assertThat(job.isDone()).isFalse();
            job.quit();

            assertThat(job.await().exitCode()).isZero();
        }
        // Only a file that was completed knows how long it is.
        assertThat(sandbox.ffprobe().probe(target).format().duration()).isPresent();
    }

    @Test
    void cancel_endlessInput_stopsAndKeepsWhatWasWritten() throws InterruptedException {
        Path target = sandbox.workDirectory().resolve("endless.wav");
        try (Job job = ffmpeg.start("-f", "lavfi", "-i", "sine", target)) {
            reading.await();
            job.cancel();

            assertThatThrownBy(job::await)
                    .isInstanceOf(FFmpegCancelledException.class)
                    .hasMessageStartingWith("ffmpeg was cancelled\n  ffmpeg -f lavfi -i sine /sandbox/endless.wav\n");
        }
        assertThat(target).exists();
    }

    @Test
    void close_running_cancelsAndWaits() throws InterruptedException {
        Job job = ffmpeg.start("-f", "lavfi", "-i", "sine", "-f", "null", "-");
        reading.await();
        job.close();
        job.close();

        assertThat(job.isDone()).isTrue();
    }

    @Test
    void sandboxClose_whileAJobRuns_cancelsIt() throws InterruptedException {
        Job job = ffmpeg.start("-f", "lavfi", "-i", "sine", "-f", "null", "-");
        reading.await();
        sandbox.close();

        assertThatThrownBy(job::await).isInstanceOf(FFmpegCancelledException.class);
    }

    @Test
    void quit_mediaOnStandardInput_endsTheInputInstead() throws InterruptedException, IOException {
        byte[] wav = ffmpeg.run("-f", "lavfi", "-i", "sine=duration=0.1", "-f", "wav", "-")
                .standardOutput();
        Path target = sandbox.workDirectory().resolve("copy.wav");
        try (Job job = ffmpeg.withStandardInput(wav).start("-i", "-", target)) {
            job.quit();
            job.await();
        }
        assertThat(Files.exists(target) ? Files.size(target) : 0).isLessThanOrEqualTo(wav.length);
    }
}
