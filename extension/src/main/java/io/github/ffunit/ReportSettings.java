package io.github.ffunit;

import io.github.ffunit.internal.golden.GoldenMode;
import io.github.ffunit.internal.golden.GoldenSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What is to be kept of tests, and where.
 *
 * @param directory for the folders of tests
 * @param bundles of which tests
 * @param replay a bundle whose test is to start with its files
 */
record ReportSettings(GoldenSettings goldens, Bundles bundles, Path directory, Optional<Path> replay) {

    /** Of which tests bundles are kept. */
    enum Bundles {
        OFF,
        ON_FAILURE,
        ALWAYS
    }

    /**
     * Reads them.
     *
     * @param parameters values by key, as JUnit's configuration parameters
     * @param environment of the process
     */
    static ReportSettings read(Function<String, Optional<String>> parameters, Map<String, String> environment) {
        GoldenMode mode;
        try {
            mode = GoldenMode.of(parameters.apply("ffunit.golden").orElse("verify"));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
        GoldenSettings goldens = new GoldenSettings(
                mode,
                "true".equalsIgnoreCase(environment.get("CI")),
                Path.of(parameters.apply("ffunit.golden.dir").orElse("src/test/goldens")));
        return new ReportSettings(
                goldens,
                bundles(parameters.apply("ffunit.bundle").orElse("on-failure")),
                Path.of(parameters.apply("ffunit.bundle.dir").orElse("target/ffunit")),
                parameters.apply("ffunit.replay").map(Path::of));
    }

    private static Bundles bundles(String value) {
        return switch (value) {
            case "off" -> Bundles.OFF;
            case "on-failure" -> Bundles.ON_FAILURE;
            case "always" -> Bundles.ALWAYS;
            default ->
                throw new ExtensionConfigurationException(
                        "ffunit.bundle [%s] must be one of off, on-failure, always".formatted(value));
        };
    }

    boolean isWanted(@Nullable Throwable failure) {
        return bundles == Bundles.ALWAYS || (bundles == Bundles.ON_FAILURE && failure != null);
    }
}
