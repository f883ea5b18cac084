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
 * Gives tests a real FFmpeg over an in-memory file system.
 *
 * <p>Parameters of tests, life-cycle methods and constructors, and fields that are not final, may be
 *
 * <ul>
 *   <li>of type {@link io.github.ffunit.ffmpeg.FFmpeg}, {@link io.github.ffunit.ffmpeg.FFprobe} or
 *       {@link io.github.ffunit.ffmpeg.FFmpegSandbox};
 *   <li>of type {@link io.github.ffunit.golden.Golden}, but only of a test, not of a class;
 *   <li>a {@link java.nio.file.Path} or {@link java.nio.file.FileSystem} annotated with {@link Work};
 *   <li>a {@link java.nio.file.Path} annotated with {@link Media};
 *   <li>of type {@link io.github.ffunit.vfs.faults.FaultyFileSystem}, where {@link FaultyIo} says that the test has one.
 * </ul>
 *
 * <p>A {@code Path} or {@code FileSystem} without annotation is left to other extensions. A field of an FFUnit type that is final or has a value
 * already is left alone.
 *
 * <p>On a class the annotation holds for all its tests, also those of subclasses and {@code @Nested} classes; on a method for
 * that test. The nearest annotation decides about the limits: method, then class, then enclosing class. It may be used as a meta-annotation.
 *
 * <h2>Scope</h2>
 * Everything a test sees lies in one sandbox: one file system, made for that test and closed after it, whether the test passed or failed; jobs
 * that still run are stopped. Each invocation of a parameterized or repeated test is a test of its own; the dynamic tests of a
 * {@code @TestFactory} share one sandbox.
 *
 * <p>The test's sandbox serves the parameters of test methods, {@code @BeforeEach} and {@code @AfterEach} methods, of the constructor, and
 * instance fields. These are set before {@code @BeforeEach} methods run and are null again after the test.
 *
 * <p>A second sandbox, of the class, is closed after its last test. It serves static fields, the parameters of {@code @BeforeAll} and {@code @AfterAll} methods, and
 * with {@code @TestInstance(PER_CLASS)} those of the constructor. A {@code @Nested} class has one of its own. Paths of one sandbox mean
 * nothing in another: take {@code FFmpeg} and its paths from places of the same scope.
 *
 * <h2>Failures</h2>
 * A test that fails leaves a folder {@code CLASS/METHOD} below {@code target/ffunit}: the files of its sandbox, commands, logs, and an
 * {@code index.html} to look at, to which a suppressed exception of the failure leads. Settings change where, when and whether.
 *
 * <h2>Settings</h2>
 * Each is a JUnit configuration parameter, a system property, or a variable of the environment, as {@code FFUNIT_GOLDEN_DIR} for
 * {@code ffunit.golden.dir}; FFUnit's documentation has a table of all. An annotation beats a setting. A parameter or property of FFUnit that does not
 * exist is reported on standard error, once, with the nearest that does.
 *
 * <h2>Errors</h2>
 * An annotated parameter or field of a wrong type, an annotated field that is final, a name that is not in the media catalogue, and a limit that is negative fail the test
 * with an {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} that names the element.
 *
 * <h2>Parallel execution</h2>
 * Safe: tests share nothing that changes. Only instance fields of a {@code @TestInstance(PER_CLASS)} class, which its tests
 * share, cannot be set for several tests at once: if those are declared concurrent, they fail with an
 * {@code ExtensionConfigurationException}; parameters work.
 *
 * <h2>Example</h2>
 * <pre>{@code
 * @FFmpegTest
 * class PosterTest {
 *     @Test
 *     void poster_ofClip_isWritten(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
 *         ffmpeg.run("-i", clip, "-frames:v", 1, dir.resolve("poster.png"));
 *         assertTrue(Files.exists(dir.resolve("poster.png")));
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FFmpegExtension.class)
public @interface FFmpegTest {

    /**
     * The longest that one run of a program may take, in seconds of real time. A run that takes longer is stopped and
     * throws {@link io.github.ffunit.ffmpeg.LimitExceededException}.
     *
     * @return the limit, positive; 0, as by default, for the setting {@code ffunit.wall-time-seconds}, which is 600 unless set
     */
    long wallTimeSeconds() default 0;

    /**
     * The most memory that one run of a program may have, in MiB (1,048,576 bytes). A run that asks for more throws
     * {@link io.github.ffunit.ffmpeg.LimitExceededException}.
     *
     * @return the limit, positive; 0, as by default, for the setting {@code ffunit.memory-mib}, which is 1024 unless set
     */
    int memoryMiB() default 0;

    /**
     * The most that one run of a program may write to files and standard output, in MiB (1,048,576 bytes). A run that writes more is stopped and throws
     * {@link io.github.ffunit.ffmpeg.LimitExceededException}.
     *
     * @return the limit, positive; 0, as by default, for the setting {@code ffunit.output-mib}, which is 2048 unless set
     */
    int outputMiB() default 0;
}
