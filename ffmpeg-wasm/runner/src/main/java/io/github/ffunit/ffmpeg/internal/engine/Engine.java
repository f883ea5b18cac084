package io.github.ffunit.ffmpeg.internal.engine;

import io.github.ffunit.vfs.preview1.HostCall;
import java.util.List;

/**
 * A loaded module that can be run any number of times: the port behind which a WebAssembly runtime stands.
 *
 * <p>Thread-safe.
 */
public interface Engine {

    /** {@return what runs the module, and its version, for instance {@code jvm (Chicory 1.7.5)}} */
    String description();

    /** {@return the version of the FFmpeg that it runs, for instance {@code 9.0.2}} */
    String ffmpegVersion();

    /**
     * Makes a fresh instance of the module.
     *
     * @param calls every function that the module imports; more do no harm
     * @param maxMemoryBytes growing beyond this throws {@link GuestMemoryLimitException}; positive
     * @return an instance in its initial state
     * @throws GuestMemoryLimitException if the initial memory is beyond the limit
     */
    Guest newGuest(List<HostCall> calls, long maxMemoryBytes);
}
