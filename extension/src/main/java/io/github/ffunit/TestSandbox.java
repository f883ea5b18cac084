package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.fixtures.MediaCatalog;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
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
final class TestSandbox implements CloseableResource, AutoCloseable {

    private final FFmpegSandbox sandbox;
    private final Optional<FaultyFileSystem> faulty;
    private final Optional<TestReport> report;
    private final Closings closings;
    private int holders = 1; // guarded by this; the first is the Store
    private int temporaryFolders; // guarded by this

    /**
     * Takes what was opened.
     *
     * @param faulty the file system of the sandbox, if that can fail
     * @param report of a test; a class has none
     * @param closings what was opened
     */
    TestSandbox(
            FFmpegSandbox sandbox, Optional<FaultyFileSystem> faulty, Optional<TestReport> report, Closings closings) {
        this.sandbox = sandbox;
        this.faulty = faulty;
        this.report = report;
        this.closings = closings;
    }

    FFmpegSandbox sandbox() {
        return sandbox;
    }

    Optional<FaultyFileSystem> faulty() {
        return faulty;
    }

    Optional<TestReport> report() {
        return report;
    }

    /** The catalogue's file of that name, copied when it is first asked for. */
    Path media(String name) {
        Path folder = sandbox.workDirectory().getRoot().resolve("media");
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

    /**
     * Makes a new folder in the working directory, and keeps all open for one who closes it later.
     *
     * @return the folder; who asks must call {@link #close} one time more
     */
    synchronized Path holdTemporaryFolder() throws IOException {
        temporaryFolders++;
        Path folder = Files.createDirectory(sandbox.workDirectory().resolve("temporary-" + temporaryFolders));
        holders++;
        return folder;
    }

    @Override
    public synchronized void close() {
        holders--;
        if (holders == 0) {
            closings.close();
        }
    }
}
