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
 * Gives a test files that fail: for FFmpeg, and for the test's own code on paths of the sandbox. Needs {@link FFmpegTest}.
 *
 * <p>Faults strike while the test method runs, and not before or after it: files are made ready, and looked at, without them. Counts begin with the
 * method. A test that wants other faults, or wants them later, takes the {@link io.github.ffunit.vfs.faults.FaultyFileSystem} as a parameter and sets
 * a plan itself; then the annotation needs no attributes.
 *
 * <p>The nearest annotation counts: method, then class, then enclosing class. May be used as a meta-annotation.
 *
 * <h2>Errors</h2>
 * A number below its range fails the test with an {@link org.junit.jupiter.api.extension.ExtensionConfigurationException}.
 *
 * <h2>Example</h2>
 * <pre>{@code
 * @Test
 * @FaultyIo(enospcAfter = 64 * 1024)
 * void export_onFullDisk_leavesNoFile(@Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
 *     assertThrows(ExportFailed.class, () -> exporter.export(clip, dir.resolve("out.mp4")));
 *     assertTrue(Files.notExists(dir.resolve("out.mp4")));
 * }
 * }</pre>
 *
 * @see IoCondition
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FaultyIo {

    /** As a number of bytes: there is no such fault. */
    long NEVER = -1;

    /**
     * How much room the disk has: the bytes that may be written over all files, beyond what is there. Then {@code ENOSPC}, "No space left on device".
     *
     * @return bytes, 0 or more; {@value #NEVER} by default
     */
    long enospcAfter() default NEVER;

    /**
     * Where reading fails with {@code EIO}, "Input/output error". What lies before can be read.
     *
     * @return the place in each file, in bytes, 0 or more; {@value #NEVER} by default
     */
    long eioOnReadAt() default NEVER;

    /**
     * Where writing fails with {@code EIO}. What lies before is written.
     *
     * @return the place in each file, in bytes, 0 or more; {@value #NEVER} by default
     */
    long eioOnWriteAt() default NEVER;

    /**
     * The most that one call reads or writes, as a network file system may have it: more needs another call.
     *
     * @return bytes, 1 or more; {@value #NEVER} by default
     */
    int maxTransfer() default (int) NEVER;

    /**
     * Whether files open as {@link java.nio.channels.FileChannel}s, as those of the JDK and Jimfs do and those of many other file systems do not.
     *
     * @return true by default
     */
    boolean fileChannels() default true;

    /**
     * Which files it is about, but for {@link #enospcAfter()}, which is about the disk.
     *
     * @return a glob as in {@link java.nio.file.FileSystem#getPathMatcher}, for the last name of a path, or with a slash for a whole path; all by default
     */
    String of() default "";
}
