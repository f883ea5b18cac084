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
 * Enables a test, or a class, only with some versions of FFmpeg, for instance {@code @EnabledOnEngine({">=9.0", "<10"})}. Elsewhere it is skipped, and the
 * report says which version there is.
 *
 * <p>For what a version does otherwise than another; what needs a part of FFmpeg better says so, for instance with {@link RequiresEncoder}. May be used as
 * a meta-annotation.
 *
 * @see io.github.ffunit.ffmpeg.FFmpeg#version
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledOnEngineExtension.class)
// JUnit makes the extension; nobody else needs to see it
@SuppressWarnings("exports")
public @interface EnabledOnEngine {

    /**
     * What FFmpeg's version must be.
     *
     * @return one or more of {@code >=}, {@code >}, {@code <=}, {@code <} or {@code =}, each with a version of numbers and dots behind; all must hold. What a
     *     version does not say is 0: {@code =9.0} is 9.0.0 alone
     */
    String[] value();
}
