package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.analysis.TimeSpan;
import io.github.ffunit.vfs.journal.Journal;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The way to all assertions of this package; to be imported statically, beside AssertJ's {@code Assertions}.
 *
 * <pre>{@code
 * assertThatMedia(out).isWellFormed().hasMoovBeforeMdat().video().hasSize(640, 360).hasFrameCount(50);
 * }</pre>
 *
 * <p>What is asserted of a file is found out when it is first asked for, by FFmpeg in a sandbox of its own, which leaves no trace in the test's.
 * Files are taken not to change while they are asserted.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MediaAssertions {

    private MediaAssertions() {}

    /**
     * Asserts of a media file.
     *
     * @param file of any file system; null fails
     * @return assertions about it
     */
    public static MediaAssert assertThatMedia(@Nullable Path file) {
        return new MediaAssert(file, Subject.strict(file));
    }

    /**
     * Asserts of an HLS playlist and all that it leads to.
     *
     * @param playlist a master or a media playlist, of any file system; null fails
     * @return assertions about it
     */
    public static HlsAssert assertThatHls(@Nullable Path playlist) {
        return new HlsAssert(playlist, Subject.strict(playlist));
    }

    /**
     * Asserts of a DASH manifest and all that it leads to.
     *
     * @param manifest of any file system; null fails
     * @return assertions about it
     */
    public static DashAssert assertThatDash(@Nullable Path manifest) {
        return new DashAssert(manifest, Subject.strict(manifest));
    }

    /**
     * Asserts of a run of ffmpeg or ffprobe.
     *
     * @param run one that has ended; null fails
     * @return assertions about it
     */
    public static RunAssert assertThat(@Nullable Run run) {
        return new RunAssert(run, Subject.strict(RunAssert.name(run)));
    }

    /**
     * Asserts of what a guest did to its files.
     *
     * @param journal of a run, or of any other guest; null fails
     * @return assertions about it
     */
    public static JournalAssert assertThat(@Nullable Journal journal) {
        return new JournalAssert(journal, Subject.strict("journal"));
    }

    /**
     * Asserts of a picture, the first of the file.
     *
     * @param file of any file system, of any format that FFmpeg reads; null fails
     * @return assertions about it
     */
    public static ImageAssert assertThatImage(@Nullable Path file) {
        return ImageAssert.of(file, Subject.strict(file));
    }

    /**
     * Begins an exact time: {@code ticks(24_576).per(12_800)}.
     *
     * @param count how many ticks
     * @return the count, to be given the length of a tick
     */
    public static TickCount ticks(long count) {
        return new TickCount(count);
    }

    /**
     * Names a part of a file: {@code between("0.00", "0.50")}.
     *
     * @param start when it begins, as {@code 1.5} or {@code 0:00:01.500}
     * @param end when it is over
     * @return the span
     * @throws IllegalArgumentException if a time cannot be read, or the end is before the start
     */
    public static TimeSpan between(String start, String end) {
        return new TimeSpan(Times.parse(start), Times.parse(end));
    }

    /**
     * Runs soft assertions and throws their failures together.
     *
     * @param assertions what to assert
     * @throws AssertionError if any of them failed
     * @throws NullPointerException if {@code assertions} is null
     */
    public static void assertSoftly(Consumer<MediaSoftAssertions> assertions) {
        try (MediaSoftAssertions softly = new MediaSoftAssertions()) {
            assertions.accept(softly);
        }
    }
}
