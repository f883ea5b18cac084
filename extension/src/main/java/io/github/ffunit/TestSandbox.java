package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The sandbox of one test, with what is noted of it, or of one class.
 *
 * <p>The Store closes it: as a {@link CloseableResource} on JUnit 5.12, as an {@link AutoCloseable} on later ones, where the other is on its way out.
 */
record TestSandbox(FFmpegSandbox sandbox, Optional<TestReport> report) implements CloseableResource, AutoCloseable {

    /** The catalogue's file of that name, copied when it is first asked for. */
    Path media(String name) {
        Path folder = sandbox.fileSystem().getPath("/media");
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                MediaCatalog.copyTo(name, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy [" + name + "] of the media catalogue to [" + file + "]", e);
        }
        return file;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
