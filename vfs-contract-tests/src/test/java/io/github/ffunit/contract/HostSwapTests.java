package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rule L07 against another process: while it swaps a directory for a link that leads out, as fast as it can, a guest works in
 * that directory, and never reads or changes anything outside.
 */
class HostSwapTests {
    private static final int ROUNDS = 1_000;
    private static final int TRIES = 10_000;
    private static final String SECRET = "the canary's song";
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private final SortedMap<String, Integer> answers = new TreeMap<>();
    private final SortedMap<String, Integer> escapes = new TreeMap<>();

    private Path world;
    private Path inside;
    private Path outside;
    private Process swapper;
    private BufferedReader said;

    @BeforeEach
    void furnish(@TempDir Path temporary) throws IOException {
        world = temporary.toRealPath();
        inside = Files.createDirectory(world.resolve("inside"));
        outside = world.resolve("outside");
        Path directory = Files.createDirectory(inside.resolve("d"));
        Files.writeString(directory.resolve("file"), "inside");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("inside-text"));
        Files.createSymbolicLink(inside.resolve("out"), Path.of("../outside"));
        Files.createDirectory(outside);
        furnishOutside();
    }

    private void furnishOutside() throws IOException {
        Files.writeString(outside.resolve("file"), SECRET);
        Files.createDirectory(outside.resolve("empty"));
        Files.writeString(outside.resolve("victim"), "outside");
        Files.createSymbolicLink(outside.resolve("link"), Path.of("outside-text"));
        Files.setLastModifiedTime(outside.resolve("file"), LONG_AGO);
    }

    @BeforeEach
    void startSwapping() throws IOException {
        swapper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + "target/test-classes",
                        HostSwapper.class.getName(),
                        inside.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = swapper.inputReader(UTF_8);
        assertThat(said.readLine()).isEqualTo("swapping");
    }

    @AfterEach
    void endSwapping() {
        swapper.destroyForcibly();
    }

    private long stopSwapping() throws IOException, InterruptedException {
        swapper.getOutputStream().write('\n');
        swapper.getOutputStream().close();
        long swaps = Long.parseLong(said.readLine());
        assertThat(swapper.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(swapper.exitValue()).isZero();
        return swaps;
    }

    @Test
    void guestBesideAProcessThatSwaps_neverGetsOut() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (VfsBridge bridge = VfsBridge.builder().root(inside).open()) {
            Guest guest = new Guest(bridge);
            for (int round = 0; round < ROUNDS; round++) {
                workThrough(guest, round);
                inspect();
            }
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        long swaps = stopSwapping();
        System.out.printf(
                "%d calls of a guest beside %d swaps in %d ms, escapes %s, answers %s%n",
                answers.values().stream().mapToInt(Integer::intValue).sum(), swaps, millis, escapes, answers);
        assertThat(swaps).as("swaps").isGreaterThan(ROUNDS);
        assertThat(answers.keySet()).as("both sides of the race were met").contains("SUCCESS", "PERM");
        assertThat(escapes).as("what the guest read or changed outside").isEmpty();
    }

    /** The race is one that can be won: who looks first and then acts, by paths, gets out. */
    @Test
    void naiveReaderBesideAProcessThatSwaps_getsOut() throws IOException, InterruptedException {
        Path directory = inside.resolve("d");
        boolean out = false;
        for (int i = 0; i < 1_000_000 && !out; i++) {
            try {
                out = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        && Files.readString(directory.resolve("file")).equals(SECRET);
            } catch (IOException e) {
                // Neither is there at the moment.
            }
        }
        stopSwapping();
        assertThat(out).isTrue();
    }

    /** All kinds of calls that take a path, each through the directory that is swapped. */
    private void workThrough(Guest guest, int round) {
        String fresh = "d/new" + round;
        Integer reader = open(guest, "d/file", 0, READ);
        if (reader != null) {
            escaped("read", new String(guest.readBytes(reader, 100), UTF_8).equals(SECRET));
            guest.close(reader);
        }
        Integer writer = open(guest, "d/file", 0, READ | WRITE);
        if (writer != null) {
            guest.pwrite(writer, "inside", 0);
            guest.close(writer);
        }
        Integer created = open(guest, fresh, CREAT | EXCL, WRITE);
        if (created != null) {
            guest.close(created);
        }
        if (answer(guest.tryStat("d/file"))) {
            escaped("stat", guest.takenStat().size() == SECRET.length());
        }
        if (answer(guest.tryReadlink("d/link", 100))) {
            escaped("readlink", new String(guest.takenBytes(), UTF_8).equals("outside-text"));
        }
        Integer directory = open(guest, "d", Guest.DIRECTORY, READ);
        if (directory != null) {
            if (answer(guest.tryReaddir(directory, 4096, 0))) {
                escaped("list", new String(guest.takenBytes(), UTF_8).contains("victim"));
            }
            guest.close(directory);
        }
        answer(guest.trySetTimes("d/file", 0, 1, 1_000_000_000, 5));
        answer(guest.tryUnlink("d/victim"));
        answer(guest.tryRmdir("d/empty"));
        answer(guest.tryMkdir(fresh + "d"));
        answer(guest.tryRmdir(fresh + "d"));
        answer(guest.trySymlink("text", fresh + "s"));
        answer(guest.tryUnlink(fresh + "s"));
        answer(guest.tryLink("d/file", "stolen" + round));
        if (answer(guest.tryRename("d/file", "moved"))) {
            // Back where it belongs, whenever the directory is there again.
            for (int i = 0; i < TRIES && !answer(guest.tryRename("moved", "d/file")); i++) {
                Thread.onSpinWait();
            }
        }
        answer(guest.tryUnlink(fresh));
    }

    private @Nullable Integer open(Guest guest, String path, int openFlags, long rights) {
        Answer<Integer> opened =
                guest.wasi().pathOpen(Guest.ROOT, Guest.FOLLOW, path.getBytes(UTF_8), openFlags, rights, -1L >>> 34, 0);
        answer(Guest.errno(opened.errno()));
        return opened.value();
    }

    private boolean answer(Errno errno) {
        answers.merge(errno.name(), 1, Integer::sum);
        return errno == Errno.SUCCESS;
    }

    private void escaped(String how, boolean out) {
        if (out) {
            escapes.merge(how, 1, Integer::sum);
        }
    }

    /** Looks at what lies outside, counts what has changed, and sets it up again. */
    private void inspect() throws IOException {
        Map<String, String> expected = Map.of(
                "", "directory",
                "file", "file with " + SECRET,
                "empty", "directory",
                "victim", "file with outside",
                "link", "link to outside-text");
        Map<String, String> found = Tree.of(outside);
        boolean touched = Files.exists(outside.resolve("file"))
                && !Files.getLastModifiedTime(outside.resolve("file")).equals(LONG_AGO);
        escaped("times", touched && expected.equals(found));
        escaped("names or contents", !expected.equals(found));
        for (Path stolen : stolen()) {
            escaped("link", Files.readString(stolen).equals(SECRET));
            Files.delete(stolen);
        }
        if (touched || !expected.equals(found)) {
            for (String name : found.keySet().stream().skip(1).toList()) {
                Files.delete(outside.resolve(name));
            }
            furnishOutside();
        }
    }

    private List<Path> stolen() throws IOException {
        try (Stream<Path> files = Files.list(inside)) {
            return files.filter(file -> file.getFileName().toString().startsWith("stolen"))
                    .toList();
        }
    }
}
