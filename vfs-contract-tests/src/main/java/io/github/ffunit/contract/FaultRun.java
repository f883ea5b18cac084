package io.github.ffunit.contract;

import io.github.ffunit.contract.FaultPlayer.Result;
import io.github.ffunit.contract.FaultWorkload.Action;
import io.github.ffunit.contract.FaultWorkload.Step;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One guest on one furnished file system that can be made to fail. */
final class FaultRun implements AutoCloseable {
    private static final String HIDDEN = ".ffunit-unlinked-";

    private final World world;
    private final Path root;
    private final FaultyFileSystem faulty;
    private final FaultPlayer player;
    private final @Nullable Object[] openKeys = new Object[FaultWorkload.SLOTS];
    private final boolean[] detached = new boolean[FaultWorkload.SLOTS];

    FaultRun(World world) throws IOException {
        this.world = world;
        root = world.root();
        Files.writeString(root.resolve("a"), "content of a");
        Files.createDirectory(root.resolve("d"));
        Files.writeString(root.resolve("d").resolve("b"), "b");
        Files.createDirectory(root.resolve("e"));
        if (world.has(Capability.SYMBOLIC_LINKS)) {
            Files.createSymbolicLink(
                    root.resolve("s"), root.getFileSystem().getPath("d").resolve("a"));
        }
        faulty = world.reopenFaulty();
        player = new FaultPlayer(world.guest());
    }

    FaultyFileSystem faulty() {
        return faulty;
    }

    Result play(Step step) throws IOException {
        Object removed = removedBy(step);
        return finish(step, player.play(step), removed);
    }

    Result playAgain(Step step) throws IOException {
        Object removed = removedBy(step);
        return finish(step, player.playAgain(step), removed);
    }

    private Result finish(Step step, Result result, @Nullable Object removed) throws IOException {
        // An injected interrupt is for the call alone.
        Thread.interrupted();
        int slot = step.slot();
        if (player.isOpen(slot) && openKeys[slot] == null) {
            openKeys[slot] = keyOf(step.name());
            detached[slot] = false;
        } else if (!player.isOpen(slot)) {
            openKeys[slot] = null;
        }
        if (removed != null && !removed.equals(keyOf(removedName(step), LinkOption.NOFOLLOW_LINKS))) {
            detach(removed);
        }
        return result;
    }

    private void detach(Object removed) {
        for (int slot = 0; slot < FaultWorkload.SLOTS; slot++) {
            detached[slot] |= removed.equals(openKeys[slot]);
        }
    }

    private static String removedName(Step step) {
        return step.action() == Action.RENAME ? step.other() : step.name();
    }

    private @Nullable Object removedBy(Step step) throws IOException {
        boolean removes = step.action() == Action.RENAME || step.action() == Action.UNLINK;
        return removes ? keyOf(removedName(step), LinkOption.NOFOLLOW_LINKS) : null;
    }

    private @Nullable Object keyOf(String name, LinkOption... options) throws IOException {
        Path path = root.resolve(name);
        return Files.exists(path, options) ? Files.getAttribute(path, "fileKey", options) : null;
    }

    /** Whether what is open in a slot lost the name that the bridge knew it by, so that it cannot be opened again. */
    boolean isDetached(int slot) {
        return detached[slot];
    }

    /** Names, kinds and contents that a guest would find; names that the bridge has hidden count as no links. */
    Map<String, String> state() throws IOException {
        List<Path> seen = new ArrayList<>();
        List<Object> unseen = new ArrayList<>();
        for (Path file : files()) {
            if (root.relativize(file).toString().contains(HIDDEN)) {
                unseen.add(Files.getAttribute(file, "fileKey"));
            } else {
                seen.add(file);
            }
        }
        return describe(seen, unseen);
    }

    /** The same with what the bridge has hidden. */
    Map<String, String> completeState() throws IOException {
        return describe(files(), List.of());
    }

    private Map<String, String> describe(List<Path> files, List<Object> unseen) throws IOException {
        Map<String, String> state = new TreeMap<>();
        for (Path file : files) {
            state.put(root.relativize(file).toString(), describe(file, unseen));
        }
        return state;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList();
        }
    }

    /**
     * Says what a file is.
     *
     * @param unseen the keys of files that have names which do not count
     */
    private static String describe(Path file, List<Object> unseen) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link to " + Files.readSymbolicLink(file);
        }
        if (Files.isDirectory(file)) {
            return "directory";
        }
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.readString(file);
        }
        int links = (int) Files.getAttribute(file, "unix:nlink")
                - Collections.frequency(unseen, Files.getAttribute(file, "fileKey"));
        return Files.readString(file) + ", links " + links;
    }

    /** All slots are closed: then the next number is free, and nothing is left hidden. */
    void end() {
        Guest guest = world.guest();
        int fd = guest.create("end");
        if (fd != Guest.ROOT + 1) {
            throw new AssertionError("the next open file is [%d]: a number was lost".formatted(fd));
        }
        guest.close(fd);
        guest.unlink("end");
        guest.wasi().close();
    }

    @Override
    public void close() throws IOException {
        world.close();
    }
}
