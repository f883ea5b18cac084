package io.github.ffunit.ffmpeg.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        List<Jdk> jdks = Jdk.others();
        assumeTrue(!jdks.isEmpty(), "no other JDK of version 17 or later below /usr/lib/jvm");
        String here = Transcode.sha256();

        for (Jdk jdk : jdks) {
            Path output = directory.resolve("sha256");
            Process process = jdk.start(List.of(), Transcode.class, output);
            assertThat(process.waitFor(300, TimeUnit.SECONDS))
                    .as("%s ends", jdk)
                    .isTrue();
            assertThat(Files.readString(output, StandardCharsets.UTF_8))
                    .as("%s", jdk)
                    .isEqualTo((here + "\n").repeat(3));
        }
    }
}
