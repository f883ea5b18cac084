package io.github.ffunit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Puts JUnit's temporary folders into the sandbox, where FFmpeg sees them: {@code @TempDir(factory = MediaTempDir.class) Path dir}, or for all tests
 * with the JUnit configuration parameter {@code junit.jupiter.tempdir.factory.default}. Needs {@link FFmpegTest}.
 *
 * <p>Each is a new folder in the working directory. JUnit deletes it, as it does all its temporary folders, but not before FFUnit has kept what a test
 * has left that fails.
 *
 * <h2>Errors</h2>
 * On a field or parameter of type {@link java.io.File} JUnit says that the folder is not on the default file system. In a class without FFUnit, or in a
 * static field of a class with a registered {@link FFmpegExtension}, which comes too late for it, an {@link ExtensionConfigurationException} says so.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MediaTempDir implements TempDirFactory {

    private @Nullable TestSandbox sandbox;

    /** For JUnit, which makes one for each folder. */
    public MediaTempDir() {}

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        TestSandbox held = FFmpegExtension.servantOf(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "@TempDir(factory = MediaTempDir.class) %s finds no sandbox: put @FFmpegTest on its class"
                                .formatted(element.getAnnotatedElement())))
                .sandboxOf(context);
        Path folder = held.holdTemporaryFolder();
        sandbox = held;
        return folder;
    }

    /** Called by JUnit when the folder is deleted. */
    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
