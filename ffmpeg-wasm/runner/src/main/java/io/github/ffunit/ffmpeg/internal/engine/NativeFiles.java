package io.github.ffunit.ffmpeg.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;

/**
 * The folder that the recipe makes of one module: a shared library, what it was made of, and the names of its functions.
 */
abstract class NativeFiles {

    private static final String LIBRARY = "library.so";
    private static final String PROPERTIES = "library.properties";
    private static final String FUNCTIONS = "functions.txt";

    /** A folder on the class path. */
    static NativeFiles onClassPath(ClassLoader loader, String folder) {
        return new NativeFiles() {
            @Override
            InputStream open(String name) throws IOException {
                InputStream in = loader.getResourceAsStream(folder + "/" + name);
                if (in == null) {
                    throw new NoSuchFileException(folder + "/" + name);
                }
                return in;
            }
        };
    }

    /** A folder on disk. */
    static NativeFiles in(Path folder) {
        return new NativeFiles() {
            @Override
            InputStream open(String name) throws IOException {
                return Files.newInputStream(folder.resolve(name));
            }
        };
    }

    /** Opens a file of the folder, or throws NoSuchFileException. */
    abstract InputStream open(String name) throws IOException;

    Properties properties() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(PROPERTIES)) {
            properties.load(in);
        }
        return properties;
    }

    /** Lines of a function's offset in the library, in hexadecimal, and its name; by rising offset. */
    List<String> functions() throws IOException {
        try (InputStream in = open(FUNCTIONS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Writes the library to a new file, which the caller deletes. */
    Path extractLibrary() throws IOException {
        Path file = Files.createTempFile("ffunit-" + ProcessHandle.current().pid() + "-", ".so");
        try (InputStream in = open(LIBRARY)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return file;
    }
}
