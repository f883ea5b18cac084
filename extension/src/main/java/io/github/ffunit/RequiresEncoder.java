package io.github.ffunit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, or the tests of a class, only where FFmpeg has an encoder, for instance {@code @RequiresEncoder("libx264")}. Elsewhere the test is aborted,
 * and says why: it counts neither as passed nor as failed.
 *
 * <p>May be used as a meta-annotation, and beside others of its kind: all must be satisfied.
 *
 * @see io.github.ffunit.ffmpeg.FFmpeg#has
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequirementsExtension.class)
// JUnit makes the extension; nobody else needs to see it
@SuppressWarnings("exports")
public @interface RequiresEncoder {

    /**
     * FFmpeg's names.
     *
     * @return one or more; all must be there
     */
    String[] value();
}
