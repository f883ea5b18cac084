package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Instant;
import org.apiguardian.api.API;

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

    private FFmpegSandbox() {}

    /**
     * Opens a sandbox with a new, empty in-memory file system as its root and all defaults.
     *
     * @return a sandbox, which the caller closes
     */
    public static FFmpegSandbox open() {
        return builder().open();
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the file system of the root; unless it was given, one that closes with this sandbox} */
    public FileSystem fileSystem() {
        return Invocation.pending();
    }

    /** {@return the guest's working directory, by default {@code /sandbox}; relative paths start here} */
    public Path workDirectory() {
        return Invocation.pending();
    }

    /** {@return the ffmpeg program in this sandbox} */
    public FFmpeg ffmpeg() {
        return Invocation.pending();
    }

    /** {@return the ffprobe program in this sandbox} */
    public FFprobe ffprobe() {
        return Invocation.pending();
    }

    /**
     * Stops jobs that still run and closes the file system, unless the caller gave it. A second call does nothing.
     */
    @Override
    public void close() {}

    /** Settings of a sandbox. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private Builder() {}

        /**
         * Sets what the guest sees as {@code /}. By default a new Jimfs.
         *
         * @param directory an existing directory of any file system
         * @return this
         * @throws NullPointerException if {@code directory} is null
         */
        public Builder root(Path directory) {
            requireNonNull(directory, "directory");
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
            return this;
        }

        /**
         * Opens the sandbox.
         *
         * @return a sandbox, which the caller closes
         * @throws IllegalArgumentException if a given directory is none
         * @throws java.io.UncheckedIOException if the working directory is missing and cannot be created
         */
        public FFmpegSandbox open() {
            return new FFmpegSandbox();
        }
    }
}
