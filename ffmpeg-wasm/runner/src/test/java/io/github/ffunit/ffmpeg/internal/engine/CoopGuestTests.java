package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.internal.threads.GuestDeadlockException;
import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.GuestStoppedException;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.ffmpeg.internal.wasi.ProcessCalls;
import io.github.ffunit.vfs.GuestOutput;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real guest threads in C, each scenario a run of {@code coop_test.c}, which the recipe builds beside FFmpeg. */
@Timeout(120)
class CoopGuestTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long MEMORY = 512L << 20; // 256 stacks of 1 MiB in one scenario

    private static Engine engine;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void compileGuest() {
        WasmModule module = Parser.parse(Path.of(System.getProperty("ffunit.test.coop")));
        Function<Instance, Machine> machines = MachineFactoryCompiler.compile(module);
        engine = JvmEngine.of(new CompiledModule() {
            @Override
            public WasmModule wasmModule() {
                return module;
            }

            @Override
            public Function<Instance, Machine> machineFactory() {
                return machines;
            }
        });
    }

    @AfterEach
    void noGuestThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ffunit-guest-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turns", "sleeps", "timed", "misc", "many", "fifo", "mainexit", "errors", "duplicates"})
    void run_scenarioThatChecksItself_exitsWithZeroTwiceTheSameWay(String scenario) throws Exception {
        assertThat(run(scenario, LONG)).as(err::toString).isZero();
        byte[] first = out.toByteArray();
        out.reset();
        assertThat(run(scenario, LONG)).as(err::toString).isZero();

        assertThat(out.toByteArray()).isEqualTo(first);
    }

    @Test
    void run_threadsTakeTurns_inAFixedOrder() throws Exception {
        run("turns", LONG);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .startsWith("round 0 thread 0", "round 0 thread 1", "round 0 thread 2", "round 1 thread 0")
                .endsWith("joined 0", "joined 10", "joined 20", "ok");
    }

    @Test
    void run_anotherThreadExits_endsTheGuest() throws Exception {
        assertThat(run("exits", LONG)).isEqualTo(42);
    }

    @Test
    void run_deadlock_namesTheWaiters() {
        assertThatThrownBy(() -> run("deadlock", LONG))
                .isInstanceOf(GuestDeadlockException.class)
                .hasMessageContaining("#1 'main' at 0x")
                .hasMessageContaining("#2 'philosopher' at 0x");
    }

    @Test
    void run_trapInAThread_isATrapWithTheGuestsStack() {
        assertThatThrownBy(() -> run("trap", LONG))
                .isInstanceOfSatisfying(GuestTrapException.class, trap -> assertThat(trap.guestStack())
                        .isNotEmpty());
    }

    @Test
    void run_badAddress_isATrapThatSaysWhere() {
        assertThatThrownBy(() -> run("fault", LONG))
                .isInstanceOf(GuestTrapException.class)
                .hasMessageStartingWith("out of bounds memory access: 4 bytes at address 2147483632, memory has ");
    }

    @Test
    void run_stackOverrun_isNoticed() {
        assertThatThrownBy(() -> run("overrun", LONG)).isInstanceOf(GuestTrapException.class);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("overran its stack");
    }

    @Test
    void run_foreverWithATimeLimit_isStopped() {
        assertThatThrownBy(() -> run("forever", Duration.ofMillis(300)))
                .isInstanceOfSatisfying(GuestStoppedException.class, stopped -> assertThat(stopped.timeout())
                        .isTrue());
    }

    @Test
    void run_foreverAndInterrupted_endsSoon() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                run("forever", LONG);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        Thread.sleep(300);
        long start = System.nanoTime();
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        // 100 ms is the promise; the rest is for a busy machine
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void newGuest_memoryLimitBelowTheInitialSize_throws() {
        assertThatThrownBy(() -> run("turns", LONG, 65_536)).isInstanceOf(GuestMemoryLimitException.class);
    }

    private int run(String scenario, Duration wallTime) throws Exception {
        return run(scenario, wallTime, MEMORY);
    }

    private int run(String scenario, Duration wallTime, long memoryBytes) throws Exception {
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
            calls.addAll(new ProcessCalls(
                            List.of("coop_test", scenario),
                            List.of(),
                            scheduler,
                            clock,
                            bridge::readiness,
                            level -> {},
                            0)
                    .hostCalls());
            return scheduler.run(engine.newGuest(calls, memoryBytes), wallTime);
        }
    }

    private static GuestOutput into(ByteArrayOutputStream collected) {
        return bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            collected.writeBytes(copy);
        };
    }
}
