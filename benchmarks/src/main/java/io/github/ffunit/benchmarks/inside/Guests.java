package io.github.ffunit.benchmarks.inside;

import io.github.ffunit.ffmpeg.internal.engine.Engines;
import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.ffmpeg.internal.wasi.ProcessCalls;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.HostCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Instances of FFmpeg's module that never run. */
final class Guests {

    private static final long MAX_MEMORY_BYTES = 1L << 30;

    private Guests() {}

    /** What a run does before the guest's first instruction. */
    static Guest newGuest(VfsBridge bridge) {
        VirtualClock clock = new VirtualClock(Instant.EPOCH);
        List<HostCall> calls = new ArrayList<>(bridge.hostCalls());
        calls.addAll(new ProcessCalls(
                        List.of("ffmpeg"),
                        List.of(),
                        new GuestScheduler(clock),
                        clock,
                        bridge::readiness,
                        level -> {},
                        0)
                .hostCalls());
        return Engines.shared().newGuest(calls, MAX_MEMORY_BYTES);
    }
}
