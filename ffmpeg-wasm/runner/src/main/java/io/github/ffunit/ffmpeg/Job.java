package io.github.ffunit.ffmpeg;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A program that runs in the background. Thread-safe. Close it when it is no longer needed.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Job implements AutoCloseable {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Execution execution;
    private final CompletableFuture<Run> result = new CompletableFuture<>();
    private final Thread thread;

    Job(Execution execution, Function<Execution, Run> runner) {
        this.execution = execution;
        this.thread = new Thread(
                () -> {
                    try {
                        result.complete(runner.apply(execution));
                    } catch (Throwable t) {
                        result.completeExceptionally(t);
                    }
                },
                "ffunit-job-" + COUNT.incrementAndGet());
        this.thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /**
     * Waits for the end of the run.
     *
     * @return the run, whatever its exit code
     * @throws FFmpegException if the program did not end by itself; {@link FFmpegCancelledException} after
     *     {@link #cancel()}
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    public Run await() throws InterruptedException {
        thread.join();
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw (Error) e.getCause(); // a run throws nothing checked
        }
    }

    /**
     * Asks ffmpeg to stop reading, complete its files and end, as {@code q} on a terminal does. Does nothing when the job
     * is done.
     *
     * <p>With a standard input of the caller's, which may be media, that input ends instead of having a {@code q} put
     * into it, as soon as a read that blocks in the caller's stream returns.
     */
    public void quit() {
        execution.quit();
    }

    /** Stops the guest at once; files stay as far as they were written. Does nothing when the job is done. */
    public void cancel() {
        execution.stop();
    }

    /** {@return whether the run has ended, in whichever way} */
    public boolean isDone() {
        return result.isDone();
    }

    /**
     * Cancels the job and waits until nothing of it is left. Does nothing when the job is done. An interrupt does not cut
     * the waiting short; it is kept. Must not be called by a listener of the job itself.
     */
    @Override
    public void close() {
        cancel();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
