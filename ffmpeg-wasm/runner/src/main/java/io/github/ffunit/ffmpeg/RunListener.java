package io.github.ffunit.ffmpeg;

import org.apiguardian.api.API;

/**
 * Is told of each run of a sandbox when it is over: for reports. Set by {@link FFmpegSandbox.Builder#listener}.
 *
 * <p>It is called on the thread of the run, before the caller gets the result, by one thread at a time: runs that go in parallel
 * come in the order of their ends. What it throws comes out of the run in place of the result.
 *
 * <p>Not told of: a run that never began, for instance for a bad argument, and one that was ended by an exception of
 * one of the caller's other listeners or streams.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunListener {

    /**
     * The program has ended by itself. Does nothing by default.
     *
     * @param run the run, whatever its exit code
     */
    default void ended(Run run) {}

    /**
     * The program did not end by itself: it crashed, crossed a limit or was cancelled. Does nothing by default.
     *
     * @param exception what the caller is about to get; never an {@link FFmpegExitException}
     */
    default void stopped(FFmpegException exception) {}
}
