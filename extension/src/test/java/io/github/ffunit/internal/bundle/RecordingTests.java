package io.github.ffunit.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a recording says is what is read from it. */
class RecordingTests {

    @Test
    void text_isReadAsItWas() {
        Recording recording = new Recording(
                "[class:A]/[method:b()]",
                "jvm",
                "/sandbox",
                false,
                List.of(
                        new Recording.Step(
                                "ffmpeg",
                                List.of("-i", "", "two\nlines\r\n", "back\\slash\\n", " spaces "),
                                OptionalInt.of(0),
                                List.of("sandbox/out.mp4"),
                                List.of("sandbox/in.mp4")),
                        new Recording.Step("ffprobe", List.of(), OptionalInt.empty(), List.of(), List.of())));

        assertThat(Recording.parse(recording.text())).isEqualTo(recording);
        assertThat(recording.created()).containsExactly("sandbox/out.mp4");
    }

    @Test
    void otherVersion_isRefused() {
        assertThatThrownBy(() -> Recording.parse("ffunit bundle 2\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the recording starts with [ffunit bundle 2] instead of [ffunit bundle 1]; it is of another"
                        + " version of FFUnit");
    }
}
