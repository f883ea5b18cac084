package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Section P, first part: a file system that fails at its k-th call, for every k. */
final class FaultRules {
    /** One call of a guest on a furnished directory. */
    private record Operation(String name, Body body) {
        interface Body {
            Errno run(Guest guest);
        }
    }

    private static List<Operation> operations(World world) {
        List<Operation> all = new ArrayList<>(List.of(
                new Operation("create", guest -> guest.tryOpen("new", CREAT, WRITE)),
                new Operation("open to cut", guest -> guest.tryOpen("file", TRUNC, WRITE)),
                new Operation("open", guest -> guest.tryOpen("full/inner", 0, READ)),
                new Operation("open directory", guest -> guest.tryOpen("full", 0, READ)),
                new Operation("stat", guest -> guest.tryStat("file")),
                new Operation("mkdir", guest -> guest.tryMkdir("new")),
                new Operation("rmdir", guest -> guest.tryRmdir("empty")),
                new Operation("unlink", guest -> guest.tryUnlink("file")),
                new Operation("unlink of an open file", guest -> guest.tryUnlink("open")),
                new Operation("rename", guest -> guest.tryRename("file", "new")),
                new Operation("rename over a file", guest -> guest.tryRename("file", "other")),
                new Operation("rename over an open file", guest -> guest.tryRename("file", "open")),
                new Operation("rename of a directory", guest -> guest.tryRename("full", "new")),
                new Operation("rename over a directory", guest -> guest.tryRename("full", "empty"))));
        if (world.has(SYMBOLIC_LINKS)) {
            all.add(new Operation("symlink", guest -> guest.trySymlink("file", "new")));
            all.add(new Operation("readlink", guest -> guest.tryReadlink("link", 10)));
            all.add(new Operation("open through a link", guest -> guest.tryOpen("link", 0, READ)));
        }
        if (world.has(HARD_LINKS)) {
            all.add(new Operation("link", guest -> guest.tryLink("file", "new")));
        }
        return all;
    }

    /** A directory of its own for one run, and a bridge over it that can be made to fail. */
    private record Run(Path directory, FaultyFileSystem faulty, VfsBridge bridge, Guest guest)
            implements AutoCloseable {
        static Run in(World world, int number) throws IOException {
            Path directory = Files.createDirectory(world.root().resolve("run" + number));
            Files.writeString(directory.resolve("file"), "file");
            Files.writeString(directory.resolve("other"), "other");
            Files.writeString(directory.resolve("open"), "open");
            Files.createDirectory(directory.resolve("empty"));
            Files.createDirectory(directory.resolve("full"));
            Files.writeString(directory.resolve("full").resolve("inner"), "inner");
            if (world.has(SYMBOLIC_LINKS)) {
                Files.createSymbolicLink(
                        directory.resolve("link"), directory.getFileSystem().getPath("file"));
            }
            FaultyFileSystem faulty = FaultyFileSystem.of(directory.getFileSystem());
            VfsBridge bridge = VfsBridge.builder()
                    .root(faulty.wrap(directory))
                    .clock(() -> World.NOW)
                    .open();
            Guest guest = world.guest(bridge);
            assertThat(guest.open("open", 0, READ | WRITE)).isEqualTo(4);
            return new Run(directory, faulty, bridge, guest);
        }

        /** What there is, without what the guest cannot see any more since it has to wait for a close. */
        SortedMap<String, String> state() throws IOException {
            SortedMap<String, String> state = Tree.of(directory);
            state.keySet().removeIf(name -> name.startsWith(".ffunit-unlinked-"));
            return state;
        }

        Outcome withFaultAt(int k, Operation.Body body) {
            return FaultRules.withFaultAt(faulty, k, () -> body.run(guest));
        }

        @Override
        public void close() {
            bridge.close();
        }
    }

    /** What a guest is answered while one call of the file system fails, and whether there were so many that it did. */
    private record Outcome(Errno errno, boolean struck) {}

    private static Outcome withFaultAt(FaultyFileSystem faulty, int k, Supplier<Errno> call) {
        faulty.plan(FaultPlan.whenAnyCall().onCall(k).thenFail(Fault.ioError()));
        Errno errno = call.get();
        boolean struck = faulty.faults() > 0;
        faulty.plan(FaultPlan.none());
        return new Outcome(errno, struck);
    }

    @Rule(
            id = "P01",
            says = "One fault in any call is an errno; the names are as before or as after it, and no number is lost.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void oneFault(World world) throws IOException {
        int number = 0;
        for (Operation operation : operations(world)) {
            int struck = 0;
            SortedMap<String, String> after;
            try (Run run = Run.in(world, number++)) {
                assertThat(operation.body().run(run.guest()))
                        .as(operation.name())
                        .isEqualTo(Errno.SUCCESS);
                after = run.state();
            }
            boolean strikes = true;
            for (int k = 1; strikes; k++) {
                try (Run run = Run.in(world, number++)) {
                    strikes = faultAt(operation, k, run, after);
                    struck += strikes ? 1 : 0;
                }
            }
            assertThat(struck)
                    .as("calls of the file system in %s", operation.name())
                    .isPositive();
        }
    }

    /** False if the operation makes fewer calls. */
    private static boolean faultAt(Operation operation, int k, Run run, SortedMap<String, String> after)
            throws IOException {
        String what = "%s with a fault in call %d".formatted(operation.name(), k);
        SortedMap<String, String> before = run.state();
        Outcome outcome = run.withFaultAt(k, operation.body());
        Errno errno = outcome.errno();
        SortedMap<String, String> state = run.state();
        if (!outcome.struck()) {
            assertThat(errno).as(what).isEqualTo(Errno.SUCCESS);
            return false;
        }
        // Success, if there was another way round the fault.
        assertThat(errno).as(what).isIn(Errno.IO, Errno.SUCCESS);
        assertThat(state).as(what).isIn(before, after);
        if (errno == Errno.SUCCESS) {
            assertThat(state).as(what).isEqualTo(after);
        } else {
            assertThat(run.bridge().failures()).as("told to the host: %s", what).hasSize(1);
            assertThat(run.guest().open("empty/..", 0, 0))
                    .as("lowest number after %s", what)
                    .isEqualTo(5);
        }
        assertThat(run.guest().pread(4, 10, 0)).as("open before %s", what).isEqualTo("open");
        return true;
    }

    @Rule(
            id = "P07",
            says = "A fault in rename, link or unlink leaves source and target both as before or both done.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void renamesWhereOpenFilesStay(World world) throws IOException {
        // The hardest case: a file system that neither replaces nor deletes what is open.
        int number = 0;
        for (String name : new String[] {"rename", "unlink"}) {
            for (int k = 1; k <= 40; k++) {
                try (Run run = Run.in(world, number++)) {
                    SortedMap<String, String> before = run.state();
                    Guest guest = run.guest();
                    boolean rename = name.equals("rename");
                    Errno errno = run.withFaultAt(k, g -> rename ? g.tryRename("file", "open") : g.tryUnlink("open"))
                            .errno();
                    SortedMap<String, String> state = run.state();
                    if (state.equals(before)) {
                        assertThat(errno).as("%s, call %d", name, k).isEqualTo(Errno.IO);
                        assertThat(guest.readAll("open")).isEqualTo("open");
                        assertThat(guest.stat(4).links())
                                .as("it has its name")
                                .isEqualTo(guest.stat("open").links());
                    } else {
                        assertThat(state.get("open")).isEqualTo(rename ? before.get("file") : null);
                        assertThat(state.containsKey("file")).isEqualTo(!rename);
                    }
                    assertThat(guest.pread(4, 10, 0)).isEqualTo("open");
                }
            }
        }
    }

    @Rule(
            id = "P07",
            says = "A fault while a file grows leaves the old size; one while it is cut, the old content or none.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void growAndCut(World world) throws IOException {
        int struck = 0;
        for (int k = 1; k <= 12; k++) {
            try (Run run = Run.in(world, k)) {
                Guest guest = run.guest();
                for (boolean allocate : new boolean[] {true, false}) {
                    Outcome outcome =
                            run.withFaultAt(k, g -> allocate ? g.tryAllocate(4, 0, 200_000) : g.trySetSize(4, 200_000));
                    Errno errno = outcome.errno();
                    struck += outcome.struck() ? 1 : 0;
                    assertThat(errno).isEqualTo(outcome.struck() ? Errno.IO : Errno.SUCCESS);
                    assertThat(guest.stat(4).size()).isEqualTo(errno == Errno.SUCCESS ? 200_000 : 4);
                    assertThat(guest.trySetSize(4, 4)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.readAll("open")).isEqualTo("open");
                }
                Errno errno =
                        run.withFaultAt(k, g -> g.tryOpen("open", TRUNC, WRITE)).errno();
                assertThat(guest.readAll("open")).isIn(errno == Errno.SUCCESS ? List.of("") : List.of("", "open"));
                assertThat(guest.create("next")).as("no number is lost").isEqualTo(errno == Errno.SUCCESS ? 6 : 5);
            }
        }
        assertThat(struck).isPositive();
    }

    @Rule(
            id = "P08",
            says = "A fault while a directory is listed or a file looked at is IO for that call; the next works.",
            source = "ours")
    void listAndStat(World world) throws IOException {
        String file = world.sampleFile();
        String directory = world.sampleDirectory();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.openDirectory(directory);
        List<Guest.Entry> all = guest.list(fd, 4096);
        Guest.Stat stat = guest.stat(file);
        boolean strikes = true;
        int struck = 0;
        for (int k = 1; strikes; k++) {
            Outcome outcome = withFaultAt(faulty, k, () -> guest.tryReaddir(fd, 4096, 0));
            strikes = outcome.struck();
            struck += strikes ? 1 : 0;
            assertThat(outcome.errno()).as("call %d", k).isEqualTo(strikes ? Errno.IO : Errno.SUCCESS);
            assertThat(guest.list(fd, 4096)).as("after call %d", k).isEqualTo(all);
        }
        assertThat(struck).as("calls of the file system in a listing").isGreaterThan(2);
        faulty.plan(FaultPlan.when(CallKind.READ_ATTRIBUTES).thenFail(Fault.ioError()));
        assertThat(guest.tryStat(file, FOLLOW)).isEqualTo(Errno.IO);
        faulty.plan(FaultPlan.none());
        assertThat(guest.stat(file)).isEqualTo(stat);
    }

    @Rule(
            id = "P09",
            says = "Once a fault is gone, the same call gives what it would have given without it.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void recovery(World world) throws IOException {
        int number = 0;
        for (Operation operation : operations(world)) {
            SortedMap<String, String> after;
            try (Run run = Run.in(world, number++)) {
                operation.body().run(run.guest());
                after = run.state();
            }
            boolean strikes = true;
            for (int k = 1; strikes; k++) {
                try (Run run = Run.in(world, number++)) {
                    SortedMap<String, String> before = run.state();
                    strikes = run.withFaultAt(k, operation.body()).struck();
                    if (run.state().equals(before)) {
                        assertThat(operation.body().run(run.guest()))
                                .as("%s again, after a fault in call %d", operation.name(), k)
                                .isEqualTo(Errno.SUCCESS);
                    }
                    assertThat(run.state())
                            .as("%s, call %d", operation.name(), k)
                            .isEqualTo(after);
                }
            }
        }
    }

    @Rule(
            id = "P09",
            says = "When the host closes the file system, every call that needs it is IO, and the bridge still closes.",
            source = "ours")
    void closedByTheHost(World world) throws IOException {
        String file = world.sampleFile();
        String directory = world.sampleDirectory();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.open(file, 0, READ);
        int listed = guest.openDirectory(directory);
        faulty.plan(FaultPlan.whenAnyCall().thenFail(Fault.of(ClosedFileSystemException::new)));
        assertThat(guest.tryRead(fd, 10)).isEqualTo(Errno.IO);
        assertThat(guest.trySeek(fd, 0, Flags.WHENCE_END)).isEqualTo(Errno.IO);
        assertThat(guest.tryStat(fd)).isEqualTo(Errno.IO);
        assertThat(guest.tryReaddir(listed, 100, 0)).isEqualTo(Errno.IO);
        for (CallOnPath call : CallOnPath.all(file)) {
            assertThat(call.run(guest, Guest.ROOT, file + "x")).as(call.name()).isEqualTo(Errno.IO);
        }
        world.bridge().close();
        assertThat(world.bridge().failures()).isNotEmpty();
        assertThat(guest.tryClose(fd)).as("closed with the bridge").isEqualTo(Errno.BADF);
    }
}
