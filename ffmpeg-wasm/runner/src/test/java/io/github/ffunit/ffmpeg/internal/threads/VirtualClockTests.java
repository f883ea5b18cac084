package io.github.ffunit.ffmpeg.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VirtualClockTests {

    private final VirtualClock clock = new VirtualClock(Instant.parse("2000-01-01T00:00:00Z"));

    @Test
    void read_again_moves() {
        assertThat(clock.read()).isEqualTo(1_000);
        assertThat(clock.read()).isEqualTo(2_000);
        assertThat(clock.nanos()).isEqualTo(2_000);
    }

    @Test
    void skipTo_thePast_doesNothing() {
        clock.skipTo(5_000);
        clock.skipTo(4_000);

        assertThat(clock.nanos()).isEqualTo(5_000);
    }

    @Test
    void toEpochNanos_start_isTheEpoch() {
        assertThat(clock.toEpochNanos(0)).isEqualTo(946_684_800L * 1_000_000_000);
    }

    @Test
    void newClock_beyondNanoseconds_isRejected() {
        assertThatThrownBy(() -> new VirtualClock(Instant.parse("2300-01-01T00:00:00Z")))
                .isInstanceOf(ArithmeticException.class);
    }
}
