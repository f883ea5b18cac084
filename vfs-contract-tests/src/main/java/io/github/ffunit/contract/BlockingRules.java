package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.GuestInput;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Section O, second part: reads that block, interrupts, and small histories of calls that must have a serial order. */
final class BlockingRules {
    private static final int HISTORIES = 150;

    /** An input that blocks until it is told to go on. */
    private static final class Gate implements GuestInput {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public int read(ByteBuffer target) {
            entered.countDown();
            Crew.await(released, "the input is not released");
            target.put((byte) 'x');
            return 1;
        }

        @Override
        public boolean ready() {
            return released.getCount() == 0;
        }
    }

    @Rule(
            id = "O06",
            says = "A file can be closed while a read of it blocks; the reader gets data, nothing or BADF.",
            source = "LX")
    void closeWhileBlocked(World world) throws IOException {
        Gate gate = new Gate();
        Guest guest = world.reopen(builder -> builder.standardInput(gate));
        AtomicReference<Errno> answer = new AtomicReference<>();
        Crew crew = new Crew();
        Guest reader = world.newGuest();
        crew.start("reader", () -> answer.set(reader.tryRead(0, 10)));
        Crew.await(gate.entered, "the reader does not read");
        CountDownLatch closed = new CountDownLatch(1);
        Guest closer = world.newGuest();
        crew.start("closer", () -> {
            assertThat(closer.tryClose(0)).isEqualTo(Errno.SUCCESS);
            closed.countDown();
        });
        try {
            Crew.await(closed, "the close does not return");
            assertThat(guest.openDirectory(".")).as("the number is free").isZero();
        } finally {
            gate.released.countDown();
        }
        crew.finish();
        assertThat(answer.get()).isIn(Errno.SUCCESS, Errno.BADF);
        assertThat(guest.tryReaddir(0, 100, 0)).as("what has the number now").isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "O07",
            says = "An interrupt of the host's thread is INTR or goes unnoticed by the call; the file stays usable.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void interrupt(World world) {
        Guest guest = world.guest();
        int fd = guest.create("f");
        guest.write(fd, "abc");
        Crew crew = new Crew();
        Guest other = world.newGuest();
        crew.start("interrupted", () -> {
            Thread.currentThread().interrupt();
            // The interrupt is there before each call, and must still be there after it.
            survives(other.tryWrite(fd, "d"));
            survives(other.tryPread(fd, 4, 0));
            survives(other.tryPwrite(fd, "A", 0));
            survives(other.trySetSize(fd, 10));
            survives(other.trySync(fd));
            survives(other.tryStat(fd));
            survives(other.tryOpen("f", 0, READ));
            survives(other.tryMkdir("d"));
            survives(other.tryRename("d", "e"));
        });
        crew.finish();
        assertThat(guest.trySetSize(fd, 3)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.seek(fd, 0)).isZero();
        assertThat(guest.write(fd, "xyz")).isEqualTo(3);
        assertThat(guest.pread(fd, 100, 0)).isEqualTo("xyz");
    }

    private static void survives(Errno errno) {
        assertThat(errno).isIn(Errno.SUCCESS, Errno.INTR);
        assertThat(Thread.currentThread().isInterrupted())
                .as("the interrupt is passed on")
                .isTrue();
    }

    @Rule(
            id = "O07",
            says = "What up to three threads see of at most four calls each is what some serial order would give.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void histories(World world) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < HISTORIES; i++) {
            world.guest().mkdir("h" + i);
            History history = History.run(world, "h" + i + "/", random.split());
            assertThat(history.isLinearizable())
                    .as("history %d: %s", i, history)
                    .isTrue();
        }
    }
}
