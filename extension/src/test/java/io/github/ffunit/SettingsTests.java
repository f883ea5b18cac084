package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.internal.golden.GoldenMode;
import io.github.ffunit.internal.golden.GoldenSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings are without being set, where they may come from, and what is said of those that are wrong. */
class SettingsTests {

    @Test
    void defaults_compareAndKeepFailures() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(new Settings(
                        new GoldenSettings(GoldenMode.VERIFY, false, Path.of("src/test/goldens")),
                        Settings.Bundles.ON_FAILURE,
                        Path.of("target/ffunit"),
                        false,
                        Optional.empty(),
                        Limits.defaults(),
                        Runtime.getRuntime().availableProcessors(),
                        Optional.empty()));
    }

    @Test
    void goldens_onCI_areReadOnlyWhateverTheMode() {
        Settings settings = read(Map.of("ffunit.golden", "update"), Map.of("CI", "true"));

        assertThat(settings.goldens().mode()).isEqualTo(GoldenMode.UPDATE);
        assertThat(settings.goldens().readOnly()).isTrue();
    }

    @Test
    void goldens_whereCIIsFalse_areWritten() {
        assertThat(read(Map.of(), Map.of("CI", "false")).goldens().readOnly()).isFalse();
    }

    @Test
    void limits_areThoseThatAreSet() {
        Limits limits = read(
                        Map.of("ffunit.wall-time-seconds", "7", "ffunit.memory-mib", "64", "ffunit.output-mib", "1"),
                        Map.of())
                .limits();

        assertThat(limits)
                .isEqualTo(Limits.defaults()
                        .withWallTime(Duration.ofSeconds(7))
                        .withMemoryBytes(64L << 20)
                        .withOutputBytes(1L << 20));
    }

    @Test
    void environment_countsWhereNoParameterIs() {
        Map<String, String> environment = Map.of("FFUNIT_BUNDLE_DIR", "there", "FFUNIT_MAX_PARALLEL_TESTS", "3");

        assertThat(read(Map.of(), environment).directory()).isEqualTo(Path.of("there"));
        assertThat(read(Map.of(), environment).maxParallelTests()).isEqualTo(3);
        assertThat(read(Map.of("ffunit.bundle.dir", "here"), environment).directory())
                .isEqualTo(Path.of("here"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "many", "1000000000", "''", "+1", "'\u0661'"})
    void number_thatIsNone_isRejected(String text) {
        assertThatThrownBy(() -> read(Map.of("ffunit.max-parallel-tests", text), Map.of()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ffunit.max-parallel-tests [" + text + "], from the configuration parameter or system"
                        + " property, must be a whole number from 1 to 999999999");
    }

    @Test
    void wrongValue_ofEnvironment_namesItsVariable() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("FFUNIT_BUNDLE", "sometimes")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ffunit.bundle [sometimes], from the environment FFUNIT_BUNDLE, must be one of off,"
                        + " on-failure, always");
    }

    @Test
    void unknownKey_isReportedWithTheNearest() {
        assertThat(SettingValues.warnings(
                        Set.of("ffunit.goldn", "ffunit.bundle", "junit.jupiter.x", "ffunit.max-parallel-test")))
                .containsExactly(
                        "FFUnit has no setting [ffunit.goldn]; did you mean [ffunit.golden]? It has " + Setting.keys(),
                        "FFUnit has no setting [ffunit.max-parallel-test]; did you mean [ffunit.max-parallel-tests]? It"
                                + " has " + Setting.keys());
    }

    @Test
    void description_saysWhereEachComesFrom() {
        SettingValues values = values(Map.of("ffunit.golden", "review"), Map.of("FFUNIT_ENGINE", "jvm"));

        assertThat(values.describe())
                .contains(
                        "ffunit.golden = review (configuration parameter or system property)",
                        "ffunit.engine = jvm (environment FFUNIT_ENGINE)",
                        "ffunit.bundle = on-failure (default)")
                .hasSize(Setting.values().length);
    }

    @Test
    void keys_areNamesOfVariablesInSmallLetters() {
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(setting.variable().toLowerCase(Locale.ROOT))
                        .isEqualTo(setting.key().replace('.', '_').replace('-', '_')));
    }

    private static Settings read(Map<String, String> parameters, Map<String, String> environment) {
        return Settings.read(values(parameters, environment), environment);
    }

    private static SettingValues values(Map<String, String> parameters, Map<String, String> environment) {
        return new SettingValues(key -> Optional.ofNullable(parameters.get(key)), environment);
    }
}
