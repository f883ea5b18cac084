package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a media file. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MediaAssert extends AbstractMediaAssert<MediaAssert, Path> {

    MediaAssert(@Nullable Path file, Subject subject) {
        super(file, MediaAssert.class, subject);
    }
}
