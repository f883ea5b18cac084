package io.github.ffunit.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Where a stream of the guest goes: its standard output or error, or a device of the embedder's. May be called by any
 * of the guest's threads, one at a time.
 *
 * <p>An {@link IOException} becomes an errno of the guest; an unchecked exception passes through the host function
 * unchanged, so that an embedder can end a run from here.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface GuestOutput {
    /**
     * Takes all remaining bytes. The buffer is a window on the guest's memory: it is valid during this call only.
     *
     * @param bytes at least one
     * @throws IOException if they cannot be taken
     */
    void write(ByteBuffer bytes) throws IOException;

    /** {@return an output that forgets what it gets} */
    static GuestOutput discarding() {
        return bytes -> bytes.position(bytes.limit());
    }
}
