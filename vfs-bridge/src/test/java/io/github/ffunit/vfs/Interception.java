package io.github.ffunit.vfs;

import java.io.IOException;

/** Sees each call to a file system before it is done, and may fail it. */
@FunctionalInterface
public interface Interception {
    /**
     * Sees a call.
     *
     * @param call its name
     * @throws IOException to fail it
     */
    void before(String call) throws IOException;
}
