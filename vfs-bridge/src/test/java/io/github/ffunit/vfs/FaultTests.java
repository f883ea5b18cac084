package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
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
    /** Fails one call, once. */
    private static final class Fault implements Interception {
        private int callsLeft = Integer.MAX_VALUE;
        private boolean struck;

        void strikeAfter(int calls) {
            callsLeft = calls;
            struck = false;
        }

        @Override
        public void before(String call) throws IOException {
            if (callsLeft-- == 0) {
                struck = true;
                throw new FileSystemException("f", null, "Input/output error at " + call);
            }
        }
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
        List<String> calls = new ArrayList<>();
        try (FileSystem behind = Backend.newJimfs()) {
            furnish(behind);
            Path root = InterceptedFileSystem.of(behind, calls::add).getPath("/");
            try (VfsBridge bridge = VfsBridge.builder().root(root).open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.open("file", 0, READ | WRITE);
                calls.clear();
                assertThat(guest.readBytes(fd, 0)).isEmpty();
                assertThat(guest.write(fd, "")).isZero();
                assertThat(guest.pread(fd, 0, 100)).isEmpty();
                assertThat(guest.pwrite(fd, "", 100)).isZero();
                assertThat(calls).isEmpty();
                assertThat(guest.readBytes(fd, 1)).hasSize(1);
                assertThat(calls)
                        .as("the calls of a read, to see that they are seen")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void oneFault_inAnyCall_isAnErrno_andLeavesTheStateBeforeOrAfter() throws IOException {
        for (Operation operation : OPERATIONS) {
            Map<String, String> after = stateAfter(operation);
            int k = 0;
            while (faultAt(operation, k, after)) {
                k++;
            }
            assertThat(k).as("calls that the operation makes").isPositive();
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
        Fault fault = new Fault();
        try (FileSystem behind = Backend.newJimfs()) {
            Map<String, String> before = state(furnish(behind));
            InterceptedFileSystem faulty = InterceptedFileSystem.of(behind, fault);
            try (VfsBridge bridge =
                    VfsBridge.builder().root(faulty.getPath("/")).open()) {
                Guest guest = new Guest(bridge);
                fault.strikeAfter(k);
                Errno errno = operation.run(guest);
                if (!fault.struck) {
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
        for (int k = 0; k < 60; k++) {
            Fault fault = new Fault();
            try (FileSystem behind = Backend.newJimfs();
                    VfsBridge bridge = VfsBridge.builder()
                            .root(InterceptedFileSystem.of(behind, fault).getPath("/"))
                            .open()) {
                Guest guest = new Guest(bridge);
                int fd = guest.create("f");
                List<String> reported = new ArrayList<>();
                fault.strikeAfter(k);
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
        Fault fault = new Fault();
        try (FileSystem behind = Backend.newJimfs();
                VfsBridge bridge = VfsBridge.builder()
                        .root(InterceptedFileSystem.of(behind, fault).getPath("/"))
                        .open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            fault.strikeAfter(0);
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.IO);
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.BADF);
            assertThat(guest.create("g")).isEqualTo(fd);
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
