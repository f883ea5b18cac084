package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.internal.golden.GoldenMode;
import io.github.ffunit.internal.golden.GoldenSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What settings are without being set, and what the environment has to say. */
class ReportSettingsTests {

    @Test
    void defaults_compareAndKeepFailures() {
        ReportSettings settings = ReportSettings.read(key -> Optional.empty(), Map.of());

        assertThat(settings)
                .isEqualTo(new ReportSettings(
                        new GoldenSettings(GoldenMode.VERIFY, false, Path.of("src/test/goldens")),
                        ReportSettings.Bundles.ON_FAILURE,
                        Path.of("target/ffunit"),
                        Optional.empty()));
    }

    @Test
    void goldens_onCI_areReadOnlyWhateverTheMode() {
        ReportSettings settings = ReportSettings.read(
                key -> Optional.ofNullable(Map.of("ffunit.golden", "update").get(key)), Map.of("CI", "true"));

        assertThat(settings.goldens().mode()).isEqualTo(GoldenMode.UPDATE);
        assertThat(settings.goldens().readOnly()).isTrue();
    }

    @Test
    void goldens_whereCIIsFalse_areWritten() {
        assertThat(ReportSettings.read(key -> Optional.empty(), Map.of("CI", "false"))
                        .goldens()
                        .readOnly())
                .isFalse();
    }
}
