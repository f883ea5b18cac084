package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests {

    @Test
    void defaults_areWhatTheDocumentationSays() {
        assertThat(Limits.defaults())
                .isEqualTo(new Limits(1L << 30, Duration.ofMinutes(10), 2L << 30, 10_000, 16L << 20));
    }

    @Test
    void with_eachLimit_changesThatOne() {
        assertThat(Limits.defaults()
                        .withMemoryBytes(1)
                        .withWallTime(Duration.ofSeconds(2))
                        .withOutputBytes(3)
                        .withFiles(4)
                        .withLogBytes(5))
                .isEqualTo(new Limits(1, Duration.ofSeconds(2), 3, 4, 5));
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void with_nothingLeft_isRejectedByName() {
        assertThatThrownBy(() -> Limits.defaults().withOutputBytes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Limits.outputBytes must be positive but was [0]");
        assertThatThrownBy(() -> Limits.defaults().withFiles(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Limits.files must be positive but was [-1]");
        assertThatThrownBy(() -> Limits.defaults().withWallTime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Limits.wallTime must be positive but was [PT0S]");
        assertThatThrownBy(() -> Limits.defaults().withWallTime(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("wallTime");
    }
}
