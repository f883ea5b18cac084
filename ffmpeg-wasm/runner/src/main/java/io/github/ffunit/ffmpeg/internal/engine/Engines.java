package io.github.ffunit.ffmpeg.internal.engine;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the engine, once for the JVM: the native one where it is on the class path and loads, else the JVM's own. The
 * system property {@value #PROPERTY}, or without it the variable {@value #VARIABLE} of the environment, insists on one of them.
 */
public final class Engines {

    /** {@code auto}, the default, {@code jvm} or {@code native}. */
    static final String PROPERTY = "ffunit.engine";

    static final String VARIABLE = "FFUNIT_ENGINE";

    private static final System.Logger LOG = System.getLogger(Engines.class.getName());

    private static @Nullable Engine shared;

    private Engines() {}

    /** Makes an engine, or says why it cannot. */
    @FunctionalInterface
    interface Loader {
        Engine load() throws EngineUnavailableException;
    }

    /**
     * Returns the one engine of this JVM; loads it the first time.
     *
     * @return an engine for FFmpeg
     * @throws IllegalStateException if the system property names no engine, or one that cannot run here
     */
    public static synchronized Engine shared() {
        if (shared == null) {
            String variable = System.getenv().getOrDefault(VARIABLE, "auto");
            shared = choose(System.getProperty(PROPERTY, variable), JvmEngine::load, NativeEngine::load, LOG);
        }
        return shared;
    }

    static Engine choose(String setting, Loader jvm, Loader nativeCode, System.Logger log) {
        return switch (setting) {
            case "jvm" -> insist(setting, jvm);
            case "native" -> insist(setting, nativeCode);
            case "auto" -> chooseBest(jvm, nativeCode, log);
            default ->
                throw new IllegalStateException(
                        "%s, or %s in the environment, is [%s], which is no engine; set it to auto, jvm or native"
                                .formatted(PROPERTY, VARIABLE, setting));
        };
    }

    private static Engine insist(String setting, Loader loader) {
        try {
            return loader.load();
        } catch (EngineUnavailableException e) {
            throw new IllegalStateException(
                    "%s, or %s in the environment, is [%s], but the engine [%s] cannot run here: %s; with [auto] FFUnit takes what there is"
                            .formatted(PROPERTY, VARIABLE, setting, setting, e.getMessage()),
                    e);
        }
    }

    private static Engine chooseBest(Loader jvm, Loader nativeCode, System.Logger log) {
        String whyNotNative;
        try {
            Engine engine = nativeCode.load();
            log.log(Level.DEBUG, "FFmpeg runs on the engine {0}, the fastest", engine.description());
            return engine;
        } catch (EngineUnavailableException e) {
            whyNotNative = String.valueOf(e.getMessage());
        }
        try {
            Engine engine = jvm.load();
            log.log(
                    Level.DEBUG,
                    "FFmpeg runs on the engine {0}; not on the native one: {1}",
                    engine.description(),
                    whyNotNative);
            return engine;
        } catch (EngineUnavailableException e) {
            throw new IllegalStateException(
                    "FFmpeg itself cannot run here. Engine jvm: %s. Engine native: %s."
                            .formatted(e.getMessage(), whyNotNative),
                    e);
        }
    }
}
