package io.github.ffunit.golden;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Writes the goldens of a test, or of the tests of a class, while one works on them: as {@code -Dffunit.golden=update} does for all.
 *
 * <p>A test that writes its goldens checks nothing, so this is not for keeps: where the environment has {@code CI=true}, such a test fails when it asks
 * for its {@link Golden}. May be used as a meta-annotation; that of an enclosing class counts as well.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface UpdateGolden {}
