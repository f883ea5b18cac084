package io.github.ffunit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Sets where FFmpeg's random numbers come from, {@code /dev/urandom} among them. The same seed gives each run the same numbers; without this
 * annotation it is 0. Needs {@link FFmpegTest}.
 *
 * <p>The nearest annotation counts: method, then class, then enclosing class. May be used as a meta-annotation.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Seed {

    /**
     * The seed.
     *
     * @return any number
     */
    long value();
}
