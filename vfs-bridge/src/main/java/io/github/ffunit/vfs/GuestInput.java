package io.github.ffunit.vfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the guest reads as its standard input. May be called by any of the guest's threads, one at a time.
 *
 * <p>An {@link IOException} becomes an errno of the guest; an unchecked exception passes through the host function
 * unchanged, so that an embedder can end a run from here.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface GuestInput {
    /**
     * Reads at least one byte, and blocks until there is one.
     *
     * @param target takes the bytes; has room for at least one
     * @return how many; 0 or -1 at the end
     * @throws IOException if it cannot be read
     */
    int read(ByteBuffer target) throws IOException;

    /** {@return whether {@link #read} would return at once; true at the end} */
    boolean ready();

    /** {@return an input that is at its end} */
    static GuestInput empty() {
        return new GuestInput() {
            @Override
            public int read(ByteBuffer target) {
                return -1;
            }

            @Override
            public boolean ready() {
                return true;
            }
        };
    }
}
