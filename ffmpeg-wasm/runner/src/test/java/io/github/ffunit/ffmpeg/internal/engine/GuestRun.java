package io.github.ffunit.ffmpeg.internal.engine;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.ffmpeg.internal.wasi.ProcessCalls;
import io.github.ffunit.vfs.GuestOutput;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs of one small guest, with its threads, an empty file system and collected output. */
final class GuestRun {

    static final Duration LONG = Duration.ofMinutes(1);

    private final Engine engine;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    GuestRun(Engine engine) {
        this.engine = engine;
    }

    int run(long memoryBytes, Duration wallTime, String... arguments) throws Exception {
        out.reset();
        err.reset();
        List<String> argv = new ArrayList<>(List.of("guest"));
        argv.addAll(List.of(arguments));
        VirtualClock clock = new VirtualClock(Instant.parse("2000-01-01T00:00:00Z"));
        GuestScheduler scheduler = new GuestScheduler(clock);
        try (FileSystem files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                        .setAttributeViews("basic", "unix")
                        .build());
                VfsBridge bridge = VfsBridge.builder()
                        .root(files.getPath("/"))
                        .standardOutput(into(out))
                        .standardError(into(err))
                        .open()) {
            List<HostCall> calls = new ArrayList<>(bridge.hostCalls());
            calls.addAll(
                    new ProcessCalls(argv, List.of(), scheduler, clock, bridge::readiness, level -> {}, 0).hostCalls());
            try (Guest guest = engine.newGuest(calls, memoryBytes)) {
                return scheduler.run(guest, wallTime);
            }
        }
    }

    String standardOutput() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String standardError() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static GuestOutput into(ByteArrayOutputStream collected) {
        return bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            collected.writeBytes(copy);
        };
    }
}
