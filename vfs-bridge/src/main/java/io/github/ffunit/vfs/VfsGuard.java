package io.github.ffunit.vfs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Asked before the guest uses up something that an embedder may want to limit. To refuse, throw an unchecked exception:
 * it passes through the host function unchanged, the call changes nothing, and the bridge stays usable.
 *
 * <p>Called under locks of the bridge: it must not call the bridge. May be called by several threads at once if
 * the guest has several.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface VfsGuard {
    /**
     * Called before file content is written or a file grows, on any mount; not for devices and streams.
     *
     * @param bytes how many at most, filled gaps included; positive
     */
    default void beforeWrite(long bytes) {}

    /**
     * Called before the guest makes a file, directory, symbolic or hard link; not for a rename, after which there are no more
     * files than before.
     *
     * @param guestPath the name as the guest would write it, absolute
     */
    default void beforeCreate(String guestPath) {}

    /** {@return a guard that refuses nothing} */
    static VfsGuard none() {
        return new VfsGuard() {};
    }
}
