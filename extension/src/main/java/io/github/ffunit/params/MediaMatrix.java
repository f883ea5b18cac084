package io.github.ffunit.params;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.fixtures.Container;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@code @ParameterizedTest} once for each combination of containers and codecs, of which its first parameter, a {@link MediaCase}, is one.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MediaMatrix(containers = {MP4, MATROSKA}, video = {"mpeg4", "mjpeg"}, audio = {"aac", "flac"})
 * void remux_keepsPackets(MediaCase media, @Work Path dir) throws IOException {
 *     Path source = media.writeTo(dir);
 *     …
 * }
 * }</pre>
 *
 * <p>Not all combinations exist. {@link MediaCase#writeTo} aborts the run of one that FFmpeg cannot write, with what FFmpeg says: it counts neither as
 * passed nor as failed. So ask for the file first.
 *
 * <p>Order: containers, in each the codecs of pictures, for each those of sound.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(MediaMatrixProvider.class)
// JUnit makes the provider; nobody else needs to see it
@SuppressWarnings("exports")
public @interface MediaMatrix {

    /**
     * The containers.
     *
     * @return one or more
     */
    Container[] containers();

    /**
     * The codecs of the pictures, by the names of FFmpeg's encoders, for instance {@code libx264}.
     *
     * @return some; none, as by default, for media without pictures
     */
    String[] video() default {};

    /**
     * The codecs of the sound, by the names of FFmpeg's encoders, for instance {@code aac}.
     *
     * @return some; none, as by default, for media without sound
     */
    String[] audio() default {};
}
