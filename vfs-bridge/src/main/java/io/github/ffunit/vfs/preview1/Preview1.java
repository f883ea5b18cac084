package io.github.ffunit.vfs.preview1;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The file calls of {@code wasi_snapshot_preview1}, typed. An engine binds {@link #hostCalls()}; a test may call the methods
 * themselves, over any {@link GuestMemory}.
 *
 * <p>Thread-safe, as long as each thread brings its own {@link GuestMemory}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Preview1 extends FdCalls, PathCalls {
    /**
     * Any of the {@code sock_} calls: there are no sockets, but a guest that names them must link.
     *
     * @param fd an open file
     * @return an errno: {@code NOTSOCK}, or {@code BADF}
     */
    int sock(int fd);

    /** {@return these calls in a form that every engine can bind} */
    default List<HostCall> hostCalls() {
        return HostCalls.of(this);
    }
}
