package io.github.ffunit;

import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.internal.golden.GoldenMode;
import io.github.ffunit.internal.golden.GoldenSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What a build has set for its tests.
 *
 * @param goldens where goldens are, and what is done with them
 * @param bundles of which tests something is kept
 * @param directory for the folders of tests
 * @param attachments whether the files of these folders are named on standard output
 * @param replay a bundle whose test is to start with its files
 * @param limits of a run whose test says nothing else
 * @param maxParallelTests how many tests may have a sandbox at one time, at least 1
 * @param nativePrograms empty if the machine's own FFmpeg is not asked, else where it is
 */
record Settings(
        GoldenSettings goldens,
        Bundles bundles,
        Path directory,
        boolean attachments,
        Optional<Path> replay,
        Limits limits,
        int maxParallelTests,
        Optional<NativePrograms> nativePrograms) {

    private static final long MIB = 1L << 20;

    /** Of which tests bundles are kept. */
    enum Bundles {
        OFF,
        ON_FAILURE,
        ALWAYS
    }

    /**
     * Reads them.
     *
     * @param values those that are set
     * @param environment of the process
     * @throws ExtensionConfigurationException names a value that is not allowed, and those that are
     */
    static Settings read(SettingValues values, Map<String, String> environment) {
        GoldenSettings goldens = new GoldenSettings(
                values.parse(Setting.GOLDEN, GoldenMode::of),
                "true".equalsIgnoreCase(environment.get("CI")),
                path(values, Setting.GOLDEN_DIR).orElseThrow());
        return new Settings(
                goldens,
                values.parse(Setting.BUNDLE, Settings::bundles),
                path(values, Setting.BUNDLE_DIR).orElseThrow(),
                yesOrNo(values, Setting.BUNDLE_ATTACHMENTS),
                path(values, Setting.REPLAY),
                limits(values),
                values.isSet(Setting.MAX_PARALLEL_TESTS)
                        ? positive(values, Setting.MAX_PARALLEL_TESTS)
                        : Runtime.getRuntime().availableProcessors(),
                nativePrograms(values));
    }

    /**
     * An FFmpeg of the machine.
     *
     * @param folder of its programs; empty for those on the path
     */
    record NativePrograms(Optional<Path> folder) {}

    private static Optional<NativePrograms> nativePrograms(SettingValues values) {
        return switch (values.text(Setting.NATIVE)) {
            case "off" -> Optional.empty();
            case "path" -> Optional.of(new NativePrograms(Optional.empty()));
            default -> Optional.of(new NativePrograms(path(values, Setting.NATIVE)));
        };
    }

    private static Bundles bundles(String value) {
        return switch (value) {
            case "off" -> Bundles.OFF;
            case "on-failure" -> Bundles.ON_FAILURE;
            case "always" -> Bundles.ALWAYS;
            default -> throw new IllegalArgumentException("must be one of off, on-failure, always");
        };
    }

    private static Optional<Path> path(SettingValues values, Setting setting) {
        return values.parse(setting, text -> {
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must be a path: " + e.getMessage(), e);
            }
        });
    }

    private static Limits limits(SettingValues values) {
        return Limits.defaults()
                .withWallTime(Duration.ofSeconds(positive(values, Setting.WALL_TIME_SECONDS)))
                .withMemoryBytes(positive(values, Setting.MEMORY_MIB) * MIB)
                .withOutputBytes(positive(values, Setting.OUTPUT_MIB) * MIB);
    }

    static boolean yesOrNo(SettingValues values, Setting setting) {
        return values.parse(setting, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    private static int positive(SettingValues values, Setting setting) {
        return values.parse(setting, text -> {
            // Not parseInt: it takes digits of other scripts as well, and a plus
            if (!text.matches("0*[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException("must be a whole number from 1 to 999999999");
            }
            return Integer.parseInt(text);
        });
    }

    boolean isWanted(@Nullable Throwable failure) {
        return bundles == Bundles.ALWAYS || (bundles == Bundles.ON_FAILURE && failure != null);
    }
}
