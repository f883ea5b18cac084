package io.github.ffunit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Threads of one rule. They start together, what any of them throws fails the rule, and none is waited for longer than a
 * minute. Used by one thread.
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class Crew {
    private static final long LIMIT_SECONDS = 60;

    /** Something that a thread does. */
    public interface Task {
        /**
         * Does it.
         *
         * @throws Exception fails the rule
         */
        void run() throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    /** A thread that does something once. */
    Thread start(String name, Task task) {
        Thread thread = new Thread(() -> guarded(task), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** A thread that does something over and over, at least once and until {@link #finish}; what it needs is made in it. */
    void loop(String name, Callable<Task> preparation) {
        CountDownLatch ready = new CountDownLatch(1);
        start(name, () -> {
            try {
                Task task = preparation.call();
                task.run();
                ready.countDown();
                while (done.getCount() > 0 && failures.isEmpty()) {
                    task.run();
                }
            } finally {
                ready.countDown();
            }
        });
        await(ready, name + " does not start");
    }

    /** Makes one without threads. */
    public Crew() {}

    /**
     * Threads that begin at the same moment and do one thing each; waits for them.
     *
     * @param tasks one for each thread
     * @throws AssertionError if a task throws, or a thread does not end
     */
    public void together(List<Task> tasks) {
        AtomicInteger waiting = new AtomicInteger(tasks.size());
        for (Task task : tasks) {
            start("crew " + threads.size(), () -> {
                // To wake up takes a thread longer than its calls take.
                waiting.decrementAndGet();
                while (waiting.get() > 0) {
                    Thread.onSpinWait();
                }
                task.run();
            });
        }
        finish();
    }

    /** Ends the loops, waits for all threads, and fails with the first failure. */
    void finish() {
        done.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + thread.getName(), e);
            }
            if (thread.isAlive()) {
                throw new AssertionError(
                        "thread [%s] still runs after %d seconds".formatted(thread.getName(), LIMIT_SECONDS));
            }
        }
        threads.clear();
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            throw new AssertionError(first.getMessage(), first);
        }
    }

    static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("%s within %d seconds".formatted(otherwise, LIMIT_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + otherwise, e);
        }
    }

    private void guarded(Task task) {
        try {
            task.run();
        } catch (Exception | Error e) {
            failures.add(e);
        }
    }
}
