package io.github.ffunit.vfs;

import io.github.ffunit.vfs.internal.Bridge;
import io.github.ffunit.vfs.internal.Settings;
import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.preview1.HostCall;
import io.github.ffunit.vfs.preview1.Preview1;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The file system of one WASI guest, made of directories of any {@code java.nio} file systems. The guest finds it
 * preopened as {@code /} under number 3, its standard streams under 0, 1 and 2, a scratch folder {@code /tmp} that is private
 * unless given, and the devices {@code /dev/null}, {@code /dev/random} and {@code /dev/urandom}. It is meant to tell no difference
 * from a Linux disk, whatever the file systems behind it do.
 *
 * <h2>A tour of the inside</h2>
 *
 * <p>A guest's call arrives as a {@link HostCall} and becomes a method of {@link Preview1}. There are two kinds.
 *
 * <p><em>Calls on open files</em> find a {@code Handle} in the {@code FdTable}: a {@code RegularFile}, an {@code OpenDirectory}, a
 * {@code DeviceHandle} or a {@code StreamHandle}. What the kind of file cannot do, the base class answers. A {@code RegularFile} has
 * position, flags and rights of its own, and shares the {@code Inode} with all that have the same file open: the lock, and the
 * identity that outlives renames and deletion. Its {@code FileContent} is a channel without the oddities of channels, and moves
 * bytes straight between the file system and a window on the guest's memory.
 *
 * <p><em>Calls on paths</em> go through a {@code PathWalk}: name by name from an open directory, links followed by the walk itself,
 * {@code ..} never above the start, and at each step the {@code MountTable} asked first whether a mount or a device lies there. It
 * ends at a {@code Target}: the parent directory, the last name, and the {@code Node} that has it. Then {@code Opening},
 * {@code Names}, {@code Renaming} and {@code Unlinking} check types, then whether the mount may be written, and only then call the file
 * system. They hold the lock of the namespace, the monitor of {@code Vfs}.
 *
 * <p>Whatever a file system throws becomes an errno in one place, {@code ErrorMapping}; {@link #failures()} keeps the
 * exceptions. Only an address outside of the guest's memory, and the exceptions of the embedder's own
 * {@link VfsGuard} and streams, leave a call.
 *
 * <p>Thread-safe. Locks are taken in the order namespace, inode, tables.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class VfsBridge implements AutoCloseable {
    private final Bridge bridge;
    private final Preview1 calls;

    VfsBridge(Settings settings, @Nullable Journal journal) throws IOException {
        this.bridge = new Bridge(settings);
        this.calls = journal == null ? bridge.calls() : journal.record(bridge.calls(), settings.clock());
    }

    /** {@return a builder; only the root must be set} */
    public static VfsBridgeBuilder builder() {
        return new VfsBridgeBuilder();
    }

    /** {@return the guest's calls, typed} */
    public Preview1 preview1() {
        return calls;
    }

    /**
     * Returns all {@code fd_}, {@code path_} and {@code sock_} functions of {@code wasi_snapshot_preview1}; the others (arguments,
     * environment, clocks, random numbers, polling, exit) are the embedder's.
     *
     * @return the guest's calls, for an engine to bind
     */
    public List<HostCall> hostCalls() {
        return calls.hostCalls();
    }

    /** {@return the files that the guest made or changed so far, by their present names} */
    public Changes changes() {
        return bridge.changes();
    }

    /** {@return exceptions of file systems that the guest saw as error numbers: the first 100, oldest first} */
    public List<BackendFailure> failures() {
        return bridge.failures();
    }

    /**
     * Finds the guest's name of a path: by the mount whose directory is nearest above it, on the same file system.
     *
     * @param path of any file system; need not exist
     * @return the absolute name, or nothing if the path lies below no mount or is covered by another one
     */
    public Optional<String> guestPath(Path path) {
        return bridge.guestPath(path);
    }

    /**
     * Tells whether a transfer on an open file would block, for an embedder's {@code poll_oneoff}. Only reading from standard
     * input ever blocks.
     *
     * @param fd the guest's number of the open file
     * @param write whether it wants to write; else to read
     * @return the answer
     */
    public Readiness readiness(int fd, boolean write) {
        return bridge.readiness(fd, write);
    }

    /**
     * Closes all that the guest has open, and the private scratch folder. Closes no file system that was passed in. The
     * guest must not run any more. What goes wrong is found in {@link #failures()}. Idempotent.
     */
    @Override
    public void close() {
        bridge.close();
    }
}
