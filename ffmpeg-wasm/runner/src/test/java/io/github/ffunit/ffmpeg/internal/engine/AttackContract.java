package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ffunit.ffmpeg.internal.threads.GuestStoppedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a guest must not do ends in the right exception, on every engine, and the JVM goes on. The guest is
 * {@code attacks.wat} in the recipe; its attacks have no names there, but the order of this list.
 */
@Timeout(120)
abstract class AttackContract extends GuestContract {

    private static final List<String> ATTACKS = List.of(
            "load8",
            "load16",
            "load32",
            "load64",
            "loadf32",
            "loadf64",
            "store8",
            "store16",
            "store32",
            "store64",
            "storef32",
            "storef64",
            "load_far",
            "store_far",
            "load_negative",
            "store_middle",
            "copy",
            "copy_wrap",
            "fill",
            "call_type",
            "call_null",
            "call_beyond",
            "call_far",
            "divide",
            "remainder",
            "overflow",
            "truncate",
            "unreachable",
            "loop",
            "loop_counting",
            "loop_storing",
            "loop_growing",
            "recurse",
            "recurse_pointer",
            "grow",
            "grow_at_once",
            "host",
            "grow_beyond");

    private static final long MEMORY = 64L << 20;

    @AfterEach
    void theJvmGoesOn() {
        String none = System.getProperty("there.is.no.such.property");
        // The JVM's own use of the signal that guests' faults raise
        assertThatThrownBy(() -> none.length()).isInstanceOf(NullPointerException.class);
    }

    static Stream<String> outOfBounds() {
        return ATTACKS.subList(0, ATTACKS.indexOf("call_type")).stream();
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void attack_accessBeyondTheMemory_isATrapWithTheGuestsStack(String attack) {
        assertThatThrownBy(() -> attack(attack, GuestRun.LONG))
                .isInstanceOfSatisfying(GuestTrapException.class, trap -> assertThat(trap.guestStack())
                        .isNotEmpty())
                .isNotInstanceOf(GuestStackOverflowException.class)
                .hasMessageContaining("out of bounds memory access");
    }

    static Stream<String> wildCalls() {
        return ATTACKS.subList(ATTACKS.indexOf("call_type"), ATTACKS.indexOf("divide")).stream();
    }

    @ParameterizedTest
    @MethodSource("wildCalls")
    void attack_callOfWhatIsNoSuchFunction_isATrap(String attack) {
        assertThatThrownBy(() -> attack(attack, GuestRun.LONG)).isInstanceOf(GuestTrapException.class);
    }

    static Stream<String> arithmetic() {
        return ATTACKS.subList(ATTACKS.indexOf("divide"), ATTACKS.indexOf("loop")).stream();
    }

    @ParameterizedTest
    @MethodSource("arithmetic")
    void attack_undefinedArithmetic_isATrap(String attack) {
        assertThatThrownBy(() -> attack(attack, GuestRun.LONG))
                .isInstanceOf(GuestTrapException.class)
                .message()
                .containsPattern("integer divide by zero|integer overflow|invalid conversion to integer|unreachable");
    }

    static Stream<String> loops() {
        return ATTACKS.subList(ATTACKS.indexOf("loop"), ATTACKS.indexOf("recurse")).stream();
    }

    @ParameterizedTest
    @MethodSource("loops")
    void attack_endlessLoop_isStoppedByTheTimeLimit(String attack) {
        Duration limit = Duration.ofMillis(200);
        long start = System.nanoTime();
        assertThatThrownBy(() -> attack(attack, limit))
                .isInstanceOfSatisfying(GuestStoppedException.class, stopped -> assertThat(stopped.timeout())
                        .isTrue());
        long late = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) - limit.toMillis();
        // 100 ms is the promise; the rest is for a busy machine
        assertThat(late).as("milliseconds over the limit").isLessThan(2_000);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void attack_endlessLoop_isStoppedByAnInterrupt(String attack) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> attack(attack, GuestRun.LONG))));
        caller.start();
        Thread.sleep(100);
        caller.interrupt();
        caller.join(2_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    static Stream<String> recursions() {
        return ATTACKS.subList(ATTACKS.indexOf("recurse"), ATTACKS.indexOf("grow")).stream();
    }

    @ParameterizedTest
    @MethodSource("recursions")
    void attack_endlessRecursion_isAStackOverflowWithTheGuestsStack(String attack) {
        assertThatThrownBy(() -> attack(attack, GuestRun.LONG))
                .isInstanceOfSatisfying(GuestStackOverflowException.class, trap -> assertThat(trap.guestStack())
                        .isNotEmpty());
    }

    static Stream<String> growth() {
        return Stream.of("grow", "grow_at_once");
    }

    @ParameterizedTest
    @MethodSource("growth")
    void attack_memoryBeyondTheLimit_isTheLimitsException(String attack) {
        assertThatThrownBy(() -> attack(attack, GuestRun.LONG))
                .isInstanceOf(GuestMemoryLimitException.class)
                .hasMessageContaining("its limit is " + MEMORY);
    }

    @Test
    void attack_memoryBeyondTheModulesOwnMaximum_isRefusedToTheGuest() throws Exception {
        assertThat(attack("grow_beyond", GuestRun.LONG)).isZero();
    }

    @Test
    void attack_hostCallWithPointersThatAreNone_isATrap() {
        assertThatThrownBy(() -> attack("host", GuestRun.LONG))
                .isInstanceOf(GuestTrapException.class)
                .hasMessageContaining("out of bounds memory access");
    }

    final int attack(String name, Duration wallTime) throws Exception {
        char number = (char) ('0' + ATTACKS.indexOf(name));
        return guest.run(MEMORY, wallTime, String.valueOf(number));
    }
}
