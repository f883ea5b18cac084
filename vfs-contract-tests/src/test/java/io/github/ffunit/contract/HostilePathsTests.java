package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Rules L04, L05 and L07 with thousands of paths that nobody thought of: whatever a guest passes, over a farm of links that lead
 * everywhere and while another of its threads swaps a directory for a link, it never reads or changes what lies beside its root.
 */
class HostilePathsTests {
    private static final long SEED = 20_260_101;
    private static final int ROUNDS = 40;
    private static final int PATHS_IN_A_ROUND = 300;
    private static final String SECRET = "the canary's song";

    private final Map<Errno, Integer> answers = new EnumMap<>(Errno.class);
    private int opened;

    @TestFactory
    Stream<DynamicTest> nothingOutside_isReadOrChanged() {
        return Stream.of(HostileRoot.values())
                .map(backend -> dynamicTest(backend.name(), () -> new HostilePathsTests().run(backend)));
    }

    private void run(HostileRoot backend) throws IOException {
        Path world = backend.open();
        Path inside = Files.createDirectory(world.resolve("inside"));
        Path outside = Files.createDirectory(world.resolve("outside"));
        Files.writeString(outside.resolve("secret"), SECRET);
        Files.createDirectory(outside.resolve("empty"));
        Files.createDirectory(outside.resolve("canary-nest"));
        Files.writeString(Files.createDirectory(world.resolve("inside-twin")).resolve("secret"), SECRET);
        SortedMap<String, String> before = besides(world);
        HostilePaths paths = new HostilePaths(SEED, outside);
        for (int round = 0; round < ROUNDS; round++) {
            clear(inside);
            furnish(inside, outside, paths);
            assertThat(Files.readString(inside.resolve("link0").resolve("secret")))
                    .as("the host gets out")
                    .isEqualTo(SECRET);
            try (VfsBridge bridge = VfsBridge.builder()
                    .root(inside)
                    .clock(() -> World.NOW)
                    .maxOpenFiles(16)
                    .open()) {
                attack(bridge, paths);
            }
            assertThat(besides(world))
                    .as("beside the root after round %d", round)
                    .isEqualTo(before);
        }
        HostileRoot.discard(world);
        assertThat(opened).as("files and directories opened").isGreaterThan(100);
        System.out.printf(
                "%s: %d hostile paths from seed %d, %d opened, answers %s%n",
                backend, ROUNDS * PATHS_IN_A_ROUND, SEED, opened, answers);
    }

    /** All but the root, with times, since a guest may set those. */
    private static SortedMap<String, String> besides(Path world) throws IOException {
        SortedMap<String, String> tree = Tree.of(world);
        tree.keySet().removeIf(name -> name.isEmpty() || name.matches("inside(|[/\\\\].*)"));
        SortedMap<String, String> all = new TreeMap<>(tree);
        for (String name : tree.keySet()) {
            all.put(
                    name + " changed at",
                    Files.getLastModifiedTime(world.resolve(name), LinkOption.NOFOLLOW_LINKS)
                            .toString());
        }
        return all;
    }

    private static void clear(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(directory))
                    .toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** Files, and links of all kinds, which the host makes: so absolute ones too. */
    private static void furnish(Path inside, Path outside, HostilePaths paths) throws IOException {
        Files.createDirectories(inside.resolve("d").resolve("e"));
        Files.writeString(inside.resolve("file"), "inside");
        Files.writeString(inside.resolve("d").resolve("secret"), "inside");
        Files.createSymbolicLink(
                inside.resolve("swapped"), inside.getFileSystem().getPath("../outside"));
        for (int i = 0; i < 8; i++) {
            link(
                    inside.resolve("link" + i),
                    i % 4 == 0 ? outside.toAbsolutePath().toString() : paths.next());
            link(inside.resolve("d").resolve("link" + i), i % 4 == 1 ? "../../outside" : paths.next());
        }
    }

    private static void link(Path name, String text) throws IOException {
        try {
            Files.createSymbolicLink(name, name.getFileSystem().getPath(text));
        } catch (InvalidPathException | IOException e) {
            // No text for a link on this file system, or too long for one: then a simple one.
            Files.createSymbolicLink(name, name.getFileSystem().getPath("..", "outside"));
        }
    }

    private void attack(VfsBridge bridge, HostilePaths paths) {
        Guest guest = new Guest(bridge);
        Crew crew = new Crew();
        crew.loop("swapper", () -> {
            Guest swapper = new Guest(bridge);
            return () -> {
                swapper.tryRename("d", "aside");
                swapper.tryRename("swapped", "d");
                swapper.tryRename("d", "swapped");
                swapper.tryRename("aside", "d");
            };
        });
        List<CallOnPath> calls = CallOnPath.all("file");
        for (int i = 0; i < PATHS_IN_A_ROUND; i++) {
            String path = paths.next();
            CallOnPath call = calls.get(paths.nextInt(calls.size()));
            Errno errno = call.run(guest, ROOT, path);
            answers.merge(errno, 1, Integer::sum);
            if (call.name().equals("path_readlink") && errno == Errno.SUCCESS) {
                assertThat(new String(guest.filled(), UTF_8)).doesNotContain(SECRET);
            }
            int lookup = i % 2 == 0 ? FOLLOW : NOFOLLOW;
            look(guest, path, lookup, READ, 0);
            look(guest, path, lookup, READ | WRITE, i % 5 == 0 ? CREAT : 0);
            if (i % 10 == 0) {
                guest.tryUnlink(paths.linkName());
                guest.trySymlink(paths.next(), paths.linkName());
            }
            for (int fd = 4; fd < 16; fd++) {
                guest.tryClose(fd);
            }
        }
        crew.finish();
    }

    /** Opens a path, and looks at and writes to what that gives. */
    private void look(Guest guest, String path, int lookup, long rights, int openFlags) {
        Answer<Integer> answer =
                guest.wasi().pathOpen(ROOT, lookup, path.getBytes(UTF_8), openFlags, rights, rights, 0);
        answers.merge(Guest.errno(answer.errno()), 1, Integer::sum);
        Integer fd = answer.value();
        if (fd == null) {
            return;
        }
        opened++;
        if (guest.fdstat(fd).type() == FileType.DIRECTORY.code()) {
            assertThat(guest.list(fd, 4096))
                    .as(path)
                    .extracting(Guest.Entry::name)
                    .doesNotContain("canary-nest");
        } else {
            assertThat(new String(guest.readBytes(fd, 100), UTF_8)).as(path).doesNotContain(SECRET);
            if ((rights & WRITE) != 0) {
                guest.pwrite(fd, "written by the guest", 0);
            }
        }
    }
}
