package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.vfs.journal.Journal;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about media that go on after a failure, together with all of AssertJ's own.
 *
 * <pre>{@code
 * try (MediaSoftAssertions softly = new MediaSoftAssertions()) {
 *     softly.assertThatMedia(out).hasMoovBeforeMdat();
 *     softly.assertThat(log).isEmpty();
 * }
 * }</pre>
 *
 * <p>Failures are thrown together by {@link #assertAll()} and by {@link #close()}. Where a stream is missing, that is one failure; what is asserted
 * of it is passed over. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class MediaSoftAssertions extends AutoCloseableSoftAssertions {

    /** Makes some without a failure. */
    public MediaSoftAssertions() {}

    /**
     * As {@link MediaAssertions#assertThatMedia(Path)}.
     *
     * @param file of any file system
     * @return assertions about it
     */
    public MediaAssert assertThatMedia(@Nullable Path file) {
        return new MediaAssert(file, Subject.soft(file, this::collectAssertionError));
    }

    /**
     * As {@link MediaAssertions#assertThatHls(Path)}.
     *
     * @param playlist a master or a media playlist, of any file system
     * @return assertions about it
     */
    public HlsAssert assertThatHls(@Nullable Path playlist) {
        return new HlsAssert(playlist, Subject.soft(playlist, this::collectAssertionError));
    }

    /**
     * As {@link MediaAssertions#assertThatDash(Path)}.
     *
     * @param manifest of any file system
     * @return assertions about it
     */
    public DashAssert assertThatDash(@Nullable Path manifest) {
        return new DashAssert(manifest, Subject.soft(manifest, this::collectAssertionError));
    }

    /**
     * As {@link MediaAssertions#assertThat(Run)}.
     *
     * @param run one that has ended
     * @return assertions about it
     */
    public RunAssert assertThat(@Nullable Run run) {
        return new RunAssert(run, Subject.soft(RunAssert.name(run), this::collectAssertionError));
    }

    /**
     * As {@link MediaAssertions#assertThat(Journal)}.
     *
     * @param journal of a run, or of any other guest
     * @return assertions about it
     */
    public JournalAssert assertThat(@Nullable Journal journal) {
        return new JournalAssert(journal, Subject.soft("journal", this::collectAssertionError));
    }

    /**
     * As {@link MediaAssertions#assertThatImage(Path)}.
     *
     * @param file of any file system
     * @return assertions about it
     */
    public ImageAssert assertThatImage(@Nullable Path file) {
        return ImageAssert.of(file, Subject.soft(file, this::collectAssertionError));
    }
}
