package io.github.ffunit.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Jimfs;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule L06: with an in-memory file system, no call of a guest reaches the host's. */
class CanaryTests {
    @Test
    void guestInMemory_neverReachesTheDefaultProvider() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + CanaryProvider.class.getName(),
                        "-cp",
                        classPath(),
                        CanaryMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly("content headin memory", "calls []", "exists false", "then [check access]");
    }

    /** Made of where the classes come from, since a test may run from the module path. */
    private static String classPath() {
        return Stream.of(
                        VfsBridge.class,
                        CanaryTests.class,
                        Jimfs.class,
                        classOf("com.google.common.base.Preconditions"),
                        classOf("com.google.common.util.concurrent.internal.InternalFutureFailureAccess"),
                        classOf("com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder"))
                .map(CanaryTests::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A class of a library that only libraries use. */
    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
