package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest sees of each kind of plan. */
class FaultyGuestTests {
    private final FaultyFileSystem faulty = FaultyFileSystem.of(Backend.newJimfs());
    private VfsBridge bridge;
    private Guest guest;

    @BeforeEach
    void open() throws IOException {
        bridge = VfsBridge.builder().root(faulty.getPath("/")).open();
        guest = new Guest(bridge);
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        faulty.close();
    }

    @Test
    void readyMadeFaults_areErrnos_andTheirExceptionsAreKept() {
        int fd = guest.create("f");
        Map<Errno, Fault> faults = Map.of(
                Errno.NOSPC, Fault.diskFull(),
                Errno.IO, Fault.ioError(),
                Errno.ACCES, Fault.accessDenied(),
                Errno.ROFS, Fault.readOnly(),
                Errno.NOENT, Fault.noSuchFile(),
                Errno.NOTSUP, Fault.unsupported());
        faults.forEach((errno, fault) -> {
            faulty.plan(FaultPlan.when(CallKind.WRITE).thenFail(fault));
            assertThat(guest.tryWrite(fd, "x")).isEqualTo(errno);
        });
        faulty.plan(FaultPlan.when(CallKind.WRITE).thenFail(Fault.outOfMemory()));
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.NOSPC);
        faulty.plan(FaultPlan.when(CallKind.SIZE).thenFail(Fault.runtime()));
        assertThat(guest.trySeek(fd, 0, Flags.WHENCE_END)).isEqualTo(Errno.IO);
        assertThat(bridge.failures()).hasSize(8);
        assertThat(bridge.failures().get(7).cause()).hasMessage("Unexpected state (injected into call 1, size)");
        faulty.plan(FaultPlan.none());
        assertThat(guest.stat(fd).size()).isZero();
    }

    @Test
    void fullDisk_isAShortCount_thenNospc_untilBytesAreFreed() {
        guest.createFile("old", "123456");
        int fd = guest.create("new");
        faulty.plan(FaultPlan.diskOf(4));
        assertThat(guest.write(fd, "abcdef")).isEqualTo(4);
        assertThat(guest.tryWrite(fd, "ef")).isEqualTo(Errno.NOSPC);
        guest.unlink("old");
        assertThat(guest.write(fd, "ef")).isEqualTo(2);
        assertThat(guest.readAll("new")).isEqualTo("abcdef");
    }

    @Test
    void shortTransfers_areCompletedWhenWriting_andPassedOnWhenReading() {
        faulty.plan(FaultPlan.when(CallKind.READ, CallKind.WRITE).thenTransferAtMost(2));
        int fd = guest.create("f");
        assertThat(guest.write(fd, "abcde")).isEqualTo(5);
        guest.seek(fd, 0);
        assertThat(guest.read(fd, 10)).isEqualTo("ab");
        assertThat(guest.readAll("f")).isEqualTo("abcde");
    }

    @Test
    void badByte_isReadUpTo_andThenAnError() {
        guest.createFile("f", "abcdef");
        faulty.plan(FaultPlan.when(CallKind.READ).of("f").fromByte(4).thenFail(Fault.ioError()));
        int fd = guest.open("f", 0, READ);
        assertThat(guest.read(fd, 10)).isEqualTo("abcd");
        assertThat(guest.tryRead(fd, 10)).isEqualTo(Errno.IO);
        assertThat(guest.pread(fd, 2, 1)).isEqualTo("bc");
    }

    @Test
    void interrupt_isSurvived_andClosedChannelsAreOpenedAgain() {
        int fd = guest.create("f");
        faulty.plan(FaultPlan.when(CallKind.WRITE)
                .onCall(1)
                .thenFail(Fault.interrupted())
                .and(FaultPlan.when(CallKind.WRITE).onCall(3).thenFail(Fault.closedChannel())));
        assertThat(guest.write(fd, "a")).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(guest.tryWrite(fd, "b")).isEqualTo(Errno.IO);
        assertThat(guest.write(fd, "b")).isEqualTo(1);
        assertThat(guest.readAll("f")).isEqualTo("ab");
    }

    @Test
    void hook_andCloseThatFails_andFilesByName() throws IOException {
        List<Integer> slept = new ArrayList<>();
        faulty.plan(FaultPlan.when(CallKind.OPEN)
                .of("slow")
                .thenRun(call -> slept.add(100))
                .and(FaultPlan.when(CallKind.CLOSE).of("*.mp4").onCall(1).thenFail(Fault.ioError())));
        guest.createFile("slow", "");
        assertThat(slept).containsExactly(100);
        int fd = guest.create("a.mp4");
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.IO);
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.BADF);
        assertThat(guest.tryOpen("a.mp4", CREAT, WRITE)).isEqualTo(Errno.SUCCESS);
        assertThat(Files.exists(faulty.getPath("/a.mp4"))).isTrue();
    }
}
