package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static io.github.ffunit.vfs.faults.CallKind.CLOSE;
import static io.github.ffunit.vfs.faults.CallKind.DELETE;
import static io.github.ffunit.vfs.faults.CallKind.MOVE;
import static io.github.ffunit.vfs.faults.CallKind.OPEN;
import static io.github.ffunit.vfs.faults.CallKind.READ_ATTRIBUTES;
import static io.github.ffunit.vfs.faults.CallKind.TRUNCATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file system that fails at its k-th call, for every k: the rules P. */
class FaultTests {
    private static final int BOTH_TIMES = Flags.TIMES_ATIM | Flags.TIMES_MTIM;

    private static FaultPlan ioErrorAtCall(int k) {
        return FaultPlan.whenAnyCall().onCall(k).thenFail(Fault.ioError());
    }

    /** One call of the guest on a furnished directory. */
    private interface Operation {
        Errno run(Guest guest);
    }

    private static final List<Operation> OPERATIONS = List.of(
            guest -> guest.tryOpen("new", CREAT, WRITE),
            guest -> guest.tryOpen("file", Guest.TRUNC, WRITE),
            guest -> guest.tryOpen("link", 0, READ),
            guest -> guest.tryStat("file"),
            guest -> guest.tryMkdir("new"),
            guest -> guest.tryRmdir("empty"),
            guest -> guest.tryUnlink("file"),
            guest -> guest.tryRename("file", "other"),
            guest -> guest.tryRename("full", "empty"),
            guest -> guest.tryRename("full", "new"),
            guest -> guest.tryLink("file", "new"),
            guest -> guest.trySymlink("file", "new"),
            guest -> guest.tryReadlink("link", 10));

    private static Path furnish(FileSystem behind) throws IOException {
        Path root = behind.getPath("/");
        Files.writeString(root.resolve("file"), "file");
        Files.writeString(root.resolve("other"), "other");
        Files.createDirectory(root.resolve("empty"));
        Files.createDirectory(root.resolve("full"));
        Files.writeString(root.resolve("full/inner"), "inner");
        Files.createSymbolicLink(root.resolve("link"), behind.getPath("file"));
        return root;
    }

    private static Map<String, String> state(Path root) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                state.put(file.toString(), Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return state;
    }

    @Test
    void zeroLengthTransfer_reachesNoFileSystem() throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            furnish(behind);
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            try (VfsBridge bridge =
                    VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("file", 0, READ | WRITE);
                faulty.startRecording();
                assertThat(guest.readBytes(fd, 0)).isEmpty();
                assertThat(guest.write(fd, "")).isZero();
                assertThat(guest.pread(fd, 0, 100)).isEmpty();
                assertThat(guest.pwrite(fd, "", 100)).isZero();
                assertThat(faulty.calls()).isEmpty();
                assertThat(guest.readBytes(fd, 1)).hasSize(1);
                assertThat(faulty.calls())
                        .as("the calls of a read, to see that they are seen")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void oneFault_inAnyCall_isAnErrno_andLeavesTheStateBeforeOrAfter() throws IOException {
        for (Operation operation : OPERATIONS) {
            Map<String, String> after = stateAfter(operation);
            int k = 1;
            while (faultAt(operation, k, after)) {
                k++;
            }
            assertThat(k).as("the first call that the operation does not make").isGreaterThan(1);
        }
    }

    private static Map<String, String> stateAfter(Operation operation) throws IOException {
        try (FileSystem behind = Backend.newJimfs();
                VfsBridge bridge = VfsBridge.builder().root(furnish(behind)).open()) {
            assertThat(operation.run(new Guest(bridge))).isEqualTo(Errno.SUCCESS);
            return state(behind.getPath("/"));
        }
    }

    /** False when the operation makes fewer calls. */
    private static boolean faultAt(Operation operation, int k, Map<String, String> after) throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            Map<String, String> before = state(furnish(behind));
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            try (VfsBridge bridge =
                    VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                faulty.plan(ioErrorAtCall(k));
                Errno errno = operation.run(guest);
                if (faulty.faults() == 0) {
                    assertThat(errno).isEqualTo(Errno.SUCCESS);
                    return false;
                }
                assertThat(state(behind.getPath("/"))).isIn(before, after);
                assertThat(errno).isIn(Errno.IO, Errno.SUCCESS, Errno.NOTSUP);
                assertThat(bridge.failures()).hasSize(errno == Errno.SUCCESS ? 0 : 1);
                assertThat(guest.tryOpen("full/inner", 0, READ)).isIn(Errno.SUCCESS, Errno.NOENT);
                guest.create("next");
                return true;
            }
        }
    }

    @Test
    void faultsWhileWriting_loseNoByteThatWasReported() throws IOException {
        for (int k = 1; k <= 120; k++) {
            try (FileSystem behind = Backend.newJimfs();
                    FaultyFileSystem faulty = FaultyFileSystem.of(behind);
                    VfsBridge bridge =
                            VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                List<String> reported = new ArrayList<>();
                // Every other one on a file system that has no file channels.
                FaultPlan channels = k % 2 == 0 ? FaultPlan.none() : FaultPlan.noFileChannels();
                faulty.plan(channels);
                int fd = guest.create("f");
                faulty.plan(ioErrorAtCall((k + 1) / 2));
                for (int i = 0; i < 12; i++) {
                    String text = "record-" + i + ";";
                    if (guest.tryWrite(fd, text) == Errno.SUCCESS) {
                        reported.add(text);
                    }
                }
                assertThat(guest.tryClose(fd)).isIn(Errno.SUCCESS, Errno.IO);
                assertThat(Files.readString(behind.getPath("/f"))).isEqualTo(String.join("", reported));
            }
        }
    }

    @Test
    void faultInClose_isIoOnce_andFreesTheNumber() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            faulty.plan(FaultPlan.when(CLOSE).onCall(1).thenFail(Fault.ioError()));
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.IO);
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.BADF);
            assertThat(guest.create("g")).isEqualTo(fd);
        }
    }

    /** A furnished guest, and what goes wrong in one call of it. */
    private static Errno runWithFault(FaultyFileSystem faulty, FaultPlan plan, Operation operation) throws IOException {
        try (VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            faulty.plan(plan);
            Errno errno = operation.run(guest);
            assertThat(faulty.faults()).as("faults").isEqualTo(1);
            return errno;
        }
    }

    @Test
    void create_whoseFileCannotBeLookedAt_leavesNoFile() throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            FaultPlan plan = FaultPlan.when(READ_ATTRIBUTES).of("new").onCall(2).thenFail(Fault.ioError());
            Errno errno = runWithFault(faulty, plan, guest -> guest.tryOpen("new", CREAT | Guest.EXCL, WRITE));
            assertThat(errno).isEqualTo(Errno.IO);
            assertThat(behind.getPath("/new")).doesNotExist();
        }
    }

    @Test
    void open_thatFailsMidway_leavesNoChannelOpen() throws IOException {
        Map<Operation, FaultPlan> plans = Map.of(
                guest -> guest.tryOpen("new", CREAT, WRITE),
                FaultPlan.when(READ_ATTRIBUTES).of("new").onCall(2).thenFail(Fault.ioError()),
                guest -> guest.tryOpen("file", Guest.TRUNC, WRITE),
                FaultPlan.when(TRUNCATE).onCall(1).thenFail(Fault.ioError()));
        for (Map.Entry<Operation, FaultPlan> each : plans.entrySet()) {
            try (FileSystem behind = Backend.newJimfs()) {
                FaultyFileSystem faulty = FaultyFileSystem.of(behind);
                furnish(behind);
                try (VfsBridge bridge =
                        VfsBridge.builder().root(faulty.getPath("/")).open()) {
                    faulty.plan(each.getValue());
                    faulty.startRecording();
                    assertThat(each.getKey().run(new Guest(bridge))).isEqualTo(Errno.IO);
                    assertThat(faulty.calls().stream()
                                    .map(BackendCall::kind)
                                    .filter(kind -> kind == OPEN || kind == CLOSE))
                            .containsExactly(OPEN, CLOSE);
                }
            }
        }
    }

    @Test
    void rename_toADirectoryThatSeemsMissing_replacesNothing() throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            Map<String, String> before = state(furnish(behind));
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            FaultPlan plan =
                    FaultPlan.when(READ_ATTRIBUTES).of("empty").onCall(1).thenFail(Fault.noSuchFile());
            assertThat(runWithFault(faulty, plan, guest -> guest.tryRename("file", "empty")))
                    .isEqualTo(Errno.EXIST);
            assertThat(state(behind.getPath("/"))).isEqualTo(before);
        }
    }

    @Test
    void linkToALink_whoseResultCannotBeLookedAtOrDeletedAtOnce_leavesNoName() throws IOException {
        List<FaultPlan> plans = List.of(
                FaultPlan.when(READ_ATTRIBUTES).of("new").onCall(2).thenFail(Fault.runtime()),
                FaultPlan.when(DELETE).onCall(1).thenFail(Fault.ioError()));
        for (FaultPlan plan : plans) {
            try (FileSystem behind = Backend.newJimfs()) {
                Map<String, String> before = state(furnish(behind));
                FaultyFileSystem faulty = FaultyFileSystem.of(behind);
                assertThat(runWithFault(faulty, plan, guest -> guest.tryLink("link", "new")))
                        .isIn(Errno.IO, Errno.NOTSUP);
                assertThat(state(behind.getPath("/"))).isEqualTo(before);
            }
        }
    }

    @Test
    void renameOverAnOpenFile_thatFailsByARuntimeExceptionMidway_bringsTheFileBack() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs())) {
            furnish(faulty);
            FaultPlan plan = FaultPlan.when(MOVE)
                    .onCall(1)
                    .thenFail(Fault.ioError())
                    .and(FaultPlan.when(MOVE).onCall(3).thenFail(Fault.runtime()));
            try (VfsBridge bridge =
                    VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("other", 0, READ);
                faulty.plan(plan);
                assertThat(guest.tryRename("file", "other")).isEqualTo(Errno.IO);
                assertThat(faulty.faults()).isEqualTo(2);
                assertThat(guest.readAll("file")).isEqualTo("file");
                assertThat(guest.readAll("other")).isEqualTo("other");
                assertThat(guest.read(fd, 10)).isEqualTo("other");
                assertThat(bridge.failures()).hasSize(1);
                guest.close(fd);
                assertThat(guest.readAll("other")).isEqualTo("other");
                assertThat(bridge.failures()).as("closing deletes nothing").hasSize(1);
            }
        }
    }

    @Test
    void renameOverAnOpenFile_thatCannotBeReplaced_letsItLiveOnWithoutAName() throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            furnish(behind);
            try (VfsBridge bridge =
                    VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("other", 0, READ);
                faulty.plan(FaultPlan.when(MOVE).onCall(1).thenFail(Fault.ioError()));
                guest.rename("file", "other");
                assertThat(faulty.faults()).isEqualTo(1);
                assertThat(guest.readAll("other")).isEqualTo("file");
                assertThat(guest.read(fd, 10)).isEqualTo("other");
                assertThat(guest.stat(fd).links()).isZero();
                assertThat(guest.stat(fd).inode())
                        .isNotEqualTo(guest.stat("other").inode());
                guest.close(fd);
            }
            assertThat(state(behind.getPath("/")))
                    .containsOnlyKeys("/", "/empty", "/full", "/full/inner", "/link", "/other");
        }
    }

    @Test
    void deferredDelete_movesNoTimeButThatOfItsDirectory() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            guest.mkdir("d");
            int fd = guest.create("d/f");
            for (String name : List.of("d", ".")) {
                assertThat(guest.trySetTimes(name, 0, 5, 5, BOTH_TIMES)).isEqualTo(Errno.SUCCESS);
            }
            faulty.plan(FaultPlan.when(DELETE).onCall(1).thenFail(Fault.ioError()));
            guest.unlink("d/f");
            assertThat(faulty.faults()).isEqualTo(1);
            assertThat(guest.names(".")).doesNotContain(".ffunit-unlinked-0");
            assertThat(guest.stat("d").modified()).isGreaterThan(5);
            assertThat(guest.stat(".").modified()).isEqualTo(5);
            guest.close(fd);
            assertThat(guest.stat(".").modified()).isEqualTo(5);
            assertThat(state(faulty.getPath("/"))).containsOnlyKeys("/", "/d");
        }
    }

    @Test
    void deferredDelete_inTheRoot_movesItsTime() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            guest.create("f");
            assertThat(guest.trySetTimes(".", 0, 5, 5, BOTH_TIMES)).isEqualTo(Errno.SUCCESS);
            faulty.plan(FaultPlan.when(DELETE).onCall(1).thenFail(Fault.ioError()));
            guest.unlink("f");
            assertThat(guest.stat(".").modified()).isGreaterThan(5);
        }
    }

    @Test
    void nameThatHidesAnOpenFile_isNotCounted() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("a");
            assertThat(guest.tryLink("a", "b")).isEqualTo(Errno.SUCCESS);
            faulty.plan(FaultPlan.when(DELETE).onCall(1).thenFail(Fault.ioError()));
            guest.unlink("a");
            assertThat(guest.stat("b").links()).isEqualTo(1);
            assertThat(guest.stat(fd)).isEqualTo(guest.stat("b"));
            guest.close(fd);
            assertThat(guest.stat("b").links()).isEqualTo(1);
        }
    }

    @Test
    void lookForAnotherName_thatFails_failsNoUnlink() throws IOException {
        for (Fault fault : List.of(Fault.ioError(), Fault.runtime(), Fault.outOfMemory())) {
            try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                    VfsBridge bridge =
                            VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.create("a");
                assertThat(guest.tryLink("a", "b")).isEqualTo(Errno.SUCCESS);
                faulty.plan(FaultPlan.when(READ_ATTRIBUTES).of("b").onCall(1).thenFail(fault));
                assertThat(guest.tryUnlink("a")).isEqualTo(Errno.SUCCESS);
                assertThat(faulty.faults()).isEqualTo(1);
                assertThat(guest.stat(fd).links()).isEqualTo(1);
                guest.stat("b");
                guest.close(fd);
            }
        }
    }

    @Test
    void openFile_thatCanBeNeitherDeletedNorHidden_keepsItsName() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            faulty.plan(FaultPlan.when(DELETE)
                    .onCall(1)
                    .thenFail(Fault.accessDenied())
                    .and(FaultPlan.when(MOVE).onCall(1).thenFail(Fault.ioError())));
            assertThat(guest.tryUnlink("f")).isEqualTo(Errno.ACCES);
            assertThat(guest.names(".")).contains("f");
            assertThat(bridge.failures()).singleElement().satisfies(failure -> assertThat(
                            failure.cause().getSuppressed())
                    .singleElement()
                    .isInstanceOf(IOException.class));
            guest.unlink("f");
            assertThat(guest.names(".")).doesNotContain("f");
            guest.close(fd);
        }
    }

    @Test
    void deferredDelete_thatFailsByARuntimeException_isTheEmbeddersMatter() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
                VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            faulty.plan(FaultPlan.when(DELETE)
                    .onCall(1)
                    .thenFail(Fault.ioError())
                    .and(FaultPlan.when(DELETE).onCall(2).thenFail(Fault.runtime())));
            guest.unlink("f");
            assertThat(guest.names(".")).doesNotContain("f");
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(faulty.faults()).isEqualTo(2);
            assertThat(guest.tryOpen("f", 0, READ)).isEqualTo(Errno.NOENT);
            assertThat(bridge.failures())
                    .singleElement()
                    .extracting(failure -> failure.cause().getMessage())
                    .asString()
                    .contains("Unexpected state");
        }
    }

    @Test
    void deferredDelete_thatFailed_isDoneWhenTheBridgeCloses() throws IOException {
        try (FileSystem behind = Backend.newJimfs()) {
            FaultyFileSystem faulty = FaultyFileSystem.of(behind);
            VfsBridge bridge = VfsBridge.builder().root(faulty.getPath("/")).open();
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            faulty.plan(FaultPlan.when(DELETE).times(2).thenFail(Fault.ioError()));
            guest.unlink("f");
            guest.close(fd);
            assertThat(state(behind.getPath("/"))).hasSize(2);
            bridge.close();
            assertThat(state(behind.getPath("/"))).containsOnlyKeys("/");
        }
    }

    @EveryBackend
    void fileSystemClosedByTheHost_isIo_andTheBridgeClosesCleanly(Sandbox sandbox) throws IOException {
        sandbox.assumeNot(Backend.DEFAULT_FILE_SYSTEM, "the default file system cannot be closed");
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        sandbox.root().getFileSystem().close();
        assertThat(guest.tryStat("f")).isEqualTo(Errno.IO);
        assertThat(guest.tryOpen("g", CREAT, WRITE)).isEqualTo(Errno.IO);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.IO);
        assertThat(sandbox.bridge().failures()).isNotEmpty();
        sandbox.bridge().close();
    }
}
