package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Raw calls with any numbers: only a trap for an address leaves them, and the host's memory stays bounded. */
class RawCallFuzzTests {
    private static final long SEED = 20_260_102;
    private static final int ROUNDS = 4_000;
    private static final int CALLS_IN_A_ROUND = 250;
    private static final int ROUNDS_BETWEEN_MEASUREMENTS = 200;
    private static final int MEMORY_BYTES = 1 << 18;
    private static final int RESULT = 1024;
    private static final int PATH = 4096;
    private static final int OTHER_PATH = 8192;
    private static final int DATA = 16384;
    private static final long RIGHTS = (1L << 30) - 1;
    private static final int DISK_BYTES = 1 << 20;
    private static final long HEAP_BYTES = 48L << 20;
    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        4,
        5,
        8,
        -1,
        1L << 31,
        (1L << 31) - 1,
        1L << 32,
        1L << 40,
        1L << 44,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        MEMORY_BYTES - 1,
        MEMORY_BYTES,
        MEMORY_BYTES - 8
    };
    private static final String[] PATHS = {
        "a",
        "b",
        "c",
        "d",
        "d/e",
        "d/f",
        "d/../a",
        "..",
        "/",
        "tmp/x",
        "tmp/y",
        "tmp/../a",
        "dev/null",
        "dev/urandom",
        "l",
        "d/l",
        "é",
        "a/",
        "d/",
        "",
        ".",
        "d/e/f",
        "a\0",
        "../outside"
    };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<Errno, Integer> answers = new EnumMap<>(Errno.class);
    private final Map<String, Set<Errno>> answersOfCalls = new TreeMap<>();
    private int traps;
    private int pathLength;
    private int otherPathLength;

    @Test
    void anyCall_answersAnErrnoOrTraps_andMemoryIsBounded() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setMaxSize(DISK_BYTES)
                .setMaxCacheSize(0)
                .build();
        long most = 0;
        try (FileSystem fileSystem = Jimfs.newFileSystem(small)) {
            Path root = Files.createDirectories(fileSystem.getPath("/in/side"));
            Path scratch = Files.createDirectory(fileSystem.getPath("/scratch"));
            Files.writeString(fileSystem.getPath("/in/outside"), "untouched");
            long before = usedHeap();
            for (int round = 0; round < ROUNDS; round++) {
                try (VfsBridge bridge = VfsBridge.builder()
                        .root(root)
                        .scratch(scratch)
                        .clock(() -> World.NOW)
                        .maxOpenFiles(32)
                        .open()) {
                    fuzz(bridge);
                    assertThat(bridge.failures()).hasSizeLessThanOrEqualTo(100);
                }
                if (round % ROUNDS_BETWEEN_MEASUREMENTS == 0) {
                    most = Math.max(most, usedHeap() - before);
                }
            }
            assertThat(fileSystem.getPath("/in/outside")).hasContent("untouched");
            try (Stream<Path> beside = Files.list(fileSystem.getPath("/in"))) {
                assertThat(beside).hasSize(2);
            }
        }
        Map<String, Set<Errno>> documented = GuestFileSystemPage.read().answers();
        answersOfCalls.forEach((call, found) -> assertThat(documented.get(call))
                .as("what docs/guest-file-system.md says that %s answers", call)
                .containsAll(found));
        assertThat(most).as("bytes of heap more than before").isLessThan(HEAP_BYTES);
        assertThat(traps).isPositive();
        assertThat(answers).containsKeys(Errno.SUCCESS, Errno.BADF, Errno.INVAL, Errno.NOENT, Errno.NOSPC);
        System.out.printf(
                "%d raw calls from seed %d: %d traps, answers %s, at most %d KiB of heap more after a round%n",
                ROUNDS * CALLS_IN_A_ROUND, SEED, traps, answers, most >> 10);
    }

    private void fuzz(VfsBridge bridge) {
        List<HostCall> calls = bridge.hostCalls();
        ArrayMemory memory = new ArrayMemory(MEMORY_BYTES);
        openSome(new Guest(bridge));
        for (int i = 0; i < CALLS_IN_A_ROUND; i++) {
            layOut(memory);
            HostCall call = calls.get(random.nextInt(calls.size()));
            long[] arguments = arguments(call);
            try {
                long errno = call.body().call(memory, arguments);
                // Fails if the number is none that there is.
                Errno answer = Guest.errno((int) errno);
                answers.merge(answer, 1, Integer::sum);
                answersOfCalls
                        .computeIfAbsent(call.name(), name -> EnumSet.noneOf(Errno.class))
                        .add(answer);
            } catch (GuestMemory.OutOfBounds trap) {
                traps++;
            }
        }
    }

    /** So that many of the small numbers lead to something. */
    private static void openSome(Guest guest) {
        guest.tryMkdir("d");
        for (String name : new String[] {"a", "d/f", "tmp/x"}) {
            guest.tryOpen(name, Guest.CREAT, Guest.READ | Guest.WRITE);
        }
    }

    /** Lists of buffers that are often good ones, and two paths. */
    private void layOut(ArrayMemory memory) {
        for (int address = 0; address < 64; address += 8) {
            memory.putInt(
                    address, random.nextInt(50) == 0 ? random.nextInt() : DATA + random.nextInt(MEMORY_BYTES / 2));
            memory.putInt(address + 4, random.nextInt(50) == 0 ? random.nextInt() : random.nextInt(600));
        }
        pathLength = layOutPath(memory, PATH);
        otherPathLength = layOutPath(memory, OTHER_PATH);
    }

    private int layOutPath(ArrayMemory memory, int address) {
        byte[] path = PATHS[random.nextInt(PATHS.length)].getBytes(UTF_8);
        memory.window(address, path.length).put(path);
        return path.length;
    }

    /** Mostly those of a call that makes sense, some of them replaced by any number; sometimes any numbers. */
    private long[] arguments(HostCall call) {
        String types = call.parameters();
        long[] arguments = sensible(call);
        int replaced = arguments == null ? types.length() : random.nextInt(4) - 1;
        if (arguments == null || random.nextInt(6) == 0) {
            arguments = new long[types.length()];
            replaced = types.length();
        }
        for (int i = 0; i < replaced; i++) {
            int at = replaced == types.length() ? i : random.nextInt(types.length());
            arguments[at] = argument(types.charAt(at));
        }
        return arguments;
    }

    /** Null for calls that only any numbers are tried with. */
    private long @Nullable [] sensible(HostCall call) {
        int fd = 4 + random.nextInt(3);
        int dir = random.nextInt(4) == 0 ? fd : 3;
        int lists = random.nextInt(5);
        return switch (call.name()) {
            case "path_open" ->
                new long[] {
                    dir,
                    random.nextInt(2),
                    PATH,
                    pathLength,
                    random.nextInt(16),
                    RIGHTS,
                    RIGHTS,
                    random.nextInt(8),
                    RESULT
                };
            case "path_create_directory", "path_remove_directory", "path_unlink_file" ->
                new long[] {dir, PATH, pathLength};
            case "path_filestat_get" -> new long[] {dir, random.nextInt(2), PATH, pathLength, RESULT};
            case "path_rename" -> new long[] {dir, PATH, pathLength, 3, OTHER_PATH, otherPathLength};
            case "path_link" -> new long[] {dir, 0, PATH, pathLength, 3, OTHER_PATH, otherPathLength};
            case "path_symlink" -> new long[] {OTHER_PATH, otherPathLength, dir, PATH, pathLength};
            case "path_readlink" -> new long[] {dir, PATH, pathLength, DATA, 100, RESULT};
            case "fd_read", "fd_write" -> new long[] {fd, 0, lists, RESULT};
            case "fd_pread", "fd_pwrite" -> new long[] {fd, 0, lists, random.nextInt(2 * DISK_BYTES), RESULT};
            case "fd_seek" -> new long[] {fd, random.nextInt(2 * DISK_BYTES), random.nextInt(3), RESULT};
            case "fd_allocate" -> new long[] {fd, random.nextInt(DISK_BYTES), random.nextInt(DISK_BYTES)};
            case "fd_filestat_set_size" -> new long[] {fd, random.nextInt(2 * DISK_BYTES)};
            case "fd_readdir" -> new long[] {dir, DATA, random.nextInt(500), random.nextInt(8), RESULT};
            case "fd_close", "fd_sync" -> new long[] {fd};
            case "fd_renumber" -> new long[] {fd, 4 + random.nextInt(6)};
            case "fd_filestat_get", "fd_tell", "fd_fdstat_get" -> new long[] {fd, RESULT};
            case "fd_fdstat_set_flags" -> new long[] {fd, random.nextInt(8)};
            default -> null;
        };
    }

    private long argument(char type) {
        long value =
                switch (random.nextInt(8)) {
                    case 0 -> EDGES[random.nextInt(EDGES.length)];
                    case 1 -> PATH;
                    case 2 -> random.nextInt(MEMORY_BYTES);
                    case 3 -> random.nextLong();
                    case 4 -> (1L << 30) - 1;
                    default -> random.nextInt(12);
                };
        return type == 'i' ? (int) value : value;
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
