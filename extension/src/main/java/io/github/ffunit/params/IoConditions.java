package io.github.ffunit.params;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.IoCondition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@code @ParameterizedTest} once for each {@link IoCondition}, which is its first parameter. The sandbox of each run has files of that kind. Needs
 * {@link io.github.ffunit.FFmpegTest}.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(IoConditionsProvider.class)
// JUnit makes the provider; nobody else needs to see it
@SuppressWarnings("exports")
public @interface IoConditions {

    /**
     * Which ones.
     *
     * @return some, in the order of the runs; none, as by default, for all
     */
    IoCondition[] value() default {};
}
