package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels that are less than a guest expects: without positions, closed by interrupts, on file systems that keep old bytes. */
class ChannelTests {
    private FaultyFileSystem faulty;
    private VfsBridge bridge;
    private Guest guest;

    @BeforeEach
    void open() throws IOException {
        faulty = FaultyFileSystem.of(Backend.newJimfs());
        bridge = VfsBridge.builder().root(faulty.getPath("/")).open();
        guest = new Guest(bridge);
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        faulty.close();
    }

    /** Of which each byte tells where it is. */
    private static byte[] numbers(int count) {
        byte[] bytes = new byte[count * 8];
        IntStream.range(0, count)
                .forEach(i -> System.arraycopy("%07d ".formatted(i).getBytes(US_ASCII), 0, bytes, i * 8, 8));
        return bytes;
    }

    /** Those of the JDK's own image, which nobody can close. */
    @Test
    void channelsThatCannotSeek_areReadAnywhere_andClosed() throws IOException {
        FaultyFileSystem image = FaultyFileSystem.of(FileSystems.getFileSystem(URI.create("jrt:/")));
        Path directory = image.getPath("/modules/jdk.compiler/com/sun/tools/javac/parser");
        byte[] content = Files.readAllBytes(directory.resolve("JavacParser.class"));
        assertThat(content).as("more than is skipped at once").hasSizeGreaterThan(2 * 60_000);
        try (VfsBridge overImage = VfsBridge.builder().root(directory).open()) {
            Guest reader = new Guest(overImage);
            int fd = reader.open("JavacParser.class", 0, READ);
            image.startRecording();
            for (int at : new int[] {120_000, 90_000, 90_050, 0, content.length - 10, content.length - 10, 70_001}) {
                byte[] expected = Arrays.copyOfRange(content, at, Math.min(content.length, at + 50));
                assertThat(reader.tryPread(fd, 50, at)).isEqualTo(Errno.SUCCESS);
                assertThat(reader.get(Guest.DATA, expected.length))
                        .as("at %d", at)
                        .isEqualTo(expected);
            }
            reader.close(fd);
            assertThat(count(image, CallKind.CLOSE))
                    .as("one more than was opened again")
                    .isEqualTo(count(image, CallKind.OPEN) + 1);
        }
    }

    private static long count(FaultyFileSystem fileSystem, CallKind kind) {
        return fileSystem.calls().stream().filter(call -> call.kind() == kind).count();
    }

    @Test
    void simpleChannels_arePatchedAnywhere() {
        faulty.plan(FaultPlan.noFileChannels());
        int fd = guest.open("f", CREAT, READ | WRITE);
        byte[] model = numbers(1000);
        assertThat(guest.write(fd, model)).isEqualTo(model.length);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100; i++) {
            byte[] patch = "%03d".formatted(i).getBytes(US_ASCII);
            int at = random.nextInt(model.length - patch.length);
            System.arraycopy(patch, 0, model, at, patch.length);
            assertThat(guest.pwrite(fd, new String(patch, US_ASCII), at)).isEqualTo(patch.length);
        }
        assertThat(guest.readAll("f")).isEqualTo(new String(model, US_ASCII));
        assertThat(guest.pwrite(fd, "end", 9000)).isEqualTo(3);
        assertThat(guest.readAll("f")).isEqualTo(new String(model, US_ASCII) + "\0".repeat(1000) + "end");
    }

    @Test
    void writes_oneBehindTheOther_askForNothingElse() {
        int fd = guest.open("f", CREAT, READ | WRITE);
        faulty.startRecording();
        for (int i = 0; i < 3; i++) {
            guest.write(fd, "abc");
        }
        guest.pwrite(fd, "x", 4);
        assertThat(faulty.calls()).hasSize(4).allMatch(call -> call.kind() == CallKind.WRITE);
    }

    @Test
    void sync_reachesTheFileSystem() {
        int fd = guest.create("f");
        faulty.startRecording();
        assertThat(errno(guest.calls().fdSync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(errno(guest.calls().fdDatasync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(count(faulty, CallKind.FORCE)).isEqualTo(2);
    }

    @Test
    void oneInterrupt_inATransfer_costsNothingButATry() {
        int fd = guest.open("f", CREAT, READ | WRITE);
        faulty.plan(FaultPlan.when(CallKind.WRITE).onCall(1).thenFail(Fault.interrupted()));
        assertThat(guest.write(fd, "abcdef")).isEqualTo(6);
        assertThat(Thread.interrupted()).as("told to the thread").isTrue();
        faulty.plan(FaultPlan.when(CallKind.READ).onCall(1).thenFail(Fault.interrupted()));
        assertThat(guest.pread(fd, 10, 2)).isEqualTo("cdef");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptedThread_isInterruptedStill_whateverItCalled() {
        int fd = guest.open("f", CREAT, READ | WRITE);
        Runnable[] calls = {
            () -> guest.write(fd, "abc"),
            () -> assertThat(guest.trySetSize(fd, 2)).isEqualTo(Errno.SUCCESS),
            () -> assertThat(guest.stat(fd).size()).isEqualTo(2),
            () -> assertThat(errno(guest.calls().fdSync(fd))).isEqualTo(Errno.SUCCESS),
            () -> assertThat(guest.pread(fd, 5, 0)).isEqualTo("ab")
        };
        for (Runnable call : calls) {
            Thread.currentThread().interrupt();
            call.run();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(guest.readAll("f")).isEqualTo("ab");
    }

    private static Errno errno(int code) {
        return Guest.errno(code);
    }

    @Test
    void gapThatCannotBeFilled_andCannotBeCutAgain_keepsBothReasons() {
        int fd = guest.open("f", CREAT, READ | WRITE);
        guest.write(fd, "abc");
        faulty.plan(FaultPlan.when(CallKind.WRITE)
                .thenFail(Fault.diskFull())
                .and(FaultPlan.when(CallKind.TRUNCATE).thenFail(Fault.ioError())));
        assertThat(guest.tryPwrite(fd, "x", 100)).isEqualTo(Errno.NOSPC);
        BackendFailure failure = bridge.failures().get(0);
        assertThat(failure.cause()).hasMessageContaining("No space left");
        assertThat(failure.cause().getSuppressed()).singleElement().satisfies(e -> assertThat(e)
                .hasMessageContaining("Input/output error"));
    }

    @EveryBackend
    void fileCutByOneNumber_andWrittenByAnother_showsZerosBetween(Sandbox sandbox) {
        Guest other = sandbox.guest();
        int writer = other.open("f", CREAT, READ | WRITE);
        int cutter = other.open("f", CREAT, READ | WRITE);
        other.write(writer, "old bytes that must not come back");
        assertThat(other.trySetSize(cutter, 3)).isEqualTo(Errno.SUCCESS);
        other.write(writer, "end");
        assertThat(other.readAll("f")).isEqualTo("old" + "\0".repeat(30) + "end");
        assertThat(other.tryPwrite(cutter, "x", 40)).isEqualTo(Errno.SUCCESS);
        assertThat(other.stat("f").size()).isEqualTo(41);
    }
}
