package io.github.ffunit.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Raw calls with any numbers: only a trap for an address may leave them, and nothing outside is touched. */
class FuzzTests {
    private static final int CALLS = 100_000;
    private static final long[] EDGES = {
        0, 1, 2, 3, 4, 5, 8, -1, 1L << 31, (1L << 31) - 1, 1L << 32, 1L << 40, 1L << 44, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final String[] PATHS = {
        "a", "b", "d", "d/e", "d/../a", "..", "/", "tmp/x", "dev/null", "dev/urandom", "l", "é", "a/", "", ".", "d/e/f"
    };
    private static final Set<Integer> ERRNOS =
            Arrays.stream(Errno.values()).map(Errno::code).collect(Collectors.toSet());

    @Test
    void randomCalls_answerAnErrnoOrTrap_andStayInside() throws IOException {
        Random random = new Random(42);
        try (FileSystem fileSystem = Backend.newJimfs()) {
            Path root = Files.createDirectories(fileSystem.getPath("/in/side"));
            Files.writeString(fileSystem.getPath("/in/outside"), "untouched");
            for (int round = 0; round < 10; round++) {
                try (VfsBridge bridge = VfsBridge.builder()
                        .root(root)
                        .guard(new SmallDisk())
                        .maxOpenFiles(32)
                        .open()) {
                    fuzz(new Guest(bridge), random);
                }
            }
            assertThat(fileSystem.getPath("/in/outside")).hasContent("untouched");
            try (Stream<Path> outside = Files.list(fileSystem.getPath("/in"))) {
                assertThat(outside).hasSize(2);
            }
        }
    }

    /** A file may be grown to the largest size: the heap of the test is smaller than that. */
    private static final class SmallDisk implements VfsGuard {
        private static final class Full extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void beforeWrite(long bytes) {
            if (bytes > 100_000) {
                throw new Full();
            }
        }
    }

    private static void fuzz(Guest guest, Random random) {
        List<HostCall> calls = guest.calls().hostCalls();
        int traps = 0;
        int successes = 0;
        for (int i = 0; i < CALLS / 10; i++) {
            layOut(guest, random);
            HostCall call = calls.get(random.nextInt(calls.size()));
            long[] arguments = new long[call.parameters().length()];
            Arrays.setAll(arguments, k -> argument(call.parameters().charAt(k), random));
            try {
                long errno = call.body().call(guest.memory, arguments);
                assertThat(ERRNOS).as(call.name()).contains((int) errno);
                successes += errno == 0 ? 1 : 0;
            } catch (GuestMemory.OutOfBounds trap) {
                traps++;
            } catch (SmallDisk.Full limit) {
                assertThat(limit).as("the guard's own exception").hasNoCause();
            }
        }
        assertThat(traps).as("traps").isPositive();
        assertThat(successes).as("successes").isPositive();
    }

    private static void layOut(Guest guest, Random random) {
        for (int address = 0; address < 512; address += 8) {
            guest.memory.putInt(address, random.nextInt(Guest.MEMORY_BYTES));
            guest.memory.putInt(address + 4, random.nextInt(600));
        }
        guest.putPath(PATHS[random.nextInt(PATHS.length)]);
    }

    private static long argument(char type, Random random) {
        long value =
                switch (random.nextInt(8)) {
                    case 0 -> EDGES[random.nextInt(EDGES.length)];
                    case 1 -> 4096; // where the path is
                    case 2 -> random.nextInt(Guest.MEMORY_BYTES);
                    case 3 -> random.nextLong();
                    case 4 -> (1L << 30) - 1;
                    default -> random.nextInt(10);
                };
        return type == 'i' ? (int) value : value;
    }
}
