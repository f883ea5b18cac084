package io.github.ffunit.benchmarks.inside;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.vfs.VfsBridge;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What every run pays, whatever it does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StartBenchmarks {

    private FFmpegSandbox sandbox;
    private VfsBridge bridge;

    /** Made by JMH. */
    public StartBenchmarks() {}

    /**
     * Opens a sandbox, whose files all guests here share.
     *
     * @throws IOException never, on Jimfs
     */
    @Setup
    public void open() throws IOException {
        sandbox = FFmpegSandbox.open();
        bridge = VfsBridge.builder().root(sandbox.workDirectory()).open();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        bridge.close();
        sandbox.close();
    }

    /** {@return the memory of an instance of the module before its first instruction, in bytes; makes and frees one} */
    @Benchmark
    public long newGuest() {
        try (Guest guest = Guests.newGuest(bridge)) {
            return guest.memory().size();
        }
    }

    /** {@return the exit code of a run that only says its version: instance, options, threads, end} */
    @Benchmark
    public int wholeRun() {
        return sandbox.ffprobe().run("-v", "quiet", "-version").exitCode();
    }

    /** {@return whether a sandbox has a directory; opens and closes one} */
    @Benchmark
    public boolean sandbox() {
        try (FFmpegSandbox fresh = FFmpegSandbox.open()) {
            return fresh.workDirectory().isAbsolute();
        }
    }
}
