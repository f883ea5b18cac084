package io.github.ffunit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Injects the sandbox's working directory, an empty in-memory folder, into a {@link java.nio.file.Path}; or the file system it lies in into a
 * {@link java.nio.file.FileSystem}. Needs {@link FFmpegTest}.
 *
 * <p>FFmpeg starts in this folder: {@code "poster.png"} on its command line is {@code dir.resolve("poster.png")} in the
 * test.
 *
 * <h2>Scope</h2>
 * See {@link FFmpegTest}. All places of one scope get the same folder.
 *
 * <h2>Errors</h2>
 * Another type, or a final field, fails the test with an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException}.
 *
 * <h2>Parallel execution</h2>
 * See {@link FFmpegTest}.
 *
 * <h2>Example</h2>
 * <pre>{@code
 * @Test
 * void tone_ofOneSecond_isWritten(FFmpeg ffmpeg, @Work Path dir) {
 *     ffmpeg.run("-f", "lavfi", "-i", "sine=duration=1", dir.resolve("tone.wav"));
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Work {}
