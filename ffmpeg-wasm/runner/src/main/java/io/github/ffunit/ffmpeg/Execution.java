package io.github.ffunit.ffmpeg;

import io.github.ffunit.ffmpeg.internal.engine.Engine;
import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.ffmpeg.internal.engine.GuestInterruptedException;
import io.github.ffunit.ffmpeg.internal.engine.GuestMemoryLimitException;
import io.github.ffunit.ffmpeg.internal.engine.GuestStackOverflowException;
import io.github.ffunit.ffmpeg.internal.engine.GuestTrapException;
import io.github.ffunit.ffmpeg.internal.threads.GuestDeadlockException;
import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.GuestStoppedException;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.ffmpeg.internal.wasi.ProcessCalls;
import io.github.ffunit.vfs.Changes;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.VfsBridgeBuilder;
import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program, from arguments to {@link Run} or exception: puts together a guest, its files, its threads and its
 * limits, and takes them apart again.
 */
final class Execution {

    /** The low byte is all that a process of Linux can tell its parent. */
    private static final int EXIT_CODE_MASK = 0xff;

    private final FFmpegSandbox sandbox;
    private final Invocation invocation;
    private final List<String> arguments;
    private final Limits limits;
    private final StandardInput in;
    private final VirtualClock clock;
    private final GuestScheduler scheduler;
    private final LogCollector log;
    private final Budget budget;
    private final @Nullable Journal journal;

    Execution(FFmpegSandbox sandbox, Invocation invocation, List<String> arguments) {
        this.sandbox = sandbox;
        this.invocation = invocation;
        this.arguments = arguments;
        this.limits = invocation.limits();
        this.in = new StandardInput(invocation.openStandardInput());
        this.clock = new VirtualClock(sandbox.epoch());
        this.scheduler = new GuestScheduler(clock);
        this.budget = new Budget(limits);
        this.journal = sandbox.newJournal();
        this.log = new LogCollector(budget, invocation.standardError(), invocation.logListener());
    }

    /** See {@link Job#quit}. From any thread. */
    void quit() {
        in.quit();
    }

    /** Stops the guest; {@link #run} then throws. From any thread. */
    void stop() {
        scheduler.stop();
    }

    /**
     * Runs the program. When this returns or throws, nothing of the guest is left but its files.
     *
     * @throws FFmpegException if the program does not end by itself
     */
    Run run() {
        Engine engine = sandbox.engine();
        long start = System.nanoTime();
        StandardOutput out = new StandardOutput(budget, invocation.standardOutput());
        try (VfsBridge bridge = openBridge(out);
                Guest guest = engine.newGuest(hostCalls(bridge), limits.memoryBytes())) {
            int code = scheduler.run(guest, limits.wallTime());
            log.finish();
            Changes changes = bridge.changes();
            return new Run(
                    transcript(engine),
                    code & EXIT_CODE_MASK,
                    out.collected(),
                    changes.created(),
                    changes.changed(),
                    Duration.ofNanos(System.nanoTime() - start),
                    guest.memory().size());
        } catch (LimitReached e) {
            throw limitExceeded(e.limit(), e.getMessage(), engine);
        } catch (GuestMemoryLimitException e) {
            throw limitExceeded(LimitExceededException.Limit.MEMORY, e.getMessage(), engine);
        } catch (GuestStoppedException e) {
            if (e.timeout()) {
                throw limitExceeded(
                        LimitExceededException.Limit.WALL_TIME,
                        "more than %s of real time; raise it with Limits.withWallTime".formatted(limits.wallTime()),
                        engine);
            }
            throw new FFmpegCancelledException(invocation.program() + " was cancelled", finished(engine));
        } catch (InterruptedException | GuestInterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegCancelledException(
                    invocation.program() + " was cancelled: the thread that waited for it was interrupted",
                    finished(engine));
        } catch (GuestTrapException e) {
            throw new GuestCrashException(
                    e instanceof GuestStackOverflowException
                            ? GuestCrashException.Reason.STACK_OVERFLOW
                            : GuestCrashException.Reason.TRAP,
                    "%s crashed: %s".formatted(invocation.program(), e.getMessage()),
                    e.guestStack(),
                    finished(engine),
                    e.getCause());
        } catch (GuestDeadlockException e) {
            throw new GuestCrashException(
                    GuestCrashException.Reason.DEADLOCK,
                    "%s hangs: %s".formatted(invocation.program(), e.getMessage()),
                    List.of(),
                    finished(engine),
                    e);
        }
    }

    private VfsBridge openBridge(StandardOutput out) {
        try {
            VfsBridgeBuilder bridge = sandbox.newBridge(invocation.progressDevice())
                    .standardInput(in)
                    .standardOutput(out)
                    .standardError(log)
                    .guard(budget)
                    .clock(() -> clock.toEpochNanos(clock.nanos()));
            return journal == null ? bridge.open() : bridge.journal(journal).open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot show the sandbox's directories to the guest", e);
        }
    }

    private List<HostCall> hostCalls(VfsBridge bridge) {
        List<String> argv = new ArrayList<>(arguments);
        argv.add(0, invocation.program());
        List<HostCall> calls = new ArrayList<>(bridge.hostCalls());
        calls.addAll(new ProcessCalls(
                        argv,
                        invocation.environment(),
                        scheduler,
                        clock,
                        bridge::readiness,
                        log::level,
                        sandbox.randomSeed())
                .hostCalls());
        return calls;
    }

    private LimitExceededException limitExceeded(
            LimitExceededException.Limit limit, @Nullable String message, Engine engine) {
        return new LimitExceededException(
                limit, "%s was stopped: %s".formatted(invocation.program(), message), finished(engine));
    }

    private Transcript finished(Engine engine) {
        log.finish();
        return transcript(engine);
    }

    private Transcript transcript(Engine engine) {
        return new Transcript(
                invocation.program(),
                arguments,
                log.lines(),
                log.text(),
                engine.description() + ", FFmpeg " + engine.ffmpegVersion(),
                journal);
    }
}
