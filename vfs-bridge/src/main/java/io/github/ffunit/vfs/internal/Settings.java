package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.GuestInput;
import io.github.ffunit.vfs.GuestOutput;
import io.github.ffunit.vfs.VfsGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the embedder chose.
 *
 * @param root the guest's root
 * @param mounts others, parents first
 * @param scratch the guest's {@code /tmp}; null for a private one
 * @param scratchBytes how much fits into a private one
 * @param scratchNames how many names fit into a private one
 * @param devices extra outputs below {@code /dev}, by name
 * @param standardInput file 0
 * @param standardOutput file 1
 * @param standardError file 2
 * @param random source of the random devices
 * @param clock ns since 1970
 * @param guard asked before space and names are used up
 * @param maxOpenFiles at once, streams and directories included
 */
public record Settings(
        Path root,
        List<MountRequest> mounts,
        @Nullable Path scratch,
        long scratchBytes,
        int scratchNames,
        Map<String, GuestOutput> devices,
        GuestInput standardInput,
        GuestOutput standardOutput,
        GuestOutput standardError,
        RandomGenerator random,
        LongSupplier clock,
        VfsGuard guard,
        int maxOpenFiles) {

    /**
     * A directory for the guest.
     *
     * @param guestPath where the guest sees it
     * @param directory what it sees
     * @param readOnly whether it may change nothing there
     */
    public record MountRequest(String guestPath, Path directory, boolean readOnly) {}
}
