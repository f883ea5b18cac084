package io.github.ffunit.vfs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A guest over an empty directory of one backend. */
final class Sandbox implements AutoCloseable {
    /** What the clock of every sandbox says. */
    static final long NOW = 1_000_000_000_000_000_000L;

    private final Backend backend;
    private final Path root;
    private VfsBridge bridge;
    private Guest guest;

    private Sandbox(Backend backend, Path root, VfsBridge bridge) {
        this.backend = backend;
        this.root = root;
        this.bridge = bridge;
        this.guest = new Guest(bridge);
    }

    static Sandbox on(Backend backend) {
        try {
            Path root = backend.newRoot();
            return new Sandbox(
                    backend,
                    root,
                    VfsBridge.builder().root(root).clock(() -> NOW).open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    VfsBridge bridge() {
        return bridge;
    }

    Guest guest() {
        return guest;
    }

    /** The same directory, seen through another bridge. */
    Guest reopen(UnaryOperator<VfsBridgeBuilder> changes) throws IOException {
        bridge.close();
        bridge = changes.apply(VfsBridge.builder().root(root).clock(() -> NOW)).open();
        guest = new Guest(bridge);
        return guest;
    }

    /** Skips a test whose rule a backend cannot keep. */
    void assumeNot(Backend unable, String reason) {
        assumeTrue(backend != unable, reason);
    }

    @Override
    public void close() throws IOException {
        bridge.close();
        if (!Backend.isDefault(root)) {
            root.getFileSystem().close();
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String toString() {
        return backend.name();
    }
}
