package io.github.ffunit.ffmpeg.internal.wasi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.vfs.Readiness;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessCallsTests {

    private static final int SUCCESS = 0;
    private static final int BADF = 8;
    private static final int INVAL = 28;
    private static final int NOTSUP = 58;

    private static final int SUBSCRIPTIONS = 0x100;
    private static final int EVENTS = 0x800;
    private static final int RESULT = 0xf00;

    private final ArrayMemory memory = new ArrayMemory(0x1000);
    private final Map<Integer, Readiness> readable = new HashMap<>();
    private final List<Integer> levels = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock(Instant.ofEpochSecond(1000));
    private final GuestScheduler scheduler = new GuestScheduler(clock);
    private final Map<String, HostCall> calls = new HashMap<>();

    ProcessCallsTests() {
        new ProcessCalls(
                        List.of("ffmpeg", "-i", "ü"),
                        List.of("PWD=/x"),
                        scheduler,
                        clock,
                        (fd, write) -> write ? Readiness.READY : readable.getOrDefault(fd, Readiness.NOT_OPEN),
                        levels::add,
                        7)
                .hostCalls()
                .forEach(call -> calls.put(call.name(), call));
    }

    @Test
    void args_ofTheProgram_areNulTerminatedUtf8() {
        assertThat(call("args_sizes_get", 0, 4)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(0)).isEqualTo(3);
        assertThat(memory.getInt(4)).isEqualTo("ffmpeg\0-i\0??\0".length());

        assertThat(call("args_get", 0x10, 0x40)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(0x10)).isEqualTo(0x40);
        assertThat(memory.getInt(0x14)).isEqualTo(0x47);
        assertThat(text(0x40, 13)).isEqualTo("ffmpeg\0-i\0ü\0");
    }

    @Test
    void environ_ofTheRun_isGiven() {
        assertThat(call("environ_sizes_get", 0, 4)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(0)).isEqualTo(1);
        assertThat(call("environ_get", 0x10, 0x40)).isEqualTo(SUCCESS);
        assertThat(text(0x40, 7)).isEqualTo("PWD=/x\0");
    }

    @Test
    void clockTimeGet_eachClock_isVirtual() {
        assertThat(call("clock_time_get", 1, 0, 0)).isEqualTo(SUCCESS);
        assertThat(memory.getLong(0)).isEqualTo(1_000);
        assertThat(call("clock_time_get", 0, 0, 0)).isEqualTo(SUCCESS);
        assertThat(memory.getLong(0)).isEqualTo(1_000_000_002_000L);
        assertThat(call("clock_time_get", 4, 0, 0)).isEqualTo(INVAL);
        assertThat(call("clock_res_get", 3, 0)).isEqualTo(SUCCESS);
        assertThat(memory.getLong(0)).isEqualTo(1_000);
        assertThat(call("clock_res_get", -1, 0)).isEqualTo(INVAL);
    }

    @Test
    void randomGet_sameSeed_givesTheSameBytes() {
        call("random_get", 0, 16);
        byte[] first = bytes(0, 16);
        call("random_get", 0, 16);
        byte[] second = bytes(0, 16);
        ProcessCallsTests again = new ProcessCallsTests();
        again.call("random_get", 0, 16);

        assertThat(again.bytes(0, 16)).isEqualTo(first).isNotEqualTo(second);
        assertThat(first).isNotEqualTo(new byte[16]);
    }

    @Test
    void procRaise_any_isNotSupported() {
        assertThat(call("proc_raise", 6)).isEqualTo(NOTSUP);
    }

    @Test
    void logLevel_number_isPassedOn() {
        call("log_level", 16);

        assertThat(levels).containsExactly(16);
    }

    @Test
    void pollOneoff_clocks_sleepsUntilTheFirst() throws Exception {
        clock(0, 11, Duration.ofHours(2));
        clock(1, 22, Duration.ofHours(1));

        assertThat(pollInAGuest(2)).isEqualTo(SUCCESS);

        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(memory.getLong(EVENTS)).isEqualTo(22);
        assertThat(clock.nanos()).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void pollOneoff_absoluteTimeInThePast_isDueAtOnce() throws Exception {
        clock(0, 11, Duration.ofSeconds(999));
        memory.putInt(SUBSCRIPTIONS + 16, 0); // real time, which started at 1000 s
        memory.putShort(SUBSCRIPTIONS + 40, (short) 1);

        assertThat(pollInAGuest(1)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(clock.nanos()).isZero();
    }

    @Test
    void pollOneoff_readyDescriptor_doesNotSleep() throws Exception {
        readable.put(0, Readiness.READY);
        clock(0, 11, Duration.ofHours(1));
        descriptor(1, 22, 0);

        assertThat(pollInAGuest(2)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(memory.getLong(EVENTS)).isEqualTo(22);
        assertThat(memory.getByte(EVENTS + 10)).isEqualTo((byte) 1);
        assertThat(clock.nanos()).isZero();
    }

    @Test
    void pollOneoff_blockedDescriptorAndTimeout_reportsTheTimeout() throws Exception {
        readable.put(0, Readiness.BLOCKED);
        clock(0, 11, Duration.ZERO);
        descriptor(1, 22, 0);

        assertThat(pollInAGuest(2)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(memory.getLong(EVENTS)).isEqualTo(11);
    }

    @Test
    void pollOneoff_blockedDescriptorAlone_letsTheReadBlock() throws Exception {
        readable.put(0, Readiness.BLOCKED);
        descriptor(0, 22, 0);

        assertThat(pollInAGuest(1)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(memory.getLong(EVENTS)).isEqualTo(22);
    }

    @Test
    void pollOneoff_descriptorThatIsNotOpen_isAnEventWithAnError() throws Exception {
        descriptor(0, 33, 99);

        assertThat(pollInAGuest(1)).isEqualTo(SUCCESS);
        assertThat(memory.getInt(RESULT)).isEqualTo(1);
        assertThat(memory.getShort(EVENTS + 8)).isEqualTo((short) BADF);
    }

    @Test
    void pollOneoff_nothingOrUnknown_isInvalid() throws Exception {
        assertThat(pollInAGuest(0)).isEqualTo(INVAL);
        memory.putByte(SUBSCRIPTIONS + 8, (byte) 9);
        assertThat(call("poll_oneoff", SUBSCRIPTIONS, EVENTS, 1, RESULT)).isEqualTo(INVAL);
    }

    private void clock(int index, long userData, Duration timeout) {
        int subscription = SUBSCRIPTIONS + index * 48;
        memory.putLong(subscription, userData);
        memory.putByte(subscription + 8, (byte) 0);
        memory.putInt(subscription + 16, 1);
        memory.putLong(subscription + 24, timeout.toNanos());
    }

    private void descriptor(int index, long userData, int fd) {
        int subscription = SUBSCRIPTIONS + index * 48;
        memory.putLong(subscription, userData);
        memory.putByte(subscription + 8, (byte) 1);
        memory.putInt(subscription + 16, fd);
    }

    private long call(String name, long... arguments) {
        return requireNonNull(calls.get(name)).body().call(memory, arguments);
    }

    /** Sleeping needs a guest's thread. */
    private int pollInAGuest(int count) throws Exception {
        return scheduler.run(
                new Guest() {
                    @Override
                    public void interrupt(Thread thread) {
                        thread.interrupt();
                    }

                    @Override
                    public void close() {}

                    @Override
                    public void runMain() {
                        throw scheduler.exit((int) call("poll_oneoff", SUBSCRIPTIONS, EVENTS, count, RESULT));
                    }

                    @Override
                    public void runThread(int thread) {
                        throw new IllegalStateException("no other thread");
                    }

                    @Override
                    public int stackPointer() {
                        return 0;
                    }

                    @Override
                    public void setStackPointer(int value) {
                        // no stack
                    }

                    @Override
                    public GuestMemory memory() {
                        return memory;
                    }
                },
                Duration.ofMinutes(1));
    }

    private byte[] bytes(int address, int length) {
        byte[] bytes = new byte[length];
        memory.window(address, length).get(bytes);
        return bytes;
    }

    private String text(int address, int length) {
        return new String(Arrays.copyOf(bytes(address, length), length), StandardCharsets.UTF_8);
    }
}
