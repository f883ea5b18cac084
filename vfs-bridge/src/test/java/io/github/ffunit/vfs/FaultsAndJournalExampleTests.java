package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.faults.CallKind.CLOSE;
import static io.github.ffunit.vfs.faults.CallKind.MOVE;
import static io.github.ffunit.vfs.faults.CallKind.OPEN;
import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What docs/faults-and-journal.md quotes. */
class FaultsAndJournalExampleTests {
    /** Code under test: a file is never seen half written. */
    private static void save(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void fullDisk_leavesTheOldFile() throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Jimfs.newFileSystem(Configuration.unix()))) {
            Path file = Files.writeString(faulty.getPath("settings"), "old");
            faulty.plan(FaultPlan.when(WRITE).of("*.tmp").thenFail(Fault.diskFull()));

            assertThatThrownBy(() -> save(file, "new")).hasMessageContaining("No space left on device");
            assertThat(file).hasContent("old");
        }
    }

    @Test
    void sentences() throws IOException {
        AtomicLong clock = new AtomicLong();
        List<FaultPlan> plans = List.of(
                FaultPlan.when(WRITE).onCall(3).thenFail(Fault.ioError()),
                FaultPlan.when(OPEN, MOVE).of("*.mp4").fromCall(2).times(5).thenFail(Fault.accessDenied()),
                FaultPlan.when(READ).fromByte(4096).thenFail(Fault.ioError()),
                FaultPlan.when(READ, WRITE).thenTransferAtMost(7),
                FaultPlan.when(CLOSE).thenFail(Fault.of(() -> new IOException("the cable is gone"))),
                FaultPlan.when(READ).thenRun(call -> clock.addAndGet(50)),
                FaultPlan.diskOf(1_000_000).and(FaultPlan.noFileChannels()));
        for (FaultPlan plan : plans) {
            try (FaultyFileSystem faulty = FaultyFileSystem.of(Jimfs.newFileSystem(Configuration.unix()), plan)) {
                assertThat(faulty.faults()).isZero();
            }
        }
    }

    @Test
    void anyFault_leavesTheOldFileOrTheNewOne() throws IOException {
        int calls = saveWithFaultAt(0).size();
        for (int k = 1; k <= calls; k++) {
            saveWithFaultAt(k);
        }
    }

    private static List<BackendCall> saveWithFaultAt(int k) throws IOException {
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Jimfs.newFileSystem(Configuration.unix()))) {
            Path file = Files.writeString(faulty.getPath("settings"), "old");
            faulty.startRecording();
            faulty.plan(
                    k == 0
                            ? FaultPlan.none()
                            : FaultPlan.whenAnyCall().onCall(k).thenFail(Fault.ioError()));
            try {
                save(file, "new");
                assertThat(faulty.unwrap(file)).hasContent("new");
            } catch (IOException e) {
                assertThat(faulty.unwrap(file)).hasContent("old");
            }
            return faulty.calls();
        }
    }

    @Test
    void guest_seesAnErrno_andTheJournalShowsIt() throws IOException {
        FaultPlan plan = FaultPlan.when(WRITE).onCall(2).thenFail(Fault.ioError());
        Journal journal = Journal.create();
        try (FaultyFileSystem faulty = FaultyFileSystem.of(Jimfs.newFileSystem(Configuration.unix()));
                VfsBridge bridge = VfsBridge.builder()
                        .root(faulty.getPath("/work"))
                        .journal(journal)
                        .open()) {
            faulty.plan(plan);
            runGuest(bridge);
        }
        assertThat(journal.text()).isEqualTo("""
                path_open(3, "out.mp4", CREAT, R|W, 0) = 0 fd 4
                fd_write(4, 8) = 0 8 at 0
                fd_write(4, 4) = 29 IO
                fd_close(4) = 0
                """);
        assertThat(journal.bytesWritten("/out.mp4")).isEqualTo(8);
        assertThat(journal.seeksBackwards("/out.mp4")).isEmpty();
    }

    private static void runGuest(VfsBridge bridge) {
        Guest guest = new Guest(bridge);
        int fd = guest.create("out.mp4");
        guest.write(fd, "ftypmoov".getBytes(UTF_8));
        guest.tryWrite(fd, "mdat");
        guest.close(fd);
    }
}
