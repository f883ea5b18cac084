package io.github.ffunit.ffmpeg;

import org.apiguardian.api.API;

/**
 * A program that runs in the background. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Job implements AutoCloseable {

    Job() {}

    /**
     * Waits for the end of the run.
     *
     * @return the run, whatever its exit code
     * @throws FFmpegException if the program did not end by itself; {@link FFmpegCancelledException} after
     *     {@link #cancel()}
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    public Run await() throws InterruptedException {
        return Invocation.pending();
    }

    /**
     * Types {@code q} on the program's standard input: ffmpeg stops reading, completes its files and ends. Does nothing
     * when the job is done. A run that reads media from standard input takes no keys.
     */
    public void quit() {}

    /** Stops the guest at once; files stay as far as they were written. Does nothing when the job is done. */
    public void cancel() {}

    /** {@return whether the run has ended, in whichever way} */
    public boolean isDone() {
        return false;
    }

    /** Cancels the job and waits until nothing of it is left. Does nothing when the job is done. */
    @Override
    public void close() {}
}
