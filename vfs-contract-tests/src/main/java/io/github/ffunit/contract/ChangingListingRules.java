package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.WRITABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Section H, second part: listings of directories that change, vanish or are large. */
final class ChangingListingRules {
    private static final int SMALL = 100;
    private static final int MANY = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** What is done between two calls of a listing. */
    private interface Change {
        void after(Guest.Entry entry);
    }

    /** Lists through little room, and lets something happen after each entry. */
    private static List<String> listWhile(Guest guest, int fd, Change change) {
        List<String> seen = new ArrayList<>();
        long cookie = 0;
        while (true) {
            int used = guest.readdir(fd, SMALL, cookie);
            List<Guest.Entry> part = guest.entries(used);
            for (Guest.Entry entry : part) {
                seen.add(entry.name());
                cookie = entry.next();
                change.after(entry);
            }
            if (used < SMALL) {
                return seen;
            }
        }
    }

    @Rule(
            id = "H08",
            says = "Entries that are there the whole time come exactly once, whatever comes and goes meanwhile.",
            source = "POSIX readdir, LIBC",
            needs = WRITABLE)
    void stability(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            guest.createFile("d/%02d-drop".formatted(i), "");
            guest.createFile("d/%02d-keep".formatted(i), "");
            kept.add("%02d-keep".formatted(i));
        }
        AtomicInteger round = new AtomicInteger();
        List<String> seen = listWhile(guest, guest.openDirectory("d"), entry -> {
            int i = round.getAndIncrement();
            if (i < 40) {
                // Alternately before and behind where the listing is.
                int victim = i % 2 == 0 ? i / 2 : 39 - i / 2;
                guest.unlink("d/%02d-drop".formatted(victim));
                guest.createFile("d/%02d-new".formatted(victim), "");
            }
        });
        assertThat(seen).doesNotHaveDuplicates().containsAll(kept);
    }

    @Rule(
            id = "H08",
            says = "A listing that removes what it sees, as rm -r does, sees all.",
            source = "POSIX readdir, LIBC",
            needs = WRITABLE)
    void removeWhatIsSeen(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        for (int i = 0; i < 60; i++) {
            guest.createFile("d/f" + i, "");
        }
        List<String> seen = listWhile(guest, guest.openDirectory("d"), entry -> {
            if (entry.name().startsWith("f")) {
                guest.unlink("d/" + entry.name());
            }
        });
        assertThat(seen).hasSize(62).doesNotHaveDuplicates();
        assertThat(guest.tryRmdir("d")).as("it is empty now").isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "H10",
            says =
                    "10,000 entries through rooms of 256 bytes take less than a second, and few calls of the file system.",
            source = "ours",
            needs = WRITABLE)
    void cost(World world) throws IOException {
        Path directory = Files.createDirectory(world.root().resolve("d"));
        for (int i = 0; i < MANY; i++) {
            Files.createFile(directory.resolve("name-" + i));
        }
        Duration fastest = Duration.ofDays(1);
        // One of several, since other programs may take the processor away from one.
        for (int run = 0; run < 5 && fastest.compareTo(LIMIT) >= 0; run++) {
            Guest guest = world.newGuest();
            int fd = guest.openDirectory("d");
            long start = System.nanoTime();
            assertThat(guest.list(fd, 256)).hasSize(MANY + 2);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            fastest = time.compareTo(fastest) < 0 ? time : fastest;
            guest.close(fd);
        }
        assertThat(fastest).isLessThan(LIMIT);

        AtomicInteger calls = new AtomicInteger();
        FaultyFileSystem watched = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.openDirectory("d");
        watched.plan(FaultPlan.whenAnyCall().thenRun(call -> calls.incrementAndGet()));
        guest.list(fd, 256);
        assertThat(calls.get())
                .as("calls of the file system for %d entries", MANY)
                .isLessThan(4 * MANY);
    }

    @Rule(
            id = "H11",
            says = "A removed directory that is open lists dots only; what has its name later is another one.",
            source = "LX",
            needs = WRITABLE)
    void removed(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        int fd = guest.openDirectory("d");
        int listed = guest.openDirectory("d");
        guest.list(listed, SMALL);
        guest.rmdir("d");
        guest.mkdir("d");
        guest.createFile("d/other", "");
        for (int open : new int[] {fd, listed}) {
            assertThat(guest.list(open, SMALL)).extracting(Guest.Entry::name).isSubsetOf(".", "..");
            assertThat(guest.tryClose(open)).isEqualTo(Errno.SUCCESS);
        }
    }

    @Rule(
            id = "H11",
            says = "A directory that is renamed while open, or whose parent is, still lists its own entries.",
            source = "LX",
            needs = WRITABLE)
    void renamed(World world) {
        Guest guest = world.guest();
        guest.mkdir("p");
        guest.mkdir("p/d");
        guest.createFile("p/d/mine", "");
        int fd = guest.openDirectory("p/d");
        guest.rename("p/d", "p/e");
        guest.rename("p", "q");
        guest.mkdir("p");
        guest.mkdir("p/d");
        guest.createFile("p/d/other", "");
        assertThat(guest.list(fd, SMALL)).extracting(Guest.Entry::name).containsExactlyInAnyOrder(".", "..", "mine");
    }
}
