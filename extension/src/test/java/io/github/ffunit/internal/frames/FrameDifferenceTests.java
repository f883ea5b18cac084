package io.github.ffunit.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.analysis.FrameHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameDifferenceTests {

    /** Frames by letters, each with its number as time, or with the number behind the letter. */
    private static List<FrameHash> frames(String letters) {
        List<FrameHash> frames = new ArrayList<>();
        for (String frame : letters.split(" ", -1)) {
            long pts = frame.length() > 1 ? Long.parseLong(frame.substring(1)) : frames.size();
            frames.add(new FrameHash(pts, 1, 100, frame.substring(0, 1)));
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({
        "a b c d, a c d, DROPPED, 1, frame 1 dropped",
        "a b c d, b c d, DROPPED, 0, frame 0 dropped",
        "a b c d, a b c, DROPPED, 3, frame 3 dropped",
        "a b c d, a, DROPPED, 1, frames 1 to 3 dropped",
        "a b c d e, a c e, DROPPED, 1, 'frames 1, 3 dropped'",
        "a b c d e f g h i j k l m, a c e g i k m, DROPPED, 1, 'frames 1, 3, 5, 7, 9 and 1 more dropped'",
        "a b c d, a b b c d, REPEATED, 2, frame 2 repeated the one before",
        "a b c d, a b b b c d, REPEATED, 2, frames 2 to 3 repeated the one before",
        "a b c d, a b b d, REPEATED, 2, frame 2 replaced by the one before",
        "a b c d, a b x c d, ADDED, 2, frame 2 added",
        "a b c d, x a b c d, ADDED, 0, frame 0 added",
        "a b c d, a c b d, REORDERED, 1, frames 1 and 2 swapped",
        "a b c d e, a d b c e, REORDERED, 1, frames 1 to 3 in another order",
        "a b c d, a x c d, CHANGED, 1, frame 1 has other content",
        "a b c d, a x c y, CHANGED, 1, 'frame 1 has other content, as have 2 of 4 frames'",
        "a b c d, a b x, OTHER, 2, '4 frames -> 3, other ones from frame 2 on'",
        "a b c d, a b c d7, TIMESTAMPS, 3, frame 3: pts 3 -> 7",
        "a b c d, a b c3 d4, TIMESTAMPS, 2, 'frame 2: pts 2 -> 3, as all that follow 1 ticks later'",
        "a b c d, a b c3 d5, TIMESTAMPS, 2, frame 2: pts 2 -> 3",
        "a5 b6, a b, TIMESTAMPS, 0, 'frame 0: pts 5 -> 0, all frames 5 ticks earlier'",
    })
    void frames_areToldInWords(String expected, String received, FrameDifference.Kind kind, int frame, String text) {
        assertThat(FrameDifference.between(frames(expected), frames(received)))
                .contains(new FrameDifference(kind, frame, text));
    }

    @Test
    void durations_areToldAfterTimes() {
        assertThat(FrameDifference.between(
                        List.of(new FrameHash(0, 1, 100, "a")), List.of(new FrameHash(0, 2, 100, "a"))))
                .contains(new FrameDifference(FrameDifference.Kind.TIMESTAMPS, 0, "frame 0: duration 1 -> 2"));
    }

    @ParameterizedTest
    @CsvSource({"a b c", "a a a"})
    void equalFrames_haveNoDifference(String frames) {
        assertThat(FrameDifference.between(frames(frames), frames(frames))).isEmpty();
    }

    @Test
    void noFrames_haveNoDifference() {
        assertThat(FrameDifference.between(List.of(), List.of())).isEmpty();
    }
}
