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
 * Does the runs of a test that has passed once more with the {@code ffmpeg} and {@code ffprobe} of the machine, and reports what differs, as a report
 * entry {@code ffunit.native} of JUnit and on standard error. A difference fails no test: another version, or another CPU, may encode in another way. Needs
 * {@link FFmpegTest}.
 *
 * <p>Off, unless the setting {@code ffunit.native} names the folder of these programs, or is {@code path} for those on the path: then the files of the
 * sandbox, but for those that runs have made, are copied to a temporary folder of the host, and arguments that are absolute paths of the sandbox lead
 * there; paths within other arguments stay as they are. What a run changed that was there before is as it was left.
 *
 * <p>Exit codes are compared, and what runs have made: bytes, else the decoded frames of each stream.
 *
 * <p>May be used as a meta-annotation.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AlsoOnNative {}
