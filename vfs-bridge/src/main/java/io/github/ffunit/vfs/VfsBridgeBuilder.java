package io.github.ffunit.vfs;

import io.github.ffunit.vfs.internal.Settings;
import io.github.ffunit.vfs.internal.Settings.MountRequest;
import io.github.ffunit.vfs.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** Describes the file system of a guest. Null is nowhere allowed. Not thread-safe. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class VfsBridgeBuilder {
    private static final Set<String> OWN_DEVICES = Set.of("null", "random", "urandom");
    private static final int DEFAULT_MAX_OPEN_FILES = 1024;
    private static final int SMALLEST_TABLE = 4;
    private static final long DEFAULT_SCRATCH_BYTES = 1L << 30;
    private static final int DEFAULT_SCRATCH_NAMES = 1 << 16;

    private final Map<String, MountRequest> mounts = new TreeMap<>();
    private final Map<String, GuestOutput> devices = new TreeMap<>();
    private @Nullable Path root;
    private @Nullable Path scratch;
    private long scratchBytes = DEFAULT_SCRATCH_BYTES;
    private int scratchNames = DEFAULT_SCRATCH_NAMES;
    private GuestInput standardInput = GuestInput.empty();
    private GuestOutput standardOutput = GuestOutput.discarding();
    private GuestOutput standardError = GuestOutput.discarding();
    private RandomGenerator random = new SplittableRandom(0);
    private LongSupplier clock = () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    private VfsGuard guard = VfsGuard.none();
    private int maxOpenFiles = DEFAULT_MAX_OPEN_FILES;
    private @Nullable Journal journal;

    VfsBridgeBuilder() {}

    /**
     * Sets what the guest sees as {@code /}. Required.
     *
     * @param directory an existing directory of any file system
     * @return this
     */
    public VfsBridgeBuilder root(Path directory) {
        root = requireDirectory("directory", directory);
        return this;
    }

    /**
     * Mounts a directory.
     *
     * @param guestPath where the guest sees it: absolute, normal, with {@code /} between names; not {@code /}, {@code /tmp} or in
     *     {@code /dev}
     * @param directory an existing directory of any file system
     * @return this
     * @throws IllegalArgumentException if the guest path is not of that form or taken, or there is no such directory
     */
    public VfsBridgeBuilder mount(String guestPath, Path directory) {
        return addMount(guestPath, directory, false);
    }

    /**
     * Mounts a directory in which the guest cannot change anything.
     *
     * @param guestPath as in {@link #mount}
     * @param directory an existing directory of any file system
     * @return this
     * @throws IllegalArgumentException if the guest path is not of that form or taken, or there is no such directory
     */
    public VfsBridgeBuilder mountReadOnly(String guestPath, Path directory) {
        return addMount(guestPath, directory, true);
    }

    private VfsBridgeBuilder addMount(String guestPath, Path directory, boolean readOnly) {
        requireMountPoint(guestPath);
        requireDirectory("directory", directory);
        if (mounts.putIfAbsent(guestPath, new MountRequest(guestPath, directory, readOnly)) != null) {
            throw new IllegalArgumentException(
                    "guestPath [%s] is already a mount: each guest path can be mounted once".formatted(guestPath));
        }
        return this;
    }

    /**
     * Sets what the guest sees as {@code /tmp}, to look at it afterwards. Without it, each bridge has an empty, private,
     * in-memory one, with a {@linkplain #scratchQuota quota}.
     *
     * @param directory an existing directory of any file system
     * @return this
     */
    public VfsBridgeBuilder scratch(Path directory) {
        scratch = requireDirectory("directory", directory);
        return this;
    }

    /**
     * Sets how much fits into the private {@code /tmp}; more answers {@code NOSPC}, until something is removed and closed. Without
     * effect on {@linkplain #scratch a given one}. Default: 1 GiB and 65,536 names.
     *
     * @param bytes of all files together, at least 0; given out in blocks of 8 KiB, and what fills no block is lost
     * @param names of files, directories and links, at least 0; each name of a file counts
     * @return this
     * @throws IllegalArgumentException if one is negative
     */
    public VfsBridgeBuilder scratchQuota(long bytes, int names) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes [%d] must be 0 or more".formatted(bytes));
        }
        if (names < 0) {
            throw new IllegalArgumentException("names [%d] must be 0 or more".formatted(names));
        }
        scratchBytes = bytes;
        scratchNames = names;
        return this;
    }

    /**
     * Adds a device that the guest can write to; reading gives nothing.
     *
     * @param name its name in {@code /dev}
     * @param output gets what is written
     * @return this
     * @throws IllegalArgumentException if the name is empty, has a slash, or is taken
     */
    public VfsBridgeBuilder device(String name, GuestOutput output) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(output, "output");
        boolean taken = OWN_DEVICES.contains(name) || devices.containsKey(name);
        if (taken || name.isEmpty() || name.contains("/") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "name [%s] cannot be a device: it must be a single free name in /dev".formatted(name));
        }
        devices.put(name, output);
        return this;
    }

    /**
     * Sets what file 0 reads. Default: at its end.
     *
     * @param input the source
     * @return this
     */
    public VfsBridgeBuilder standardInput(GuestInput input) {
        standardInput = Objects.requireNonNull(input, "input");
        return this;
    }

    /**
     * Sets where file 1 writes. Default: nowhere.
     *
     * @param output the target
     * @return this
     */
    public VfsBridgeBuilder standardOutput(GuestOutput output) {
        standardOutput = Objects.requireNonNull(output, "output");
        return this;
    }

    /**
     * Sets where file 2 writes. Default: nowhere.
     *
     * @param output the target
     * @return this
     */
    public VfsBridgeBuilder standardError(GuestOutput output) {
        standardError = Objects.requireNonNull(output, "output");
        return this;
    }

    /**
     * Sets the source of {@code /dev/random} and {@code /dev/urandom}. Default: a {@link SplittableRandom} with seed 0.
     *
     * @param generator the source; the bridge synchronizes on it
     * @return this
     */
    public VfsBridgeBuilder random(RandomGenerator generator) {
        random = Objects.requireNonNull(generator, "generator");
        return this;
    }

    /**
     * Sets the clock for stamps of "now" and for the private scratch folder: the one that the guest reads as its real-time
     * clock. Called often, and by any thread. Default: the system's.
     *
     * @param epochNanos nanoseconds since 1970
     * @return this
     */
    public VfsBridgeBuilder clock(LongSupplier epochNanos) {
        clock = Objects.requireNonNull(epochNanos, "epochNanos");
        return this;
    }

    /**
     * Sets who may refuse that the guest uses up space and names. Default: nobody.
     *
     * @param newGuard is asked
     * @return this
     */
    public VfsBridgeBuilder guard(VfsGuard newGuard) {
        guard = Objects.requireNonNull(newGuard, "newGuard");
        return this;
    }

    /**
     * Sets how many files, directories and streams the guest may have open at once. Default: 1024.
     *
     * @param count at least 4
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public VfsBridgeBuilder maxOpenFiles(int count) {
        if (count < SMALLEST_TABLE) {
            throw new IllegalArgumentException(
                    "count [%d] must be at least %d: the streams and the root".formatted(count, SMALLEST_TABLE));
        }
        maxOpenFiles = count;
        return this;
    }

    /**
     * Records every call of the guest. Default: nobody does, and it costs nothing.
     *
     * @param newJournal gets the calls, with the times of the bridge's clock, which it reads once for each call
     * @return this
     */
    public VfsBridgeBuilder journal(Journal newJournal) {
        journal = Objects.requireNonNull(newJournal, "newJournal");
        return this;
    }

    /**
     * Makes the bridge. Close it when the guest has ended.
     *
     * @return a bridge for one guest
     * @throws IllegalStateException if no root is set
     * @throws IOException if a directory cannot be used
     */
    public VfsBridge open() throws IOException {
        Path guestRoot = root;
        if (guestRoot == null) {
            throw new IllegalStateException("the guest has no root: call root(directory) before open()");
        }
        List<MountRequest> parentsFirst = new ArrayList<>(mounts.values());
        parentsFirst.sort(Comparator.comparingLong(
                mount -> mount.guestPath().chars().filter(c -> c == '/').count()));
        Settings settings = new Settings(
                guestRoot,
                List.copyOf(parentsFirst),
                scratch,
                scratchBytes,
                scratchNames,
                Map.copyOf(devices),
                standardInput,
                standardOutput,
                standardError,
                random,
                clock,
                guard,
                maxOpenFiles);
        return new VfsBridge(settings, journal);
    }

    private static Path requireDirectory(String parameter, Path directory) {
        Objects.requireNonNull(directory, parameter);
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("%s [%s] of %s is not a directory: create it first"
                    .formatted(parameter, directory, directory.getFileSystem()));
        }
        return directory;
    }

    private static void requireMountPoint(String guestPath) {
        Objects.requireNonNull(guestPath, "guestPath");
        if (!guestPath.matches("(/[^/\0]+)+") || guestPath.matches(".*/\\.\\.?(/.*)?")) {
            throw new IllegalArgumentException(
                    "guestPath [%s] must be absolute and normal, for instance /in".formatted(guestPath));
        }
        if (guestPath.equals("/tmp") || (guestPath + "/").startsWith("/dev/")) {
            throw new IllegalArgumentException(
                    "guestPath [%s] is taken: use scratch(directory) for /tmp, and device(name, output) for /dev"
                            .formatted(guestPath));
        }
    }
}
