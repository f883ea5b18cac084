package io.github.ffunit.golden;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Compares what a test made with what it made when somebody looked at it and found it good. Injected by
 * {@link io.github.ffunit.FFmpegTest} into parameters of tests, of {@code @BeforeEach} and {@code @AfterEach} methods, and into instance fields.
 *
 * <pre>{@code
 * @Test
 * void rendition_ofClip_isAsReviewed(Golden golden, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
 *     packager.run(clip, dir.resolve("small.mp4"));
 *     golden.verify(dir.resolve("small.mp4"), facts(), frameMd5(), loudness());
 * }
 * }</pre>
 *
 * <h2>Files</h2>
 * A golden is a file {@code CLASS/METHOD[.INDEX][.NAME].txt}, or {@code .png} for a picture, below {@code ffunit.golden.dir}, by default
 * {@code src/test/goldens}. Invocations of parameterized and repeated tests, and dynamic tests, have their number as the index, from 1. The text is
 * the {@linkplain Facet facets} that were asked for, in the order of their names, with {@code \n} at the ends of lines.
 *
 * <h2>Modes</h2>
 * {@code ffunit.golden} is {@code verify} (default: only compare), {@code update} (write what is new or differs), {@code missing} (write what is
 * new, compare the others) or {@code review} (as update, and tell what changed in each). Where the environment has {@code CI=true}, goldens are
 * only compared, whatever the mode. {@link UpdateGolden} updates those of one test.
 *
 * <h2>Errors</h2>
 * A golden that differs or is missing is an {@link org.opentest4j.AssertionFailedError} with both files, so that an IDE can show and accept the
 * difference; the message tells the first difference, and where the file is that was received. Two different contents for one golden in one run
 * are an {@link IllegalStateException}: give one of them a {@linkplain #named name}.
 *
 * <h2>Parallel execution</h2>
 * Safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Golden {

    /**
     * Returns another golden of the same test.
     *
     * @param name letters, digits, {@code -} and {@code _}, also several such words with dots between; replaces an earlier one
     * @return the golden of that name
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if {@code name} has anything else
     */
    Golden named(String name);

    /**
     * Compares facets of a media file with the golden file of this test.
     *
     * @param media a file of any file system
     * @param facets at least one, each once; their order does not matter
     * @throws org.opentest4j.AssertionFailedError if the golden is missing or differs
     * @throws io.github.ffunit.ffmpeg.FFmpegException if FFmpeg cannot tell a facet of this file
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is no facet, or one twice
     * @throws IllegalStateException if another test, or this one, used the same golden for something else in this run
     */
    void verify(Path media, Facet... facets);

    /**
     * Compares facets of a media file with text in the test itself. No mode writes such a golden: copy it from the failure.
     *
     * @param media a file of any file system
     * @param expected the golden, as it would be in a file; blank lines at its ends and the kind of line ends do not matter
     * @param facets at least one, each once; their order does not matter
     * @throws org.opentest4j.AssertionFailedError if the golden differs
     * @throws io.github.ffunit.ffmpeg.FFmpegException if FFmpeg cannot tell a facet of this file
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is no facet, or one twice
     */
    void verify(Path media, String expected, Facet... facets);

    /**
     * Compares a picture with the golden PNG of this test: each pixel must be the same.
     *
     * @param picture a PNG, JPEG, BMP or GIF of any file system
     * @throws org.opentest4j.AssertionFailedError if the golden is missing or differs
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code picture} is not such a picture
     * @throws IllegalStateException if another test, or this one, used the same golden for something else in this run
     */
    void verifyPicture(Path picture);

    /**
     * Compares a picture with the golden PNG of this test.
     *
     * @param picture a PNG, JPEG, BMP or GIF of any file system
     * @param tolerance how far off it may be
     * @throws org.opentest4j.AssertionFailedError if the golden is missing or differs by more
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code picture} is not such a picture
     * @throws IllegalStateException if another test, or this one, used the same golden for something else in this run
     */
    void verifyPicture(Path picture, PictureTolerance tolerance);
}
