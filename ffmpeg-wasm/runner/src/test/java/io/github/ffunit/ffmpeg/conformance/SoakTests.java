package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is left behind by a run. */
class SoakTests {

    private static final int RUNS = 500;

    /** Room for what the JIT, the class loader and the collector do meanwhile; a leaked memory image has 30 MB. */
    private static final long HEAP_ALLOWANCE_BYTES = 24L << 20;

    @Test
    void fiveHundredRuns_leaveHeapThreadsAndHandlesFlat() throws IOException {
        for (int i = 0; i < 20; i++) {
            runOnce(i);
        }
        long heap = usedHeap();
        int threads = Thread.getAllStackTraces().size();
        long handles = openHandles();

        for (int i = 0; i < RUNS; i++) {
            runOnce(i);
        }

        assertThat(Thread.getAllStackTraces().size()).as("threads").isLessThanOrEqualTo(threads + 1);
        assertThat(openHandles()).as("file handles").isLessThanOrEqualTo(handles + 2);
        assertThat(usedHeap() - heap).as("growth of the heap in bytes").isLessThan(HEAP_ALLOWANCE_BYTES);
    }

    /** Good runs, failed ones and ones that end by an exit from within, in turn. */
    private static void runOnce(int i) {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            String line =
                    switch (i % 3) {
                        case 0 -> "-v error -f lavfi -i testsrc2=size=32x32:rate=25:duration=0.2 -c:v mpeg4 out.mp4";
                        case 1 -> "-v error -i missing.mp4 out.mp4";
                        default -> "-v error -f lavfi -i sine=duration=0.1 -f framemd5 -";
                    };
            int expected = i % 3 == 1 ? 254 : 0;
            assertThat(sandbox.ffmpeg().tryRun(words(line)).exitCode()).isEqualTo(expected);
        }
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long openHandles() throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return 0; // counted on Linux only
        }
        try (Stream<Path> open = Files.list(handles)) {
            return open.count();
        }
    }
}
