package io.github.ffunit.vfs.faults;

import static io.github.ffunit.vfs.faults.CallKind.CLOSE;
import static io.github.ffunit.vfs.faults.CallKind.DELETE;
import static io.github.ffunit.vfs.faults.CallKind.OPEN;
import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultPlanTests {
    private final FileSystem behind = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setWorkingDirectory("/").build());
    private final FaultyFileSystem faulty = FaultyFileSystem.of(behind);
    private final Path file = faulty.getPath("/a.txt");

    @AfterEach
    void close() throws IOException {
        faulty.close();
    }

    private SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** Writes one letter for each call, and skips those that fail. */
    private String writeLetters() throws IOException {
        try (SeekableByteChannel channel = open()) {
            for (String letter : List.of("a", "b", "c", "d", "e", "f")) {
                try {
                    channel.write(bytes(letter));
                } catch (FileSystemException e) {
                    assertThat(e).hasMessageContaining("Input/output error");
                }
            }
        }
        return Files.readString(faulty.unwrap(file));
    }

    @Test
    void onCall_failsThatCallOnly() throws IOException {
        faulty.plan(FaultPlan.when(WRITE).onCall(3).thenFail(Fault.ioError()));
        assertThat(writeLetters()).isEqualTo("abdef");
        assertThat(faulty.faults()).isEqualTo(1);
    }

    @Test
    void fromCall_failsForEver_orSoManyTimes() throws IOException {
        faulty.plan(FaultPlan.when(WRITE).fromCall(3).thenFail(Fault.ioError()));
        assertThat(writeLetters()).isEqualTo("ab");
        Files.delete(file);
        faulty.plan(FaultPlan.when(WRITE).fromCall(3).times(2).thenFail(Fault.ioError()));
        assertThat(writeLetters()).isEqualTo("abef");
        assertThat(faulty.faults()).isEqualTo(2);
    }

    @Test
    void withoutACall_allThatMatchFail() throws IOException {
        faulty.plan(FaultPlan.when(WRITE).thenFail(Fault.ioError()));
        assertThat(writeLetters()).isEmpty();
    }

    @Test
    void anyCall_countsAllKinds() {
        faulty.plan(FaultPlan.whenAnyCall().onCall(2).thenFail(Fault.ioError()));
        assertThatThrownBy(() -> Files.writeString(file, "a"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/a.txt: Input/output error (injected into call 2, write)");
    }

    @Test
    void glob_withoutASlash_isMatchedWithTheName_andElseWithTheWholePath() throws IOException {
        Files.createDirectory(faulty.getPath("/d"));
        faulty.plan(FaultPlan.when(OPEN)
                .of("*.txt")
                .thenFail(Fault.ioError())
                .and(FaultPlan.when(OPEN).of("/d/*").thenFail(Fault.accessDenied())));
        assertThatThrownBy(() -> Files.readString(file)).hasMessageContaining("Input/output");
        assertThatThrownBy(() -> Files.writeString(faulty.getPath("d/b"), "")).hasMessageContaining("denied");
        assertThatCode(() -> Files.writeString(faulty.getPath("b"), "")).doesNotThrowAnyException();
    }

    @Test
    void matcher_isGivenAbsolutePaths_andBothPathsOfAMove() throws IOException {
        Files.writeString(file, "");
        faulty.plan(FaultPlan.when(CallKind.MOVE)
                .of(path -> path.equals(faulty.getPath("/target")))
                .thenFail(Fault.ioError()));
        assertThatThrownBy(() -> Files.move(faulty.getPath("a.txt"), faulty.getPath("target")))
                .hasMessage("/a.txt -> /target: Input/output error (injected into call 1, move)");
    }

    @Test
    void fromByte_isAShortCountUpToIt_andThenFails() throws IOException {
        faulty.plan(FaultPlan.when(WRITE, READ).fromByte(4).thenFail(Fault.ioError()));
        try (SeekableByteChannel channel = open()) {
            ByteBuffer source = bytes("abcdef");
            assertThat(channel.write(source)).isEqualTo(4);
            assertThat(source.remaining()).isEqualTo(2);
            assertThatThrownBy(() -> channel.write(source)).hasMessageContaining("Input/output");
            assertThat(channel.position(3).read(ByteBuffer.allocate(9))).isEqualTo(1);
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(9))).hasMessageContaining("Input/output");
            assertThat(channel.position(2).write(bytes("XY"))).isEqualTo(2);
        }
        assertThat(Files.readString(faulty.unwrap(file))).isEqualTo("abXY");
    }

    @Test
    void shortTransfers_moveAtMostSoManyBytes_andLeaveTheBuffersWhole() throws IOException {
        faulty.plan(FaultPlan.when(READ, WRITE).thenTransferAtMost(2));
        try (SeekableByteChannel channel = open()) {
            ByteBuffer source = bytes("abcde");
            assertThat(channel.write(source)).isEqualTo(2);
            assertThat(source.limit()).isEqualTo(5);
            channel.position(0);
            ByteBuffer target = ByteBuffer.allocate(9);
            assertThat(channel.read(target)).isEqualTo(2);
            assertThat(target.limit()).isEqualTo(9);
            assertThat(channel.read(target)).isEqualTo(-1);
        }
        assertThatCode(() -> Files.writeString(file, "whole".repeat(9))).doesNotThrowAnyException();
        assertThat(Files.readString(file)).isEqualTo("whole".repeat(9));
    }

    @Test
    void transfersOfNothing_leaveTheFileAlone_whereverTheyAre() throws IOException {
        try (SeekableByteChannel channel = open()) {
            channel.write(bytes("abc"));
            faulty.plan(FaultPlan.when(READ, WRITE).thenTransferAtMost(0));
            channel.position(10);
            assertThat(channel.write(bytes("lost"))).isZero();
            assertThat(channel.size()).isEqualTo(3);
            channel.position(0);
            assertThat(channel.read(ByteBuffer.allocate(9))).isZero();
            assertThat(channel.position()).isZero();
        }
    }

    @Test
    void hook_runsBeforeTheCall_andMayUseTheFileSystem() throws IOException {
        List<String> seen = new ArrayList<>();
        faulty.plan(FaultPlan.when(WRITE).thenRun(call -> seen.add(call + ", exists " + Files.exists(file))));
        Files.writeString(file, "abc");
        assertThat(seen).containsExactly("2: write /a.txt, 3 bytes at 0, exists true");
    }

    @Test
    void closeThatFails_closesNevertheless_once() throws IOException {
        faulty.plan(FaultPlan.when(CLOSE).thenFail(Fault.diskFull()));
        SeekableByteChannel channel = open();
        assertThatThrownBy(channel::close).hasMessageContaining("No space left on device");
        assertThat(channel.isOpen()).isFalse();
        assertThatCode(channel::close).doesNotThrowAnyException();
    }

    @Test
    void disk_takesWhatFits_andTakesMoreAfterBytesWereFreed() throws IOException {
        Files.writeString(file, "12345678");
        faulty.plan(FaultPlan.diskOf(4));
        try (SeekableByteChannel channel = open()) {
            assertThat(channel.position(8).write(bytes("abcdef"))).isEqualTo(4);
            assertThatThrownBy(() -> channel.write(bytes("g")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage("/a.txt: No space left on device (injected by the limit of the disk)");
            assertThat(channel.position(0).write(bytes("over"))).isEqualTo(4);
            assertThatThrownBy(() -> channel.position(20).write(bytes("gap"))).hasMessageContaining("No space");
            channel.truncate(5);
            assertThat(channel.position(5).write(bytes("0123456789"))).isEqualTo(7);
        }
        assertThat(Files.readString(file)).isEqualTo("over50123456");
    }

    @Test
    void disk_isFreedByDeletingReplacingAndEmptying_notByMoving() throws IOException {
        Path other = faulty.getPath("/b");
        Files.writeString(file, "12345678");
        Files.writeString(other, "1234");
        faulty.plan(FaultPlan.diskOf(0));
        assertThatThrownBy(() -> Files.writeString(faulty.getPath("/c"), "x")).hasMessageContaining("No space");
        Files.move(other, faulty.getPath("/moved"));
        assertThatThrownBy(() -> Files.writeString(faulty.getPath("/c"), "x")).hasMessageContaining("No space");
        Files.move(faulty.getPath("/moved"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThatCode(() -> Files.writeString(faulty.getPath("/c"), "87654321"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Files.copy(file, faulty.getPath("/copy"))).hasMessageContaining("No space");
        Files.delete(faulty.getPath("/c"));
        assertThatCode(() -> Files.copy(file, faulty.getPath("/copy"))).doesNotThrowAnyException();
        assertThatCode(() -> Files.writeString(file, "abcdefgh")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Files.writeString(faulty.getPath("/d"), "x")).hasMessageContaining("No space");
    }

    @Test
    void and_runsAllHooks_andThrowsTheFirstFault() {
        AtomicInteger hooks = new AtomicInteger();
        faulty.plan(FaultPlan.when(DELETE)
                .thenFail(Fault.accessDenied())
                .and(FaultPlan.when(DELETE).thenRun(call -> hooks.incrementAndGet()))
                .and(FaultPlan.whenAnyCall().thenFail(Fault.ioError())));
        assertThatThrownBy(() -> Files.delete(file)).hasMessageContaining("Permission denied");
        assertThat(hooks).hasValue(1);
    }

    @Test
    void plan_holdsNoCounts_andStartsAgainWhereItIsSet() throws IOException {
        FaultPlan plan = FaultPlan.when(WRITE).onCall(1).thenFail(Fault.ioError());
        for (int i = 0; i < 2; i++) {
            faulty.plan(plan);
            assertThatThrownBy(() -> Files.writeString(file, "a")).hasMessageContaining("call 2, write");
            assertThatCode(() -> Files.writeString(file, "a")).doesNotThrowAnyException();
        }
        faulty.plan(FaultPlan.none());
        assertThat(faulty.faults()).isZero();
    }

    @Test
    void countsAreExact_withSeveralThreads() throws IOException, InterruptedException, ExecutionException {
        faulty.plan(FaultPlan.when(WRITE).fromCall(100).times(5).thenFail(Fault.ioError()));
        AtomicInteger failed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Path own = faulty.getPath("/" + i);
            all.add(threads.submit(() -> {
                try {
                    Files.writeString(own, "x");
                } catch (IOException e) {
                    failed.incrementAndGet();
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        assertThat(failed).hasValue(5);
        assertThat(faulty.faults()).isEqualTo(5);
    }

    @Test
    void nonsense_isRefused_withWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.when(WRITE).onCall(0))
                .withMessage("k [0] must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.when(WRITE).times(-1))
                .withMessage("n [-1] must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.when(WRITE).thenTransferAtMost(-1))
                .withMessage("bytes [-1] must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.diskOf(-1))
                .withMessage("bytes [-1] must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.diskOf(1).and(FaultPlan.diskOf(2)))
                .withMessageContaining("[1] and to [2] bytes");
        assertThatIllegalStateException()
                .isThrownBy(() -> FaultPlan.when(OPEN, WRITE).thenTransferAtMost(1))
                .withMessage("thenTransferAtMost is for READ and WRITE only, and the condition is about [OPEN, WRITE]:"
                        + " use when(READ, WRITE)");
        assertThatIllegalStateException()
                .isThrownBy(() -> FaultPlan.when(WRITE).of("a").of("b"))
                .withMessageContaining("call of(...) once");
        faulty.plan(FaultPlan.when(OPEN).thenFail(Fault.of(() -> new InterruptedException("no"))));
        assertThatIllegalStateException()
                .isThrownBy(() -> Files.readString(file))
                .withMessage("the fault for call [1: open /a.txt] is a [java.lang.InterruptedException]:"
                        + " it must be an IOException, a RuntimeException or an Error");
    }
}
