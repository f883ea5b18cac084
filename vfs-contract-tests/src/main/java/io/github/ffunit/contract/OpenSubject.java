package io.github.ffunit.contract;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.VfsBridgeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** A guest over a fresh root of a {@link Subject}. Closing it ends the guest and takes the root back. Not thread-safe. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class OpenSubject implements AutoCloseable {
    private final Subject subject;
    private final @Nullable Path root;
    private final @Nullable VfsBridge bridge;
    private final Wasi1 wasi;

    private OpenSubject(Subject subject, @Nullable Path root, @Nullable VfsBridge bridge, Wasi1 wasi) {
        this.subject = subject;
        this.root = root;
        this.bridge = bridge;
        this.wasi = wasi;
    }

    static OpenSubject of(Subject subject, LongSupplier clock) throws IOException {
        if (subject.origin() instanceof Subject.Origin.FileSystem fileSystem) {
            Path root = fileSystem.roots().open();
            VfsBridge bridge = builder(root, clock).open();
            return new OpenSubject(subject, root, bridge, fileSystem.guests().apply(bridge));
        }
        Subject.Origin.Calls calls = (Subject.Origin.Calls) subject.origin();
        return new OpenSubject(subject, null, null, calls.guests().get());
    }

    static VfsBridgeBuilder builder(Path root, LongSupplier clock) {
        return VfsBridge.builder().root(root).clock(clock);
    }

    /** {@return the guest's calls} */
    public Wasi1 wasi() {
        return wasi;
    }

    /** {@return the host's view of the guest's root; none if the subject is a set of calls} */
    public Optional<Path> root() {
        return Optional.ofNullable(root);
    }

    /** A guest over another bridge, reached as the subject's is. */
    Wasi1 wasi(VfsBridge other) {
        if (subject.origin() instanceof Subject.Origin.FileSystem fileSystem) {
            return fileSystem.guests().apply(other);
        }
        throw new IllegalStateException("subject [%s] is a set of calls: it has no bridge".formatted(subject));
    }

    @Nullable
    VfsBridge bridge() {
        return bridge;
    }

    @Override
    public void close() throws IOException {
        wasi.close();
        if (root != null && subject.origin() instanceof Subject.Origin.FileSystem fileSystem) {
            fileSystem.roots().discard(root);
        }
    }
}
