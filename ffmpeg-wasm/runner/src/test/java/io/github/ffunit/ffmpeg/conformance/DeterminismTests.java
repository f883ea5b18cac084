package io.github.ffunit.ffmpeg.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Same arguments, same bytes: again, beside another run, and on another JDK. */
class DeterminismTests {

    @Test
    void transcode_aloneAndBesideAnother_givesTheSameBytes() {
        String alone = Transcode.sha256();
        CompletableFuture<String> other = CompletableFuture.supplyAsync(Transcode::sha256);
        String busy = Transcode.sha256();

        assertThat(busy).isEqualTo(alone);
        assertThat(other.join()).isEqualTo(alone);
    }

    @Test
    void transcode_onOtherJdks_givesTheSameBytes(@TempDir Path directory) throws IOException, InterruptedException {
        List<Path> jdks = otherJdks();
        assumeTrue(!jdks.isEmpty(), "no other JDK of version 17 or later below /usr/lib/jvm");
        String here = Transcode.sha256();

        for (Path java : jdks) {
            Path output = directory.resolve("sha256");
            Process process = new ProcessBuilder(
                            java.toString(), "-Xmx1g", "-cp", classPath(), Transcode.class.getName())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.waitFor(300, TimeUnit.SECONDS))
                    .as("%s ends", java)
                    .isTrue();
            assertThat(Files.readString(output, StandardCharsets.UTF_8))
                    .as("%s", java)
                    .isEqualTo((here + "\n").repeat(3));
        }
    }

    /** Of this JVM, which may run the tests on its module path. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }

    /** The java commands of other feature releases than this one's, one of each. */
    private static List<Path> otherJdks() throws IOException {
        Path jdks = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(jdks)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(jdks)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> feature(home) >= 17
                            && feature(home) != Runtime.version().feature())
                    .filter(home -> !Files.isSymbolicLink(home))
                    .map(home -> home.resolve("bin/java"))
                    .sorted()
                    .toList();
        }
    }

    /** The feature release that a JDK's release file names, or 0. */
    private static int feature(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Runtime.Version.parse(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                            .feature())
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // a folder that is no JDK
        }
    }
}
