package io.github.ffunit.golden;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One side of a media file that a golden shows. {@link Facets} has ready-made ones; a test may have its own.
 *
 * <p>What it tells must depend on the content of the file alone: no path, date, or version.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Facet {

    /** {@return the heading in the golden, for instance {@code frame md5}; not empty, and the same at each call} */
    String name();

    /**
     * Describes a file.
     *
     * @param media a file of any file system
     * @return the lines below the heading, without line ends; blank lines and spaces at the ends of lines are left out
     */
    List<String> describe(Path media);
}
