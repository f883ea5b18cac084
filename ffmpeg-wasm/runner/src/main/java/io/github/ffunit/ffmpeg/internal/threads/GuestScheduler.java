package io.github.ffunit.ffmpeg.internal.threads;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the threads of one guest, one at a time.
 *
 * <p>Each guest thread has a Java thread, but only the one that holds the <em>baton</em> runs; all others are parked in
 * this class. The baton is passed where a guest thread blocks, sleeps, yields or ends, and always to the longest runnable
 * thread. A run is therefore a function of the guest's inputs and its clock alone.
 *
 * <p>The state below needs no lock: only the holder of the baton touches it, and passing the baton (a semaphore, or the
 * start of a thread) orders one holder's accesses before the next one's.
 *
 * <p>Whatever ends the guest (its exit, a trap, a deadlock, an exception of a host call, an interrupt, a timeout) takes
 * the same way: every other guest thread is released into a {@link ThreadEnd}, unwinds without running guest code, and is
 * joined.
 *
 * <p>{@link #run} is for the embedder and works once; the other methods are for host calls, on the guest thread that
 * called them. The guest's side of the contract is the header {@code coop.h} beside the module's recipe.
 */
public final class GuestScheduler {

    /** Errno {@code EAGAIN} of WASI. */
    private static final int AGAIN = 6;

    private static final int MAX_THREADS = 256;
    private static final int NAME_BYTES = 16;

    /** Reserves address space only; frames of compiled guest functions can be large. */
    private static final long JAVA_STACK_BYTES = 64L << 20;

    /** How long to wait for the guest to notice an interrupt before the next one. */
    private static final long INTERRUPT_PERIOD_MILLIS = 10;

    private final class Task {
        final int number = ++taskCount;
        final int thread; // the guest's handle; 0 is the main thread
        final Thread javaThread;
        final Semaphore baton = new Semaphore(0);
        int stackPointer; // while parked
        boolean started;

        // While parked in a wait or a sleep:
        int address; // 0: on none
        long deadline;
        long deadlineOrder;
        boolean hasDeadline;
        boolean timedOut;

        Task(int thread, int stackPointer) {
            this.thread = thread;
            this.stackPointer = stackPointer;
            this.javaThread = new Thread(null, () -> runTask(this), "ffunit-guest-" + number, JAVA_STACK_BYTES);
            this.javaThread.setDaemon(true);
        }

        String describe() {
            return "#%d '%s' at 0x%x".formatted(number, thread == 0 ? "main" : threadName(thread), address);
        }
    }

    private final VirtualClock clock;
    private @Nullable Guest guest;

    private int taskCount;
    private long sleepCount;
    private final List<Task> live = new ArrayList<>();
    private final List<Thread> javaThreads = new ArrayList<>();
    private final ArrayDeque<Task> runnable = new ArrayDeque<>();
    private final Map<Integer, ArrayDeque<Task>> waiters = new HashMap<>();
    private final PriorityQueue<Task> sleepers = new PriorityQueue<>(
            Comparator.<Task>comparingLong(task -> task.deadline).thenComparingLong(task -> task.deadlineOrder));

    // Shared with the thread in run().
    private volatile @Nullable Task running;
    private volatile boolean ending;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stirred = new CountDownLatch(1); // the guest has ended, or is to be stopped
    private @Nullable Throwable failure;
    private int exitCode;

    /**
     * Makes a scheduler for one run.
     *
     * @param clock that the guest sees; sleeps move it
     */
    public GuestScheduler(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * Runs the guest to its end. When this returns or throws, no thread of the guest is left.
     *
     * @param process what to run
     * @param wallTime how long it may take in real time
     * @return what the guest gave to {@code proc_exit}
     * @throws InterruptedException if the calling thread is interrupted, which stops the guest
     * @throws GuestStoppedException if the guest took too long, or {@link #stop} was called
     * @throws GuestDeadlockException if no thread of the guest could run any more
     * @throws RuntimeException what a guest thread ended with: a trap, or an exception of a host call
     */
    public int run(Guest process, Duration wallTime) throws InterruptedException, GuestStoppedException {
        this.guest = process;
        Task main = new Task(0, process.stackPointer());
        live.add(main);
        resume(main);

        Stop stop = awaitEnd(process, main, saturatedNanos(wallTime));
        this.guest = null; // whoever keeps the scheduler must not keep the guest's memory
        if (failure != null) {
            // Also when interrupted in the meantime: the guest had already failed by itself.
            if (stop == Stop.INTERRUPT) {
                Thread.currentThread().interrupt();
            }
            throw unchecked(failure);
        }
        switch (stop) {
            case INTERRUPT -> throw new InterruptedException("guest stopped");
            case REQUEST, TIMEOUT -> throw new GuestStoppedException(stop == Stop.TIMEOUT);
            default -> {
                return exitCode;
            }
        }
    }

    private enum Stop {
        NONE,
        INTERRUPT,
        REQUEST,
        TIMEOUT
    }

    /**
     * Stops the guest, from any thread; {@link #run} then throws. Returns at once. Does nothing when the guest has ended.
     */
    public void stop() {
        stirred.countDown();
    }

    /** Waits until the last guest thread is gone, and tells whether and why the guest had to be stopped. */
    private Stop awaitEnd(Guest process, Task main, long wallNanos) {
        Stop stop = awaitNews(wallNanos);
        boolean interrupted = stop == Stop.INTERRUPT;
        while (true) {
            try {
                if (stop != Stop.NONE) {
                    ending = true;
                    // The baton may be in flight: repeat until the interrupt met its holder.
                    while (!ended.await(INTERRUPT_PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                        Task holder = running;
                        process.interrupt((holder == null ? main : holder).javaThread);
                    }
                }
                for (Thread thread : javaThreads) {
                    thread.join();
                }
                if (interrupted && stop != Stop.INTERRUPT) {
                    Thread.currentThread().interrupt();
                }
                return stop;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private Stop awaitNews(long wallNanos) {
        try {
            if (!stirred.await(wallNanos, TimeUnit.NANOSECONDS)) {
                return Stop.TIMEOUT;
            }
            return ended.getCount() == 0 ? Stop.NONE : Stop.REQUEST;
        } catch (InterruptedException e) {
            return Stop.INTERRUPT;
        }
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // 292 years
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure; // neither guests nor host calls can throw anything else
    }

    /**
     * Makes a new thread runnable.
     *
     * @param thread the guest's handle
     * @param stackPointer the top of its C stack
     * @return 0 or an errno of WASI
     */
    public int spawn(int thread, int stackPointer) {
        if (live.size() >= MAX_THREADS) {
            return AGAIN;
        }
        Task task = new Task(thread, stackPointer);
        live.add(task);
        runnable.add(task);
        return 0;
    }

    /**
     * Parks the calling thread on an address.
     *
     * @param address any, but 0 ends the thread
     * @param timeoutNanos of the guest's time; negative waits for ever
     * @return whether the time ran out before a wake
     */
    public boolean await(int address, long timeoutNanos) {
        if (address == 0) {
            throw new ThreadEnd();
        }
        Task self = holder();
        self.address = address;
        self.timedOut = false;
        waiters.computeIfAbsent(address, a -> new ArrayDeque<>()).add(self);
        if (timeoutNanos >= 0) {
            addSleeper(self, timeoutNanos);
        }
        park(self);
        return self.timedOut;
    }

    /**
     * Makes threads runnable that wait on an address, longest waiting first.
     *
     * @param address they wait on
     * @param count how many at most
     * @return how many there were
     */
    public int wake(int address, int count) {
        int woken = 0;
        while (woken < count) {
            ArrayDeque<Task> queue = waiters.get(address);
            if (queue == null) {
                break;
            }
            Task task = queue.element();
            removeWaiter(task);
            if (task.hasDeadline) {
                sleepers.remove(task);
                task.hasDeadline = false;
            }
            runnable.add(task);
            woken++;
        }
        return woken;
    }

    /**
     * Parks the calling thread for a time.
     *
     * @param nanos of the guest's time
     */
    public void sleep(long nanos) {
        Task self = holder();
        addSleeper(self, Math.max(nanos, 0));
        park(self);
    }

    /** Lets every other runnable thread run first. */
    public void passBaton() {
        Task self = holder();
        runnable.add(self);
        park(self);
    }

    /**
     * Ends the guest.
     *
     * @param code for {@link #run} to return
     * @return what the caller must throw
     */
    public ThreadEnd exit(int code) {
        if (!ending) {
            exitCode = code;
            ending = true;
        }
        return new ThreadEnd();
    }

    private Task holder() {
        return requireNonNull(running);
    }

    private Guest process() {
        return requireNonNull(guest);
    }

    /** Reads the NUL-terminated name at the start of the guest's thread object. */
    private String threadName(int thread) {
        GuestMemory memory = process().memory();
        byte[] name = new byte[NAME_BYTES];
        int length = 0;
        while (length < name.length) {
            byte next = memory.getByte(thread + length);
            if (next == 0) {
                break;
            }
            name[length++] = next;
        }
        return new String(name, 0, length, StandardCharsets.UTF_8);
    }

    private void addSleeper(Task task, long nanos) {
        long now = clock.nanos();
        task.deadline = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
        task.deadlineOrder = sleepCount++;
        task.hasDeadline = true;
        sleepers.add(task);
    }

    private void removeWaiter(Task task) {
        ArrayDeque<Task> queue = requireNonNull(waiters.get(task.address));
        queue.remove(task);
        if (queue.isEmpty()) {
            waiters.remove(task.address);
        }
        task.address = 0;
    }

    /** Passes the baton on and returns when it is back. The task is already queued somewhere. */
    private void park(Task self) {
        Task next = chooseNext();
        if (next != self) {
            self.stackPointer = process().stackPointer();
            clock.switched();
            resume(next);
            self.baton.acquireUninterruptibly();
        }
        if (ending) {
            throw new ThreadEnd();
        }
        if (next != self) {
            process().setStackPointer(self.stackPointer);
        }
    }

    private void resume(Task next) {
        Task previous = running;
        running = next;
        if (next.started) {
            next.baton.release();
            return;
        }
        next.started = true;
        javaThreads.add(next.javaThread);
        try {
            next.javaThread.start();
        } catch (OutOfMemoryError e) { // the host refuses another thread: the caller keeps the baton
            next.started = false;
            javaThreads.remove(next.javaThread);
            running = previous;
            throw e;
        }
    }

    private Task chooseNext() {
        wakeSleepersDue();
        if (runnable.isEmpty()) {
            Task earliest = sleepers.peek();
            if (earliest == null) {
                throw new GuestDeadlockException("deadlock: every thread of the guest waits: "
                        + live.stream().map(Task::describe).collect(Collectors.joining(", ")));
            }
            clock.skipTo(earliest.deadline);
            wakeSleepersDue();
        }
        return runnable.remove();
    }

    private void wakeSleepersDue() {
        long now = clock.nanos();
        for (Task task = sleepers.peek(); task != null && task.deadline <= now; task = sleepers.peek()) {
            sleepers.remove();
            task.hasDeadline = false;
            if (task.address != 0) {
                removeWaiter(task);
                task.timedOut = true;
            }
            runnable.add(task);
        }
    }

    /** Body of a guest thread's Java thread. */
    private void runTask(Task self) {
        try {
            if (!ending) {
                process().setStackPointer(self.stackPointer);
                if (self.thread == 0) {
                    process().runMain();
                    throw new IllegalStateException("the guest's main thread returned without proc_exit");
                }
                process().runThread(self.thread);
            }
        } catch (ThreadEnd end) {
            // proc_exit here or elsewhere, or pthread_exit
        } catch (Throwable t) {
            fail(t);
        }
        retire(self);
    }

    private void fail(Throwable t) {
        if (!ending) {
            failure = t;
            ending = true;
        }
    }

    /**
     * Takes an ended thread out. Lets another one go on or, when the guest ends, all: they leave {@link #park} by
     * {@link ThreadEnd}, at the same time, but none of them runs guest code again.
     */
    private synchronized void retire(Task self) {
        live.remove(self);
        if (!ending) {
            try {
                resume(chooseNext());
                return;
            } catch (GuestDeadlockException | OutOfMemoryError e) {
                fail(e);
            }
        }
        boolean last = true;
        for (Task task : live) {
            if (task.started) {
                last = false;
                task.baton.release();
            }
        }
        if (last) {
            ended.countDown();
            stirred.countDown();
        }
    }
}
