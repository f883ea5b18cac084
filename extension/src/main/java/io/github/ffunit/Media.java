package io.github.ffunit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Injects a file of the {@linkplain io.github.ffunit.fixtures.MediaCatalog media catalogue} into a
 * {@link java.nio.file.Path}. Needs {@link FFmpegTest}.
 *
 * <p>The path is {@code /media/NAME} in the sandbox's file system. The file is a copy of its own: a test may change it.
 *
 * <h2>Scope</h2>
 * See {@link FFmpegTest}. Within one scope, the same name is the same file.
 *
 * <h2>Errors</h2>
 * Another type, a name that is not in the catalogue, or a final field fails the test with an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException}.
 *
 * <h2>Parallel execution</h2>
 * See {@link FFmpegTest}.
 *
 * <h2>Example</h2>
 * <pre>{@code
 * @Test
 * void duration_ofClip_isTwoSeconds(FFprobe ffprobe, @Media("h264-aac-2s.mp4") Path clip) {
 *     assertEquals(Optional.of(Duration.ofSeconds(2)), ffprobe.probe(clip).format().duration());
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Media {

    /**
     * The name of the file.
     *
     * @return one of {@link io.github.ffunit.fixtures.MediaCatalog#names()}
     */
    String value();
}
