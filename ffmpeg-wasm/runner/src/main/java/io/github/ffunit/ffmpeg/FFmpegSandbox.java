package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.internal.engine.Engine;
import io.github.ffunit.ffmpeg.internal.engine.Engines;
import io.github.ffunit.vfs.GuestOutput;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.VfsBridgeBuilder;
import io.github.ffunit.vfs.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where FFmpeg runs: a file system, mounts and limits.
 *
 * <pre>{@code
 * try (var sandbox = FFmpegSandbox.open()) {
 *     Path clip = sandbox.workDirectory().resolve("clip.mp4");
 *     sandbox.ffmpeg().run("-f", "lavfi", "-i", "testsrc2=duration=1", clip);
 *     assertEquals(1, sandbox.ffprobe().probe(clip).streams().size());
 * }
 * }</pre>
 *
 * <p>The guest sees the root, the mounts below it, {@code /tmp} and {@code /dev} ({@code null}, {@code urandom},
 * {@code random}), and nothing else of the host. Every run is a new guest; they share the files alone.
 *
 * <p>Thread-safe; runs may go in parallel.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FFmpegSandbox implements AutoCloseable {

    /** A transcode of a few seconds makes some thousand calls. */
    private static final int JOURNAL_EVENTS = 20_000;

    private final Map<String, Mount> mounts; // by the guest's path
    private final @Nullable Path scratch;
    private final boolean closesFileSystem;
    private final String guestWorkDirectory;
    private final Path workDirectory;
    private final Map<String, String> environment;
    private final Limits limits;
    private final long randomSeed;
    private final Instant epoch;
    private final boolean journal;
    private final RunListener listener;
    private final Object tellingListener = new Object();

    /** No guest runs on this one: it only knows which path is where. */
    private final VfsBridge names;

    private final Set<Execution> executions = new HashSet<>(); // guarded by itself
    private boolean closed; // guarded by executions

    private record Mount(Path directory, boolean readOnly) {}

    private FFmpegSandbox(Builder builder, Path root, boolean closesFileSystem) throws IOException {
        this.mounts = new TreeMap<>(builder.mounts);
        this.mounts.put("/", new Mount(root, false));
        this.scratch = builder.scratch;
        this.closesFileSystem = closesFileSystem;
        this.guestWorkDirectory = builder.workDirectory;
        this.environment = new LinkedHashMap<>(builder.environment);
        this.limits = builder.limits;
        this.randomSeed = builder.randomSeed;
        this.epoch = builder.epoch;
        this.journal = builder.journal;
        this.listener = builder.listener;
        this.workDirectory = createWorkDirectory();
        this.names = newBridge(Map.of()).open();
    }

    /**
     * Opens a sandbox with a new, empty in-memory file system as its root and all defaults.
     *
     * @return a sandbox, which the caller closes
     */
    public static FFmpegSandbox open() {
        return builder().open();
    }

    /**
     * Makes a file system like the one that a sandbox has by default: in memory, empty, with the rules of Unix. For a caller who wants it
     * wrapped, or to outlive the sandbox.
     *
     * @return a new file system, which the caller closes
     */
    public static FileSystem newFileSystem() {
        // "unix" is not optional: inode numbers and link counts are read through that view
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setWorkingDirectory("/")
                .build());
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the file system of the root; unless it was given, one that closes with this sandbox} */
    public FileSystem fileSystem() {
        return rootDirectory().getFileSystem();
    }

    /** {@return the guest's working directory, by default {@code /sandbox}; relative paths start here} */
    public Path workDirectory() {
        return workDirectory;
    }

    /** {@return the ffmpeg program in this sandbox} */
    public FFmpeg ffmpeg() {
        return new FFmpeg(new Invocation(this, "ffmpeg", limits, environment));
    }

    /** {@return the ffprobe program in this sandbox} */
    public FFprobe ffprobe() {
        return new FFprobe(new Invocation(this, "ffprobe", limits, environment));
    }

    /**
     * Stops what still runs, waits until nothing of it is left, and closes the file system, unless the caller gave it. A
     * second call does nothing. Must not be called by a listener of a run.
     */
    @Override
    public void close() {
        synchronized (executions) {
            closed = true;
            executions.forEach(Execution::stop);
            awaitAllEnded();
        }
        names.close();
        if (closesFileSystem) {
            try {
                fileSystem().close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the file system of the sandbox", e);
            }
        }
    }

    private void awaitAllEnded() {
        boolean interrupted = false;
        while (!executions.isEmpty()) {
            try {
                executions.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- for runs

    Run run(Execution execution) {
        register(execution);
        return runRegistered(execution);
    }

    Job start(Execution execution) {
        register(execution);
        Job job = new Job(execution, this::runRegistered);
        try {
            job.begin();
        } catch (OutOfMemoryError e) { // the host refuses another thread
            unregister(execution);
            throw e;
        }
        return job;
    }

    private void register(Execution execution) {
        synchronized (executions) {
            requireOpen();
            executions.add(execution);
        }
    }

    private Run runRegistered(Execution execution) {
        try {
            Run run = runOrTell(execution);
            synchronized (tellingListener) {
                listener.ended(run);
            }
            return run;
        } finally {
            unregister(execution);
        }
    }

    private Run runOrTell(Execution execution) {
        try {
            return execution.run();
        } catch (FFmpegException e) {
            synchronized (tellingListener) {
                listener.stopped(e);
            }
            throw e;
        }
    }

    private void unregister(Execution execution) {
        synchronized (executions) {
            executions.remove(execution);
            executions.notifyAll();
        }
    }

    Engine engine() {
        return Engines.shared();
    }

    Instant epoch() {
        return epoch;
    }

    long randomSeed() {
        return randomSeed;
    }

    String guestWorkDirectory() {
        return guestWorkDirectory;
    }

    @Nullable
    Journal newJournal() {
        return journal ? Journal.withLimit(JOURNAL_EVENTS) : null;
    }

    /** The files of one guest, still without its streams. */
    VfsBridgeBuilder newBridge(Map<String, GuestOutput> devices) {
        VfsBridgeBuilder bridge = VfsBridge.builder().random(new Random(randomSeed));
        mounts.forEach((guestPath, mount) -> {
            if (guestPath.equals("/")) {
                bridge.root(mount.directory());
            } else if (mount.readOnly()) {
                bridge.mountReadOnly(guestPath, mount.directory());
            } else {
                bridge.mount(guestPath, mount.directory());
            }
        });
        if (scratch != null) {
            bridge.scratch(scratch);
        }
        devices.forEach(bridge::device);
        return bridge;
    }

    /** The guest's name of a file, for an argument. */
    String guestPath(Path path) {
        requireOpen();
        return names.guestPath(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        "path [%s] of a file system [%s] lies below no mount of this sandbox; mounted are %s; mount its directory, for instance by FFmpegSandbox.builder().mount(\"/in\", directory)"
                                .formatted(path, kind(path), describeMounts())));
    }

    private void requireOpen() {
        synchronized (executions) {
            if (closed) {
                throw new IllegalStateException("the FFmpegSandbox is closed; run before closing it");
            }
        }
    }

    /** File systems have no names, and their toString is often another in each run. */
    private static String kind(Path path) {
        return path.getFileSystem().provider().getScheme();
    }

    private String describeMounts() {
        StringJoiner description = new StringJoiner(", ");
        mounts.forEach((guestPath, mount) -> description.add(
                "[%s] of a file system [%s] as [%s]".formatted(mount.directory(), kind(mount.directory()), guestPath)));
        if (scratch != null) {
            description.add("[%s] of a file system [%s] as [/tmp]".formatted(scratch, kind(scratch)));
        }
        return description.toString();
    }

    private Path rootDirectory() {
        return requireNonNull(mounts.get("/")).directory();
    }

    private static boolean isAtOrBelow(String guestPath, String directory) {
        return directory.equals("/") || (guestPath + "/").startsWith(directory + "/");
    }

    /** Finds the mount with the longest path above the working directory, and makes the directory there. */
    private Path createWorkDirectory() throws IOException {
        Map<String, Path> places = new TreeMap<>();
        mounts.forEach((guestPath, mount) -> places.put(guestPath, mount.directory()));
        if (scratch != null) {
            places.put("/tmp", scratch);
        }
        String mountPath = places.keySet().stream()
                .filter(candidate -> isAtOrBelow(guestWorkDirectory, candidate))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
        if (mountPath.equals("/")
                && (isAtOrBelow(guestWorkDirectory, "/tmp") || isAtOrBelow(guestWorkDirectory, "/dev"))) {
            throw new IllegalArgumentException(
                    "working directory [%s] lies in what each run has for itself; set /tmp with scratch(), or choose another"
                            .formatted(guestWorkDirectory));
        }
        Path directory = requireNonNull(places.get(mountPath));
        String below = guestWorkDirectory.substring(mountPath.length());
        if (!below.isEmpty()) {
            String relative = below.startsWith("/") ? below.substring(1) : below;
            directory = directory.resolve(
                    relative.replace("/", directory.getFileSystem().getSeparator()));
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        return directory;
    }

    /** Settings of a sandbox. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private static final String DEFAULT_WORK_DIRECTORY = "/sandbox";
        private static final Instant DEFAULT_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LAST_EPOCH = Instant.parse("2262-01-01T00:00:00Z");

        /** Names between slashes, none of them empty, {@code .} or {@code ..}. */
        private static final Pattern NORMAL = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\0]+)+");

        private final Map<String, Mount> mounts = new TreeMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private @Nullable Path root;
        private @Nullable Path scratch;
        private String workDirectory = DEFAULT_WORK_DIRECTORY;
        private Limits limits = Limits.defaults();
        private long randomSeed;
        private Instant epoch = DEFAULT_EPOCH;
        private boolean journal;
        private RunListener listener = new RunListener() {};

        private Builder() {}

        /**
         * Sets what the guest sees as {@code /}. By default a new Jimfs.
         *
         * @param directory an existing directory of any file system
         * @return this
         * @throws NullPointerException if {@code directory} is null
         */
        public Builder root(Path directory) {
            root = requireDirectory("directory", directory);
            return this;
        }

        /**
         * Shows a directory to the guest, for reading and writing.
         *
         * @param guestPath where the guest sees it: absolute and normal, for instance {@code /in}
         * @param directory an existing directory of any file system
         * @return this
         * @throws NullPointerException if an argument is null
         * @throws IllegalArgumentException if {@code guestPath} is relative, not normal, reserved or mounted already
         */
        public Builder mount(String guestPath, Path directory) {
            addMount(guestPath, directory, false);
            return this;
        }

        /**
         * Shows a directory to the guest, for reading only: each attempt to write fails with {@code EROFS}.
         *
         * @param guestPath where the guest sees it: absolute and normal, for instance {@code /in}
         * @param directory an existing directory of any file system
         * @return this
         * @throws NullPointerException if an argument is null
         * @throws IllegalArgumentException if {@code guestPath} is relative, not normal, reserved or mounted already
         */
        public Builder mountReadOnly(String guestPath, Path directory) {
            addMount(guestPath, directory, true);
            return this;
        }

        /**
         * Sets the guest's working directory. It is created when it is missing. Default {@code /sandbox}.
         *
         * @param guestPath absolute and normal
         * @return this
         * @throws NullPointerException if {@code guestPath} is null
         * @throws IllegalArgumentException if {@code guestPath} is relative or not normal
         */
        public Builder workDirectory(String guestPath) {
            requireNormal(guestPath);
            workDirectory = guestPath;
            return this;
        }

        /**
         * Sets what the guest sees as {@code /tmp}, to look at afterwards. By default each run has a private, empty one
         * in memory.
         *
         * @param directory an existing directory of any file system
         * @return this
         * @throws NullPointerException if {@code directory} is null
         */
        public Builder scratch(Path directory) {
            scratch = requireDirectory("directory", directory);
            return this;
        }

        /**
         * Sets a variable of the guest's environment. By default there is only {@code PWD}; the host's environment is
         * never visible.
         *
         * @param name not empty, without {@code =}
         * @param value what it is set to
         * @return this
         * @throws NullPointerException if an argument is null
         * @throws IllegalArgumentException if {@code name} cannot be the name of a variable
         */
        public Builder environment(String name, String value) {
            Invocation.requireVariable(name, value);
            environment.put(name, value);
            return this;
        }

        /**
         * Sets what each run may use. Default {@link Limits#defaults()}.
         *
         * @param limits for each run
         * @return this
         * @throws NullPointerException if {@code limits} is null
         */
        public Builder limits(Limits limits) {
            this.limits = requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets the seed of the guest's random numbers, {@code /dev/urandom} and {@code /dev/random} among them: the
         * same seed gives each run the same bytes. Default 0.
         *
         * @param seed any number
         * @return this
         */
        public Builder randomSeed(long seed) {
            randomSeed = seed;
            return this;
        }

        /**
         * Sets the time at which the guest's virtual clock starts, in each run anew. Default 2000-01-01T00:00:00Z.
         *
         * @param startOfVirtualClock between 1970 and 2262
         * @return this
         * @throws NullPointerException if {@code startOfVirtualClock} is null
         * @throws IllegalArgumentException if {@code startOfVirtualClock} is out of range
         */
        public Builder epoch(Instant startOfVirtualClock) {
            requireNonNull(startOfVirtualClock, "startOfVirtualClock");
            if (startOfVirtualClock.isBefore(Instant.EPOCH) || startOfVirtualClock.isAfter(LAST_EPOCH)) {
                throw new IllegalArgumentException("startOfVirtualClock [%s] must be between %s and %s"
                        .formatted(startOfVirtualClock, Instant.EPOCH, LAST_EPOCH));
            }
            epoch = startOfVirtualClock;
            return this;
        }

        /**
         * Sets whether each run keeps a journal of its file calls, see {@link Run#journal()}. Default false: then runs
         * are not slower for it. A journal keeps the first 20,000 calls of its run, and sums up all.
         *
         * @param journal whether to keep one
         * @return this
         */
        public Builder journal(boolean journal) {
            this.journal = journal;
            return this;
        }

        /**
         * Sets who is told of each run when it is over. By default nobody.
         *
         * @param listener see {@link RunListener}; replaces an earlier one
         * @return this
         * @throws NullPointerException if {@code listener} is null
         */
        public Builder listener(RunListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Opens the sandbox.
         *
         * @return a sandbox, which the caller closes
         * @throws IllegalArgumentException if a given directory is none any more, or the working directory lies in
         *     {@code /dev} or in a {@code /tmp} that was not given
         * @throws java.io.UncheckedIOException if the working directory is missing and cannot be created
         */
        public FFmpegSandbox open() {
            Path directory = root;
            if (directory != null) {
                return open(directory, false);
            }
            return open(newFileSystem().getPath("/"), true);
        }

        private FFmpegSandbox open(Path directory, boolean closesFileSystem) {
            try {
                return new FFmpegSandbox(this, directory, closesFileSystem);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open a sandbox on [%s]".formatted(directory), e);
            }
        }

        private void addMount(String guestPath, Path directory, boolean readOnly) {
            requireNormal(guestPath);
            requireDirectory("directory", directory);
            if (guestPath.equals("/")
                    || guestPath.equals("/tmp")
                    || guestPath.equals("/dev")
                    || guestPath.startsWith("/dev/")) {
                throw new IllegalArgumentException(
                        "guestPath [%s] cannot be a mount; set / with root(), /tmp with scratch(); /dev is fixed"
                                .formatted(guestPath));
            }
            if (mounts.putIfAbsent(guestPath, new Mount(directory, readOnly)) != null) {
                throw new IllegalArgumentException(
                        "guestPath [%s] is mounted already; mount each path once".formatted(guestPath));
            }
        }

        private static void requireNormal(String guestPath) {
            requireNonNull(guestPath, "guestPath");
            boolean normal = guestPath.equals("/") || NORMAL.matcher(guestPath).matches();
            if (!normal) {
                throw new IllegalArgumentException(
                        "guestPath [%s] must be absolute and normal, for instance /in".formatted(guestPath));
            }
        }

        private static Path requireDirectory(String name, Path directory) {
            requireNonNull(directory, name);
            if (!Files.isDirectory(directory)) {
                throw new IllegalArgumentException("%s [%s] of %s is no directory; create it first"
                        .formatted(name, directory, directory.getFileSystem()));
            }
            return directory;
        }
    }
}
