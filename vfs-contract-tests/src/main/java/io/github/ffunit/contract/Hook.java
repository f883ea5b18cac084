package io.github.ffunit.contract;

import java.io.IOException;

/** Sees each call to a {@link HookedFileSystem} before it is done, and may fail it or let less of it pass. */
@FunctionalInterface
interface Hook {
    /** Sees a call, by the name of the method of the provider or channel. */
    void before(String call) throws IOException;

    /** How many bytes of a channel's transfer may pass, at most as many as there are. */
    default int allow(String call, int bytes) {
        return bytes;
    }
}
