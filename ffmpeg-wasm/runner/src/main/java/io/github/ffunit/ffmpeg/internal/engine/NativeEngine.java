package io.github.ffunit.ffmpeg.internal.engine;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.vfs.preview1.HostCall;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the module as native code: translated to C by wasm2c, compiled for one kind of machine, called through JNI. With
 * the classes {@code Native…} the only one that knows of it.
 *
 * <p>What the guest can do stays the same as on the JVM: its memory ends at guard pages, its function pointers are checked,
 * and it reaches nothing but the given host calls.
 */
final class NativeEngine implements Engine {

    private final NativeLibrary library;

    private NativeEngine(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Loads FFmpeg from the class path.
     *
     * @throws EngineUnavailableException if this machine's artifact is not there or cannot run here
     */
    static NativeEngine load() throws EngineUnavailableException {
        return load(platform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    static NativeEngine load(String platform) throws EngineUnavailableException {
        ClassLoader loader = NativeEngine.class.getClassLoader();
        String folder = "META-INF/ffunit/native/" + platform;
        if (loader.getResource(folder + "/library.properties") == null) {
            throw new EngineUnavailableException(
                    "no artifact io.github.ffunit:ffunit-ffmpeg-native-%s is on the class path".formatted(platform));
        }
        return of(NativeFiles.onClassPath(loader, folder));
    }

    /** An engine for another module, such as the small guests of tests. */
    static NativeEngine of(NativeFiles files) throws EngineUnavailableException {
        return new NativeEngine(NativeLibrary.load(files));
    }

    /** As the recipe names it: the kernel, and the CPU as Linux calls it. */
    static String platform(String os, String cpu) {
        return os.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + (cpu.equals("amd64") ? "x86_64" : cpu);
    }

    @Override
    public String description() {
        return "native (wasm2c %s, %s)".formatted(library.property("wasm2c.version"), library.property("cpu"));
    }

    @Override
    public String ffmpegVersion() {
        return library.property("ffmpeg.version");
    }

    @Override
    public Guest newGuest(List<HostCall> calls, long maxMemoryBytes) {
        Map<String, HostCall.Body> byName = new HashMap<>();
        calls.forEach(call -> byName.put(call.module() + "." + call.name(), call.body()));
        HostCall.Body[] byNumber = library.imports().stream()
                .map(name -> require(byName.get(name), name))
                .toArray(HostCall.Body[]::new);
        return new NativeGuest(library, byNumber, maxMemoryBytes);
    }

    private static HostCall.Body require(HostCall.@Nullable Body body, String name) {
        return requireNonNull(body, () -> "the module imports [%s], which the host does not offer".formatted(name));
    }
}
