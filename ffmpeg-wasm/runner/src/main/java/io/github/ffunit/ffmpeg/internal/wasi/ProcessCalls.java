package io.github.ffunit.ffmpeg.internal.wasi;

import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * The host calls of one guest apart from files: arguments, environment, time, random numbers, waiting and ending of WASI
 * preview1; threads ({@code coop}); and the side channel on which the guest tells the level of what it logs next
 * ({@code ffunit}).
 */
public final class ProcessCalls {

    private static final String WASI = "wasi_snapshot_preview1";
    private static final String COOP = "coop";
    private static final String FFUNIT = "ffunit";

    private static final int NOT_SUPPORTED = Errno.NOTSUP.code();
    private static final int CLOCKS = 4;
    private static final int CLOCK_REALTIME = 0;

    private final StringTable arguments;
    private final StringTable environment;
    private final GuestScheduler scheduler;
    private final VirtualClock clock;
    private final Poll poll;
    private final IntConsumer logLevel;
    private final Random random;

    /**
     * Makes the calls of one guest.
     *
     * @param arguments of the program, its name first
     * @param environment each {@code NAME=value}
     * @param scheduler of the guest's threads
     * @param clock of the guest
     * @param descriptors tells whether transfers would block
     * @param logLevel is told the level of what the guest writes next to standard error
     * @param randomSeed of {@code random_get}
     */
    public ProcessCalls(
            List<String> arguments,
            List<String> environment,
            GuestScheduler scheduler,
            VirtualClock clock,
            Descriptors descriptors,
            IntConsumer logLevel,
            long randomSeed) {
        this.arguments = new StringTable(arguments);
        this.environment = new StringTable(environment);
        this.scheduler = scheduler;
        this.clock = clock;
        this.poll = new Poll(scheduler, clock, descriptors);
        this.logLevel = logLevel;
        this.random = new Random(randomSeed);
    }

    /** {@return the calls in a form that every engine can bind} */
    public List<HostCall> hostCalls() {
        return List.of(
                call(WASI, "args_sizes_get", "ii", (m, a) -> sizes(arguments, m, a)),
                call(WASI, "args_get", "ii", (m, a) -> contents(arguments, m, a)),
                call(WASI, "environ_sizes_get", "ii", (m, a) -> sizes(environment, m, a)),
                call(WASI, "environ_get", "ii", (m, a) -> contents(environment, m, a)),
                call(WASI, "clock_res_get", "ii", (m, a) -> clockResolution(m, (int) a[0], (int) a[1])),
                call(WASI, "clock_time_get", "iIi", (m, a) -> clockTime(m, (int) a[0], (int) a[2])),
                call(WASI, "random_get", "ii", (m, a) -> randomBytes(m, (int) a[0], (int) a[1])),
                call(
                        WASI,
                        "poll_oneoff",
                        "iiii",
                        (m, a) -> poll.oneOff(m, (int) a[0], (int) a[1], (int) a[2], (int) a[3])),
                call(WASI, "sched_yield", "", (m, a) -> passBaton()),
                call(WASI, "proc_raise", "i", (m, a) -> NOT_SUPPORTED),
                new HostCall(WASI, "proc_exit", "i", "", (m, a) -> {
                    throw scheduler.exit((int) a[0]);
                }),
                call(COOP, "spawn", "ii", (m, a) -> scheduler.spawn((int) a[0], (int) a[1])),
                call(COOP, "wait", "iI", (m, a) -> scheduler.await((int) a[0], a[1]) ? 1 : 0),
                call(COOP, "wake", "ii", (m, a) -> scheduler.wake((int) a[0], (int) a[1])),
                new HostCall(FFUNIT, "log_level", "i", "", (m, a) -> {
                    logLevel.accept((int) a[0]);
                    return 0;
                }));
    }

    private static HostCall call(String module, String name, String parameters, HostCall.Body body) {
        return new HostCall(module, name, parameters, "i", body);
    }

    private static int sizes(StringTable strings, GuestMemory memory, long[] addresses) {
        strings.writeSizes(memory, (int) addresses[0], (int) addresses[1]);
        return Errno.SUCCESS.code();
    }

    private static int contents(StringTable strings, GuestMemory memory, long[] addresses) {
        strings.write(memory, (int) addresses[0], (int) addresses[1]);
        return Errno.SUCCESS.code();
    }

    private static int clockResolution(GuestMemory memory, int id, int resultAddress) {
        if (id < 0 || id >= CLOCKS) {
            return Errno.INVAL.code();
        }
        memory.putLong(resultAddress, VirtualClock.NANOS_PER_READING);
        return Errno.SUCCESS.code();
    }

    private int clockTime(GuestMemory memory, int id, int resultAddress) {
        if (id < 0 || id >= CLOCKS) {
            return Errno.INVAL.code();
        }
        long now = clock.read();
        memory.putLong(resultAddress, id == CLOCK_REALTIME ? clock.toEpochNanos(now) : now);
        return Errno.SUCCESS.code();
    }

    private int randomBytes(GuestMemory memory, int address, int length) {
        var target = memory.window(address, length);
        while (target.hasRemaining()) {
            target.put((byte) random.nextInt());
        }
        return Errno.SUCCESS.code();
    }

    private int passBaton() {
        scheduler.passBaton();
        return Errno.SUCCESS.code();
    }
}
