package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.oracle.Cue;
import io.github.ffunit.fixtures.oracle.SubRip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a stream with subtitles. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SubtitleAssert extends AbstractStreamAssert<SubtitleAssert> {

    /** What FFmpeg makes of styles, in SubRip. */
    private static final Pattern FORMATTING = Pattern.compile("</?(?:font|b|i|u|s)(?: [^>]*)?>|\\{\\\\[^}]*}");

    SubtitleAssert(MediaAnalysis analysis, StreamInfo stream, Subject subject) {
        super(analysis, stream, SubtitleAssert.class, subject);
    }

    private SubtitleAssert(@Nullable StreamInfo nothing, Subject subject) {
        super(null, nothing, SubtitleAssert.class, subject);
    }

    static SubtitleAssert missing(Subject subject) {
        return new SubtitleAssert(null, subject);
    }

    /**
     * Asserts the number of cues.
     *
     * @param count how many there are
     * @return this
     */
    public SubtitleAssert hasCueCount(int count) {
        return check(() -> requireEqual("cues", count, cues().size()));
    }

    /**
     * Asserts the texts of all cues, without formatting.
     *
     * @param texts in the order of showing, with {@code \n} between lines
     * @return this
     */
    public SubtitleAssert hasCueTexts(String... texts) {
        List<String> expected = List.of(texts);
        return check(() -> requireEqual(
                "cues", expected, cues().stream().map(SubtitleAssert::text).toList()));
    }

    /**
     * Asserts one cue: its times to the millisecond, and its text without formatting.
     *
     * @param number its place, from 0
     * @param start when it appears, as {@code 1.5} or {@code 0:00:01.500}
     * @param end when it disappears
     * @param text what is shown, with {@code \n} between lines
     * @return this
     * @throws IllegalArgumentException if a time cannot be read
     */
    public SubtitleAssert hasCue(int number, String start, String end, String text) {
        requireNonNull(text, "text");
        Rational from = Times.parse(start);
        Rational to = Times.parse(end);
        return check(() -> {
            List<Cue> cues = cues();
            if (number >= cues.size()) {
                throw problem("expected a cue [%s] but has [%s] cues", number, cues.size());
            }
            Cue cue = cues.get(number);
            requireEqual(
                    say("cue %s", number),
                    cue(from, to, text),
                    cue(Times.of(cue.start()), Times.of(cue.end()), text(cue)));
        });
    }

    private static String cue(Rational start, Rational end, String text) {
        return "%s to %s: %s".formatted(Times.text(start), Times.text(end), text);
    }

    private static String text(Cue cue) {
        return FORMATTING.matcher(cue.text()).replaceAll("");
    }

    private List<Cue> cues() throws IOException {
        return SubRip.parse(analysis().subRip(index()).getBytes(StandardCharsets.UTF_8));
    }
}
