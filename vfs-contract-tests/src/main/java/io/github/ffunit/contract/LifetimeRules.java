package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicInteger;

/** Section N, second part: nothing is left over, however often files are opened, and once the guest has ended. */
final class LifetimeRules {
    private static final int CYCLES = 100_000;
    private static final int WARM_UP = 10_000;
    // 40 bytes for each cycle would be more.
    private static final long HEAP_BYTES = 4L << 20;

    /** Counts the channels and listings that are open. */
    private static final class Channels {
        private final AtomicInteger channels = new AtomicInteger();
        private final AtomicInteger listings = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        FaultPlan plan() {
            return FaultPlan.when(CallKind.OPEN)
                    .thenRun(call -> channels.incrementAndGet())
                    .and(FaultPlan.when(CallKind.LIST).thenRun(call -> listings.incrementAndGet()))
                    .and(FaultPlan.when(CallKind.CLOSE).thenRun(call -> closed.incrementAndGet()));
        }

        int open() {
            return channels.get() + listings.get() - closed.get();
        }
    }

    @Rule(
            id = "N06",
            says = "100,000 times open and close leave no number, no channel and no memory behind.",
            source = "WT:path_open_lots")
    void cycles(World world) throws IOException {
        String file = world.sampleFile();
        String directory = world.sampleDirectory();
        Channels channels = new Channels();
        world.reopenFaulty().plan(channels.plan());
        Guest guest = world.guest();
        cycle(guest, file, directory, WARM_UP);
        long before = usedHeap(0);
        cycle(guest, file, directory, CYCLES);
        long after = usedHeap(before + HEAP_BYTES);
        assertThat(channels.channels.get()).as("channels opened").isEqualTo(WARM_UP + CYCLES);
        assertThat(channels.open()).as("channels open").isZero();
        assertThat(after).as("bytes of heap in use after %d cycles", CYCLES).isLessThan(before + HEAP_BYTES);
        assertThat(guest.open(file, 0, READ)).as("the lowest number").isEqualTo(4);
    }

    private static void cycle(Guest guest, String file, String directory, int times) {
        for (int i = 0; i < times; i++) {
            int fd = guest.open(file, 0, READ);
            guest.close(fd);
            if (i % 10 == 0) {
                int listed = guest.openDirectory(directory);
                guest.readdir(listed, 100, 0);
                guest.close(listed);
            }
        }
    }

    /** The least of some measurements, since a collection may leave something for the next. */
    private static long usedHeap(long enough) {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10 && least > enough; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Rule(
            id = "N04",
            says = "What fd_renumber displaces is closed, be it the only number of its file or not.",
            source = "WTS:renumber")
    void displacedFiles(World world) throws IOException {
        String file = world.sampleFile();
        Channels channels = new Channels();
        world.reopenFaulty().plan(channels.plan());
        Guest guest = world.guest();
        int target = guest.open(file, 0, READ);
        for (int i = 0; i < 10; i++) {
            assertThat(guest.tryRenumber(guest.open(file, 0, READ), target)).isEqualTo(Errno.SUCCESS);
            assertThat(channels.open()).as("channels open").isEqualTo(1);
        }
        guest.close(target);
        assertThat(channels.open()).isZero();
    }

    @Rule(
            id = "N06",
            says = "The end of the guest closes all channels, and deletes what had to wait for that.",
            source = "ours",
            needs = WRITABLE)
    void end(World world) throws IOException {
        Channels channels = new Channels();
        FaultyFileSystem faulty = world.reopenFaulty();
        // Windows and some file systems in memory delete nothing that is open.
        faulty.plan(channels.plan()
                .and(FaultPlan.when(CallKind.DELETE)
                        .thenFail(Fault.of(() -> new FileSystemException("f", null, "file still open")))));
        Guest guest = world.guest();
        for (int i = 0; i < 20; i++) {
            guest.open("f" + i, Guest.CREAT, READ | WRITE);
        }
        for (int i = 0; i < 20; i += 2) {
            guest.unlink("f" + i);
            assertThat(guest.tryStat("f" + i)).isEqualTo(Errno.NOENT);
        }
        assertThat(guest.names(".")).as("seen by the guest").hasSize(10 + 2);
        assertThat(channels.open()).isEqualTo(20);
        faulty.plan(channels.plan());
        world.bridge().close();
        assertThat(channels.open()).isZero();
        assertThat(Tree.of(world.root())).as("seen by the host").hasSize(10 + 1);
        assertThat(guest.tryStat("f1")).isEqualTo(Errno.BADF);
        assertThat(guest.tryClose(4)).isEqualTo(Errno.BADF);
    }
}
