package io.github.ffunit.ffmpeg.internal.threads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scheduler with guests whose threads are written in Java. */
@Timeout(60)
class GuestSchedulerTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    private static final int ADDRESS = 0x100;

    private final VirtualClock clock = new VirtualClock(Instant.EPOCH);
    private final GuestScheduler scheduler = new GuestScheduler(clock);
    private final FakeGuest guest = new FakeGuest();
    private final List<String> steps = new ArrayList<>();
    private final Set<Thread> before = guestThreads();

    @AfterEach
    void noGuestThreadIsLeft() {
        assertThat(guestThreads()).isSubsetOf(before);
    }

    @Test
    void run_mainExits_returnsItsCode() throws Exception {
        guest.main = () -> {
            throw scheduler.exit(42);
        };

        assertThat(run()).isEqualTo(42);
    }

    @Test
    void spawn_threads_runInOrderOfCreationWhenTheCallerBlocks() throws Exception {
        guest.thread(1, () -> steps.add("one"));
        guest.thread(2, () -> steps.add("two"));
        guest.main = () -> {
            scheduler.spawn(1, 1000);
            scheduler.spawn(2, 2000);
            steps.add("main");
            scheduler.passBaton();
            throw scheduler.exit(0);
        };

        run();
        assertThat(steps).containsExactly("main", "one", "two");
    }

    @Test
    void switch_threads_saveAndRestoreTheirStackPointers() throws Exception {
        guest.thread(1, () -> {
            steps.add("one at " + guest.stackPointer());
            guest.setStackPointer(900);
            scheduler.passBaton();
            steps.add("one at " + guest.stackPointer());
        });
        guest.main = () -> {
            scheduler.spawn(1, 1000);
            guest.setStackPointer(70);
            scheduler.passBaton();
            steps.add("main at " + guest.stackPointer());
            scheduler.passBaton();
            throw scheduler.exit(0);
        };

        run();
        assertThat(steps).containsExactly("one at 1000", "main at 70", "one at 900");
    }

    @Test
    void wake_someOfMany_wakesTheLongestWaiting() throws Exception {
        for (int i = 1; i <= 3; i++) {
            int id = i;
            guest.thread(id, () -> {
                scheduler.await(ADDRESS, -1);
                steps.add("woken " + id);
            });
        }
        guest.main = () -> {
            for (int i = 1; i <= 3; i++) {
                scheduler.spawn(i, 0);
            }
            scheduler.passBaton();
            steps.add("wakes " + scheduler.wake(ADDRESS, 2));
            scheduler.passBaton();
            steps.add("wakes " + scheduler.wake(ADDRESS, 9));
            steps.add("wakes " + scheduler.wake(ADDRESS, 9));
            scheduler.passBaton();
            throw scheduler.exit(0);
        };

        run();
        assertThat(steps).containsExactly("wakes 2", "woken 1", "woken 2", "wakes 1", "wakes 0", "woken 3");
    }

    @Test
    void sleep_hours_takeNoRealTimeAndEndInOrderOfDeadline() throws Exception {
        guest.thread(1, () -> {
            scheduler.sleep(2 * HOUR_NANOS);
            steps.add("two hours");
        });
        guest.main = () -> {
            scheduler.spawn(1, 0);
            scheduler.sleep(HOUR_NANOS);
            steps.add("one hour");
            scheduler.sleep(HOUR_NANOS + 1_000_000_000);
            throw scheduler.exit(0);
        };

        run();
        assertThat(steps).containsExactly("one hour", "two hours");
        assertThat(clock.nanos()).isGreaterThanOrEqualTo(2 * HOUR_NANOS);
    }

    @Test
    void await_withTimeout_tellsWhetherItWasWoken() throws Exception {
        guest.thread(1, () -> scheduler.wake(ADDRESS, 1));
        guest.main = () -> {
            steps.add("timed out: " + scheduler.await(ADDRESS, HOUR_NANOS));
            scheduler.spawn(1, 0);
            steps.add("timed out: " + scheduler.await(ADDRESS, HOUR_NANOS));
            scheduler.sleep(2 * HOUR_NANOS); // the deadline of the wait that was woken must not come back
            throw scheduler.exit(0);
        };

        run();
        assertThat(steps).containsExactly("timed out: true", "timed out: false");
    }

    @Test
    void await_addressZero_endsTheThreadAlone() throws Exception {
        guest.thread(1, () -> {
            scheduler.await(0, -1);
            steps.add("never");
        });
        guest.main = () -> {
            scheduler.spawn(1, 0);
            scheduler.passBaton();
            throw scheduler.exit(3);
        };

        assertThat(run()).isEqualTo(3);
        assertThat(steps).isEmpty();
    }

    @Test
    void spawn_tooMany_isRefusedAndTheRunGoesOn() throws Exception {
        guest.main = () -> {
            int started = 1; // main
            while (scheduler.spawn(started, 0) == 0) {
                guest.thread(started, () -> {});
                started++;
            }
            throw scheduler.exit(started);
        };

        assertThat(run()).isEqualTo(256);
    }

    @Test
    void exit_whileOthersBlockSleepAndHaveNotStarted_unwindsThem() throws Exception {
        AtomicBoolean unwound = new AtomicBoolean();
        guest.thread(1, () -> {
            try {
                scheduler.await(ADDRESS, -1);
            } finally {
                unwound.set(true);
            }
        });
        guest.thread(2, () -> scheduler.sleep(HOUR_NANOS));
        guest.thread(3, () -> {
            throw scheduler.exit(7);
        });
        guest.thread(4, () -> steps.add("never"));
        guest.main = () -> {
            for (int i = 1; i <= 4; i++) {
                scheduler.spawn(i, 0);
            }
            scheduler.await(ADDRESS + 4, -1);
        };

        assertThat(run()).isEqualTo(7);
        assertThat(unwound).isTrue();
        assertThat(steps).isEmpty();
    }

    @Test
    void run_everyThreadWaits_namesTheWaiters() {
        guest.name(0x200, "philosopher");
        guest.thread(0x200, () -> scheduler.await(0x500, -1));
        guest.main = () -> {
            scheduler.spawn(0x200, 0);
            scheduler.await(0x400, -1);
        };

        assertThatThrownBy(this::run)
                .isInstanceOf(GuestDeadlockException.class)
                .hasMessage("deadlock: every thread of the guest waits: #1 'main' at 0x400, #2 'philosopher' at 0x500");
    }

    @Test
    void run_lastRunnableThreadEnds_namesTheOthers() {
        guest.thread(0x200, () -> {});
        guest.main = () -> {
            scheduler.spawn(0x200, 0);
            scheduler.await(0x400, -1);
        };

        assertThatThrownBy(this::run)
                .isInstanceOf(GuestDeadlockException.class)
                .hasMessage("deadlock: every thread of the guest waits: #1 'main' at 0x400");
    }

    @Test
    void run_threadThrows_throwsTheSame() {
        IllegalStateException failure = new IllegalStateException("host call failed");
        guest.thread(1, () -> {
            throw failure;
        });
        guest.main = () -> {
            scheduler.spawn(1, 0);
            scheduler.await(ADDRESS, -1);
        };

        assertThatThrownBy(this::run).isSameAs(failure);
    }

    @Test
    void run_threadThrowsAnError_throwsTheSame() {
        AssertionError failure = new AssertionError("a listener's");
        guest.main = () -> {
            throw failure;
        };

        assertThatThrownBy(this::run).isSameAs(failure);
    }

    @Test
    void run_mainReturns_saysSo() {
        guest.main = () -> {};

        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the guest's main thread returned without proc_exit");
    }

    @Test
    void run_callerIsInterrupted_stopsALoopingGuestAtOnce() throws Exception {
        CountDownLatch looping = new CountDownLatch(1);
        guest.main = () -> loopUntilInterrupted(looping);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                run();
            } catch (InterruptedException | GuestStoppedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        looping.await();
        long start = System.nanoTime();
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        // 100 ms is the promise; the rest is for a busy machine
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void run_callerWasInterruptedBefore_stopsTheGuest() {
        guest.main = () -> loopUntilInterrupted(new CountDownLatch(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::run).isInstanceOf(InterruptedException.class);
    }

    @Test
    void run_timeIsUp_stopsTheGuest() {
        guest.main = () -> loopUntilInterrupted(new CountDownLatch(1));

        assertThatThrownBy(() -> scheduler.run(guest, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(GuestStoppedException.class, e -> assertThat(e.timeout())
                        .isTrue());
    }

    @Test
    void stop_fromAnotherThread_stopsTheGuest() throws Exception {
        CountDownLatch looping = new CountDownLatch(1);
        guest.main = () -> loopUntilInterrupted(looping);
        Thread stopper = new Thread(() -> {
            try {
                looping.await();
                scheduler.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();

        assertThatThrownBy(this::run).isInstanceOfSatisfying(GuestStoppedException.class, e -> assertThat(e.timeout())
                .isFalse());
        stopper.join();
    }

    @Test
    void stop_afterTheEnd_doesNothing() throws Exception {
        guest.main = () -> {
            throw scheduler.exit(5);
        };

        assertThat(run()).isEqualTo(5);
        scheduler.stop();
    }

    @Test
    void run_ended_letsGoOfTheGuest() throws Exception {
        WeakReference<Guest> forgotten = new WeakReference<>(runAndForget());

        for (int i = 0; i < 100 && forgotten.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(forgotten.get()).isNull();
        scheduler.stop(); // the scheduler itself is still in use
    }

    private Guest runAndForget() throws Exception {
        FakeGuest other = new FakeGuest();
        other.main = () -> {
            scheduler.spawn(1, 0);
            throw scheduler.exit(0);
        };
        scheduler.run(other, LONG);
        return other;
    }

    private int run() throws InterruptedException, GuestStoppedException {
        return scheduler.run(guest, LONG);
    }

    /** As compiled code does: looks at the interrupt flag in each round. */
    private static void loopUntilInterrupted(CountDownLatch looping) {
        looping.countDown();
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        throw new IllegalStateException("interrupted");
    }

    private static Set<Thread> guestThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ffunit-guest-"))
                .collect(Collectors.toSet());
    }

    private static final class FakeGuest implements Guest {

        private final Map<Integer, Runnable> threads = new HashMap<>();
        private final ArrayMemory memory = new ArrayMemory(0x10000);
        private Runnable main = () -> {};
        private int stackPointer;

        void thread(int handle, Runnable body) {
            threads.put(handle, body);
        }

        void name(int handle, String name) {
            memory.window(handle, name.length()).put(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void runMain() {
            main.run();
        }

        @Override
        public void runThread(int thread) {
            requireNonNull(threads.get(thread)).run();
        }

        @Override
        public void interrupt(Thread thread) {
            thread.interrupt();
        }

        @Override
        public void close() {}

        @Override
        public int stackPointer() {
            return stackPointer;
        }

        @Override
        public void setStackPointer(int value) {
            stackPointer = value;
        }

        @Override
        public GuestMemory memory() {
            return memory;
        }
    }
}
