package io.github.ffunit.ffmpeg.internal.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dylibso.chicory.runtime.CompiledModule;
import io.github.ffunit.compiler.ModuleCompiler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Engines for the small guests that the recipe builds beside FFmpeg. */
final class TestEngines {

    private static final String MODULE_PACKAGE = "io.github.ffunit.ffmpeg.module.";

    private TestEngines() {}

    /**
     * Of a module that is compiled now, in the way that FFmpeg's is.
     *
     * @param folder for the classes
     */
    static Engine jvm(Path wasm, Path folder) throws IOException, ReflectiveOperationException {
        Path classes = folder.resolve("classes");
        new ModuleCompiler(folder.resolve("cache")).compile(wasm, classes);
        Class<?> module = new ModuleLoader(classes.toUri().toURL()).loadClass(MODULE_PACKAGE + "FFmpegModule");
        return JvmEngine.of((CompiledModule) module.getDeclaredConstructor().newInstance());
    }

    /** Of the library in the folder of this name. */
    static Engine nativeCode(String name) throws EngineUnavailableException {
        return NativeEngine.of(NativeFiles.in(nativeFolder().resolve(name)));
    }

    /** What the recipe made for the native engine; aborts the test where it made nothing. */
    static Path nativeFolder() {
        String folder = System.getProperty("ffunit.test.native", "");
        assumeTrue(!folder.isEmpty(), "the native engine is left out of this build");
        return Path.of(folder);
    }

    /** Every module has the same names, and FFmpeg's is on the class path. */
    private static final class ModuleLoader extends URLClassLoader {

        ModuleLoader(URL classes) {
            super(new URL[] {classes}, TestEngines.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(MODULE_PACKAGE)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public @Nullable URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
