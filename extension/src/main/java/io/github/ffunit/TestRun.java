package io.github.ffunit;

import io.github.ffunit.internal.golden.GoldenRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.JUnitException;

/** What all tests of one run have in common. The Store of the run's root closes it. */
final class TestRun implements CloseableResource, AutoCloseable {

    private final Settings settings;
    private final GoldenRun goldens;
    private final Semaphore permits;

    private TestRun(Settings settings, GoldenRun goldens) {
        this.settings = settings;
        this.goldens = goldens;
        // Fair: tests begin in the order in which JUnit wants them to
        this.permits = new Semaphore(settings.maxParallelTests(), true);
    }

    /**
     * Begins a run: reads the settings, and tells of keys that are none.
     *
     * @param parameters values by key, as JUnit's configuration parameters
     */
    static TestRun begin(Function<String, Optional<String>> parameters) {
        Consumer<String> out = System.err::println;
        SettingValues values = new SettingValues(parameters, System.getenv());
        SettingValues.warnings(keys()).forEach(out);
        if (Settings.yesOrNo(values, Setting.PRINT_CONFIG)) {
            values.describe().forEach(out);
        }
        Settings settings = Settings.read(values, System.getenv());
        return new TestRun(settings, new GoldenRun(settings.goldens(), out));
    }

    /** JUnit answers for single parameters alone, so what it reads is read here again; what a build tool hands to it stays unseen. */
    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(System.getProperties().stringPropertyNames());
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("junit-platform.properties")) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                keys.addAll(properties.stringPropertyNames());
            }
        } catch (IOException | IllegalArgumentException e) {
            // JUnit says what is wrong with its file
            return keys;
        }
        return keys;
    }

    Settings settings() {
        return settings;
    }

    GoldenRun goldens() {
        return goldens;
    }

    /**
     * Waits until one more test may have a sandbox.
     *
     * @return gives the permit back
     */
    AutoCloseable takePermit() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JUnitException(
                    "interrupted while waiting for one of %d tests to end; %s allows more at one time"
                            .formatted(settings.maxParallelTests(), Setting.MAX_PARALLEL_TESTS.key()),
                    e);
        }
        return permits::release;
    }

    @Override
    public void close() {
        goldens.close();
    }
}
