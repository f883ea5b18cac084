package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Rule O01 for long: millions of files opened and closed by threads at once, and never one number twice. */
class OpenCloseCyclesTests {
    private static final int THREADS = 4;
    private static final int CYCLES = 1_000_000;

    @Test
    void millionsOfCycles_neverShareANumber_andLoseNone() throws IOException {
        try (FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
                VfsBridge bridge =
                        VfsBridge.builder().root(fileSystem.getPath("/")).open()) {
            Files.writeString(fileSystem.getPath("/f"), "content");
            AtomicIntegerArray users = new AtomicIntegerArray(4 + THREADS);
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            long start = System.nanoTime();
            for (int t = 0; t < THREADS; t++) {
                Thread thread = new Thread(() -> cycle(new Guest(bridge), users));
                thread.setUncaughtExceptionHandler((failed, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                join(thread);
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failures).isEmpty();
            assertThat(new Guest(bridge).open("f", 0, Guest.READ))
                    .as("the lowest number")
                    .isEqualTo(4);
            System.out.printf(
                    "%d threads x %d cycles of open and close in %d ms: %d cycles a second, no number shared%n",
                    THREADS, CYCLES, time.toMillis(), THREADS * (long) CYCLES * 1000 / Math.max(1, time.toMillis()));
        }
    }

    private static void cycle(Guest guest, AtomicIntegerArray users) {
        for (int i = 0; i < CYCLES; i++) {
            int fd = guest.open("f", 0, Guest.READ);
            // More numbers than threads are never in use: the array has room for each.
            if (users.incrementAndGet(fd) != 1) {
                throw new AssertionError("number %d is handed out twice, in cycle %d".formatted(fd, i));
            }
            users.decrementAndGet(fd);
            guest.close(fd);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the cycles ran", e);
        }
    }
}
