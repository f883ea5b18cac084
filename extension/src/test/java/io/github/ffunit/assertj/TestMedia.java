package io.github.ffunit.assertj;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Files in memory for tests of one class: those of the catalogue, clips, and what FFmpeg makes of them. */
final class TestMedia implements AutoCloseable {

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();

    Path work() {
        return sandbox.workDirectory();
    }

    /** A file of the catalogue, under its name. */
    synchronized Path catalog(String name) {
        Path file = work().resolve(name);
        try {
            return Files.exists(file) ? file : MediaCatalog.copyTo(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What FFmpeg makes, in the folder of the others; arguments are words with spaces between them, files of the catalogue among them. */
    synchronized Path make(String name, String arguments) {
        Path file = work().resolve(name);
        if (!Files.exists(file)) {
            List<String> words = Arrays.asList(arguments.split(" "));
            words.stream().filter(MediaCatalog.names()::contains).forEach(this::catalog);
            List<Object> all = new ArrayList<>(List.of("-v", "error"));
            all.addAll(words);
            all.add(file);
            sandbox.ffmpeg().run(all.toArray());
        }
        return file;
    }

    /** The message of a failed assertion. */
    static AbstractStringAssert<?> failureOf(ThrowingCallable assertion) {
        Throwable failure = catchThrowable(assertion);
        Assertions.assertThat(failure).isInstanceOf(MediaAssertionError.class);
        return Assertions.assertThat(failure.getMessage());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
