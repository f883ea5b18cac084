package io.github.ffunit.contract;

import io.github.ffunit.vfs.VfsBridge;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Something to test: what it is called, where guests over it come from, what it says it can do, and in what it is known to
 * deviate. Without more words it can do all but {@link Capability#LIMITED_CAPACITY}. Immutable; null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Subject {
    /** Guests, from a file system through a bridge or from elsewhere. */
    sealed interface Origin {
        /**
         * A file system under the bridge.
         *
         * @param guests how a guest reaches the bridge
         */
        record FileSystem(RootSource roots, Function<VfsBridge, Wasi1> guests) implements Origin {}

        record Calls(Supplier<? extends Wasi1> guests) implements Origin {}
    }

    /** A file that is there before a guest changes anything, below a directory. */
    static final class Sample {
        private final String directory;
        private final String file;
        private final byte[] content;

        Sample(String directory, String file, byte[] content) {
            this.directory = Objects.requireNonNull(directory, "directory");
            this.file = Objects.requireNonNull(file, "file");
            this.content = content.clone();
        }

        String directory() {
            return directory;
        }

        String file() {
            return file;
        }

        byte[] content() {
            return content.clone();
        }
    }

    private final String name;
    private final Origin origin;
    private final Set<Capability> capabilities;
    private final Map<String, String> known;
    private final @Nullable Sample sample;

    private Subject(
            String name,
            Origin origin,
            Set<Capability> capabilities,
            Map<String, String> known,
            @Nullable Sample sample) {
        this.name = name;
        this.origin = origin;
        this.capabilities = capabilities;
        this.known = known;
        this.sample = sample;
    }

    private static Subject of(String name, Origin origin) {
        Objects.requireNonNull(name, "name");
        Set<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.LIMITED_CAPACITY));
        return new Subject(name, origin, capabilities, Map.of(), null);
    }

    /**
     * Describes a file system under this project's bridge.
     *
     * @param name heads its column in a table
     * @param roots gives a directory for each rule
     * @return a subject
     */
    public static Subject of(String name, RootSource roots) {
        return of(name, new Origin.FileSystem(Objects.requireNonNull(roots, "roots"), BridgeWasi1::new));
    }

    /**
     * The same file system, reached in another way than by calls of this machine: through an engine, or with mistakes.
     *
     * @param guests gives a guest over a bridge, and closes the bridge with it
     */
    Subject guests(Function<VfsBridge, Wasi1> guests) {
        if (origin instanceof Origin.FileSystem fileSystem) {
            Origin other = new Origin.FileSystem(fileSystem.roots(), guests);
            return new Subject(name, other, capabilities, known, sample);
        }
        throw new IllegalStateException("subject [%s] is a set of calls: there is no bridge below it".formatted(name));
    }

    /**
     * Describes another implementation of the calls. Rules that look behind the calls, at the host's files or at the bridge, are
     * not applicable to it.
     *
     * @param name heads its column in a table
     * @param guests gives a new guest with an empty root for each rule; its real-time clock stands at 10^18 ns since 1970
     * @return a subject
     */
    public static Subject ofCalls(String name, Supplier<? extends Wasi1> guests) {
        return of(name, new Origin.Calls(Objects.requireNonNull(guests, "guests")));
    }

    /**
     * Declares that it has something.
     *
     * @param more what it has besides
     * @return a subject like this
     */
    public Subject with(Capability... more) {
        Set<Capability> all = EnumSet.copyOf(capabilities);
        Collections.addAll(all, more);
        return new Subject(name, origin, all, known, sample);
    }

    /**
     * Declares that it lacks something. Without {@link Capability#WRITABLE}, whatever needs writing is never asked after,
     * and a {@linkplain #sample sample} must be given.
     *
     * @param less what it lacks
     * @return a subject like this
     */
    public Subject without(Capability... less) {
        Set<Capability> rest = EnumSet.copyOf(capabilities);
        for (Capability lacking : less) {
            rest.remove(Objects.requireNonNull(lacking, "less"));
        }
        return new Subject(name, origin, rest, known, sample);
    }

    /**
     * Declares that a property does not hold. That must be true: once it holds, the declaration fails.
     *
     * @param id of the property, such as {@code G12}
     * @param reason why it does not hold, for the reader of a table
     * @return a subject like this
     */
    public Subject known(String id, String reason) {
        Map<String, String> all = new TreeMap<>(known);
        all.put(Objects.requireNonNull(id, "id"), Objects.requireNonNull(reason, "reason"));
        return new Subject(name, origin, capabilities, Collections.unmodifiableMap(all), sample);
    }

    /**
     * Names a file for rules that only read. A subject that can be written needs none.
     *
     * @param directory guest name of a directory, relative to the root
     * @param file guest name of a regular file in it, relative to the root, 100 bytes long at least
     * @param content of that file
     * @return a subject like this
     */
    public Subject sample(String directory, String file, byte[] content) {
        Sample named = new Sample(directory, file, content);
        return new Subject(name, origin, capabilities, known, named);
    }

    /** {@return what heads its column in a table} */
    public String name() {
        return name;
    }

    /**
     * Tells whether it says it has something.
     *
     * @param capability what
     * @return whether that is declared
     */
    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    /** {@return reasons of the deviations declared, by id of the property, sorted} */
    public Map<String, String> known() {
        return known;
    }

    /**
     * Opens it, empty.
     *
     * @param clock what a guest sees as real time, in ns since 1970; a subject made of calls has its own clock
     * @return a guest over a fresh root
     * @throws IOException if there is no root
     */
    public OpenSubject open(LongSupplier clock) throws IOException {
        return OpenSubject.of(this, Objects.requireNonNull(clock, "clock"));
    }

    Origin origin() {
        return origin;
    }

    @Nullable
    Sample sample() {
        return sample;
    }

    @Override
    public String toString() {
        return name;
    }
}
