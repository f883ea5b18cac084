package io.github.ffunit.ffmpeg.internal.engine;

import static io.github.ffunit.ffmpeg.internal.engine.GuestRun.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.internal.threads.GuestDeadlockException;
import io.github.ffunit.ffmpeg.internal.threads.GuestStoppedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real guest threads in C, the same on every engine: each scenario is a run of {@code coop_test.c}, which the recipe
 * builds beside FFmpeg. */
@Timeout(120)
abstract class CoopGuestContract extends GuestContract {

    private static final long MEMORY = 512L << 20; // 256 stacks of 1 MiB in one scenario

    @ParameterizedTest
    @ValueSource(
            strings = {"turns", "sleeps", "timed", "misc", "many", "fifo", "mainexit", "errors", "duplicates", "grows"})
    void run_scenarioThatChecksItself_exitsWithZeroTwiceTheSameWay(String scenario) throws Exception {
        assertThat(run(scenario, LONG)).as(guest::standardError).isZero();
        String first = guest.standardOutput();
        assertThat(run(scenario, LONG)).as(guest::standardError).isZero();

        assertThat(guest.standardOutput()).isEqualTo(first);
    }

    @Test
    void run_threadsTakeTurns_inAFixedOrder() throws Exception {
        run("turns", LONG);

        assertThat(guest.standardOutput().lines())
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
                .hasMessageStartingWith("out of bounds memory access: ")
                .hasMessageContaining("at address 2147483632, memory has ");
    }

    @Test
    void run_stackOverrun_isNoticed() {
        assertThatThrownBy(() -> run("overrun", LONG)).isInstanceOf(GuestTrapException.class);
        assertThat(guest.standardError()).contains("overran its stack");
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
        assertThatThrownBy(() -> guest.run(65_536, LONG, "turns")).isInstanceOf(GuestMemoryLimitException.class);
    }

    private int run(String scenario, Duration wallTime) throws Exception {
        return guest.run(MEMORY, wallTime, scenario);
    }
}
