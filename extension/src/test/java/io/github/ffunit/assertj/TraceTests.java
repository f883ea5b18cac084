package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a failure says that it is. */
class TraceTests {

    @Test
    void failure_standsAtTheLineOfTheTest(@TempDir Path dir) {
        Throwable failure =
                catchThrowable(() -> assertThatMedia(dir.resolve("missing.mp4")).hasStreamCount(1));

        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(TraceTests.class.getName());
    }
}
