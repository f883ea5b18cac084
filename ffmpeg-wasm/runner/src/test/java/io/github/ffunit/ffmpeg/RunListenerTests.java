package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.vfs.journal.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sandbox tells of its runs. */
@Timeout(300)
class RunListenerTests {

    /** Keeps what it is told, with the thread that told it. */
    private static final class Told implements RunListener {

        private final List<Run> ended = new ArrayList<>();
        private final List<FFmpegException> stopped = new ArrayList<>();
        private final List<String> threads = new ArrayList<>();

        @Override
        public void ended(Run run) {
            ended.add(run);
            threads.add(Thread.currentThread().getName());
        }

        @Override
        public void stopped(FFmpegException exception) {
            stopped.add(exception);
        }
    }

    private final Told told = new Told();

    @Test
    void ended_isToldOfEachRunInOrder_alsoOfThoseThatFail() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().listener(told).open()) {
            Run version = sandbox.ffmpeg().run("-version");
            assertThatThrownBy(() -> sandbox.ffprobe().run("missing")).isInstanceOf(FFmpegExitException.class);
            assertThatThrownBy(() -> sandbox.ffmpeg().run(1.5f, new Object()))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(told.ended).extracting(Run::commandLine).containsExactly("ffmpeg -version", "ffprobe missing");
            assertThat(told.ended.get(0)).isSameAs(version);
            assertThat(told.stopped).isEmpty();
            assertThat(told.threads).containsOnly(Thread.currentThread().getName());
        }
    }

    @Test
    void stopped_isToldWhatTheCallerGets() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                .limits(Limits.defaults().withOutputBytes(1000))
                .listener(told)
                .open()) {
            assertThatThrownBy(() -> sandbox.ffmpeg().run("-f", "lavfi", "-i", "sine", "-f", "wav", "-"))
                    .isInstanceOf(LimitExceededException.class)
                    .isSameAs(told.stopped.get(0));
            assertThat(told.ended).isEmpty();
        }
    }

    @Test
    void job_tellsOnItsOwnThread_beforeItIsDone() throws InterruptedException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().listener(told).open();
                Job job = sandbox.ffmpeg().start("-version")) {
            Run run = job.await();

            assertThat(told.ended).containsExactly(run);
            assertThat(told.threads).allMatch(name -> name.startsWith("ffunit-job-"));
        }
    }

    @Test
    void parallelRuns_areToldOneAtATime() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> atOnce = Collections.synchronizedList(new ArrayList<>());
        RunListener slow = new RunListener() {
            @Override
            public void ended(Run run) {
                atOnce.add(inside.incrementAndGet());
                LockSupport.parkNanos(10_000_000);
                inside.decrementAndGet();
            }
        };
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().listener(slow).open()) {
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                jobs.add(sandbox.ffprobe().start("-version"));
            }
            for (Job job : jobs) {
                job.await();
            }
        }
        assertThat(atOnce).hasSize(8).containsOnly(1);
    }

    @Test
    void listenerThatThrows_endsTheRunWithItsException() {
        RunListener broken = new RunListener() {
            @Override
            public void ended(Run run) {
                throw new IllegalStateException("no place left for reports");
            }
        };
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().listener(broken).open()) {
            assertThatThrownBy(() -> sandbox.ffmpeg().run("-version"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no place left for reports");
        }
    }

    @Test
    void journal_onRequest_isThatOfEachRunAlone() {
        try (FFmpegSandbox sandbox =
                FFmpegSandbox.builder().journal(true).listener(told).open()) {
            Run tone = sandbox.ffmpeg().run("-f", "lavfi", "-i", "sine=duration=1", "tone.wav");
            sandbox.ffprobe().tryRun("tone.wav");
            assertThatThrownBy(() -> sandbox.ffmpeg()
                            .withLimits(Limits.defaults().withOutputBytes(1000))
                            .run("-i", "tone.wav", "copy.wav"))
                    .isInstanceOf(LimitExceededException.class);

            Journal journal = tone.journal().orElseThrow();
            assertThat(journal.bytesWritten("/sandbox/tone.wav")).isGreaterThan(88_200);
            Journal next = told.ended.get(1).journal().orElseThrow();
            assertThat(next.bytesWritten("/sandbox/tone.wav")).isZero();
            assertThat(next.bytesRead("/sandbox/tone.wav")).isGreaterThan(1000);
            assertThat(told.stopped.get(0).journal().orElseThrow().filesOpened())
                    .contains("/sandbox/tone.wav", "/sandbox/copy.wav");
        }
    }

    @Test
    void journal_byDefault_isNone() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            assertThat(sandbox.ffmpeg().run("-version").journal()).isEmpty();
        }
    }
}
