package io.github.ffunit.params;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.fixtures.broken.BrokenMedia;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@code @ParameterizedTest} once for each kind of {@link BrokenMedia}, which is its first parameter.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @BrokenMediaSource(refusedBy = FFPROBE)
 * void upload_ofBrokenFile_isRejected(BrokenMedia broken, @Work Path dir) throws IOException {
 *     assertEquals(REJECTED, service.ingest(broken.writeTo(dir)).status());
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(BrokenMediaProvider.class)
// JUnit makes the provider; nobody else needs to see it
@SuppressWarnings("exports")
public @interface BrokenMediaSource {

    /**
     * Which kinds.
     *
     * @return some, in the order of the runs; none, as by default, for all
     */
    BrokenMedia[] value() default {};

    /**
     * Of these, those that something of FFmpeg refuses: it forgives much.
     *
     * @return {@link Refusal#NOBODY} by default: all
     */
    Refusal refusedBy() default Refusal.NOBODY;

    /** What says that a file is broken. */
    @API(status = EXPERIMENTAL, since = "0.1")
    enum Refusal {
        /** No matter who: all kinds, also those that FFmpeg plays as if nothing were wrong. */
        NOBODY,
        /** {@code ffprobe} fails. */
        FFPROBE,
        /** Decoding all of the file fails, if it stops at the first error, as {@code ffmpeg -xerror}. */
        DECODING
    }
}
