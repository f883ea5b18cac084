package io.github.ffunit.ffmpeg.internal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;

/**
 * A module as native code, loaded for the life of the JVM. Its native methods are in {@code jni.c}, beside the recipe.
 *
 * <p>Thread-safe.
 */
final class NativeLibrary {

    private final NativeFiles files;
    private final Properties properties;
    private final long handle;
    private final List<String> imports;

    private NativeLibrary(NativeFiles files, Properties properties, long handle) {
        this.files = files;
        this.properties = properties;
        this.handle = handle;
        this.imports = List.of(imports(handle));
    }

    /**
     * Loads a library by way of a temporary file: the linker wants one. It is gone when this returns.
     *
     * @throws EngineUnavailableException if the files are not there, or this machine cannot run them
     */
    static NativeLibrary load(NativeFiles files) throws EngineUnavailableException {
        try {
            Properties properties = files.properties();
            Path library = files.extractLibrary();
            try {
                System.load(library.toString());
                requireCpu(properties);
                return new NativeLibrary(files, properties, open(library.toString()));
            } finally {
                Files.delete(library);
            }
        } catch (NoSuchFileException e) {
            throw new EngineUnavailableException("there is no [%s]".formatted(e.getMessage()), e);
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new EngineUnavailableException("its library cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static void requireCpu(Properties properties) throws EngineUnavailableException {
        String level = properties.getProperty("cpu", "");
        if (!cpuIs(level)) {
            throw new EngineUnavailableException(
                    "it is built for CPUs of level [%s], and this one is not".formatted(level));
        }
    }

    /** For {@link NativeGuest}'s native methods. */
    long handle() {
        return handle;
    }

    /** The module's imports, as {@code module.name}, in the order of their numbers. */
    List<String> imports() {
        return imports;
    }

    String property(String name) {
        return properties.getProperty(name, "unknown");
    }

    /** Names of the functions that have these offsets, as far as they are the guest's. */
    List<String> names(long[] offsets) {
        List<String> lines;
        try {
            lines = files.functions();
        } catch (IOException e) {
            return List.of(); // no names are better than a second failure that hides the first
        }
        long[] starts = new long[lines.size()];
        for (int i = 0; i < starts.length; i++) {
            String line = lines.get(i);
            starts[i] = Long.parseLong(line, 0, line.indexOf(' '), 16);
        }
        List<String> names = new ArrayList<>();
        LongStream.of(offsets).forEach(offset -> {
            int place = Arrays.binarySearch(starts, offset);
            int function = place >= 0 ? place : -place - 2;
            if (function >= 0) {
                String line = lines.get(function);
                String name = line.substring(line.indexOf(' ') + 1);
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        });
        return Collections.unmodifiableList(names);
    }

    private static native boolean cpuIs(String level);

    private static native long open(String file);

    private static native String[] imports(long library);
}
