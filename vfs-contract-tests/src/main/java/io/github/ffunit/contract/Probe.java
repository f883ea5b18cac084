package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.NOFOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static io.github.ffunit.contract.Stamps.SECOND;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Finds out what a file system can do, by a few calls on a scratch world. */
final class Probe {
    private static final long LARGE = 16L << 20;
    private static final long CAPACITY = 64L << 20;
    private static final int BOTH_TIMES = Flags.TIMES_ATIM | Flags.TIMES_MTIM;

    private final Guest guest;
    private final Map<Capability, Boolean> found = new EnumMap<>(Capability.class);

    private Probe(Guest guest) {
        this.guest = guest;
    }

    /** Sentences about what a subject declares and does not keep; empty if there are none. */
    static List<String> differences(Subject subject) {
        try (World world = World.of(subject)) {
            Probe probe = new Probe(world.guest());
            probe.run();
            List<String> differences = new ArrayList<>();
            probe.found.forEach((capability, is) -> {
                if (is != subject.has(capability)) {
                    differences.add("%s declares to %s %s, but it %s"
                            .formatted(subject, is ? "lack" : "have", capability, is ? "has it" : "has it not"));
                }
            });
            return differences;
        } catch (IOException | RuntimeException e) {
            return List.of("%s cannot be opened: %s".formatted(subject, e));
        }
    }

    private void run() {
        is(Capability.WRITABLE, () -> guest.tryOpen("probe", CREAT, WRITE) == Errno.SUCCESS);
        // Without it there is nothing to ask the rest with.
        if (has(Capability.WRITABLE)) {
            data();
            links();
            names();
            times();
        }
    }

    private void is(Capability capability, Callable<Boolean> question) {
        try {
            found.put(capability, question.call());
        } catch (AssertionError | Exception e) {
            found.put(capability, false);
        }
    }

    private boolean has(Capability capability) {
        return Objects.requireNonNullElse(found.get(capability), false);
    }

    private void data() {
        is(Capability.RANDOM_ACCESS, () -> {
            int fd = guest.open("probe", 0, READ | WRITE);
            guest.write(fd, "abc");
            guest.pwrite(fd, "X", 1);
            boolean seen = guest.readAll("probe").equals("aXc");
            guest.close(fd);
            return seen;
        });
        is(Capability.LARGE_FILES, () -> growsTo(LARGE + 1) == Errno.SUCCESS);
        is(Capability.LIMITED_CAPACITY, () -> growsTo(CAPACITY) == Errno.NOSPC);
    }

    private Errno growsTo(long size) {
        int fd = guest.create("large");
        Errno errno = guest.tryAllocate(fd, 0, size);
        guest.close(fd);
        guest.unlink("large");
        return errno;
    }

    private void links() {
        is(Capability.SYMBOLIC_LINKS, () -> guest.trySymlink("probe", "link") == Errno.SUCCESS);
        is(Capability.HARD_LINKS, () -> guest.tryLink("probe", "hard") == Errno.SUCCESS);
        if (has(Capability.HARD_LINKS)) {
            is(Capability.LINK_COUNTS, () -> guest.stat("probe").links() == 2);
        }
        if (has(Capability.SYMBOLIC_LINKS)) {
            is(Capability.VERBATIM_LINK_TEXT, () -> {
                guest.symlink("a//b/", "text");
                return guest.readlink("text", 100).equals("a//b/");
            });
            // Some give what it leads to another name.
            is(
                    Capability.HARD_LINKS_TO_SYMBOLIC_LINKS,
                    () -> guest.tryLink("link", "hardlink") == Errno.SUCCESS
                            && guest.stat("hardlink").type() == FileType.SYMBOLIC_LINK.code());
        }
    }

    private void names() {
        is(Capability.CASE_SENSITIVE, () -> guest.tryStat("PROBE") == Errno.NOENT);
        is(Capability.VERBATIM_NAMES, () -> {
            guest.mkdir("verbatim");
            guest.createFile("verbatim/\u00e9", "");
            guest.createFile("verbatim/e\u0301", "");
            return guest.names("verbatim").size() == 2;
        });
        is(Capability.ARBITRARY_NAMES, () -> {
            guest.mkdir("arbitrary");
            List<String> names = List.of("a:b", "a\\b", "a.", "a ", "con", "*?\"<>|");
            for (String name : names) {
                guest.createFile("arbitrary/" + name, "");
            }
            return guest.names("arbitrary").containsAll(names);
        });
    }

    private void times() {
        is(Capability.SETTABLE_TIMES, () -> {
            guest.trySetTimes("probe", NOFOLLOW, 5 * SECOND, 7 * SECOND, BOTH_TIMES);
            Guest.Stat stat = guest.stat("probe");
            return stat.accessed() == 5 * SECOND && stat.modified() == 7 * SECOND;
        });
        is(Capability.NANOSECOND_TIMES, () -> {
            // Some keep them at the top only.
            guest.mkdir("times");
            guest.createFile("times/probe", "");
            guest.trySetTimes("times/probe", NOFOLLOW, 0, 1_123_456_789L, Flags.TIMES_MTIM);
            return guest.stat("times/probe").modified() == 1_123_456_789L;
        });
        if (has(Capability.SYMBOLIC_LINKS)) {
            is(Capability.LINK_TIMES, () -> {
                guest.trySetTimes("link", NOFOLLOW, 5 * SECOND, 7 * SECOND, BOTH_TIMES);
                return guest.stat("link").modified() == 7 * SECOND;
            });
        }
    }
}
