/**
 * Whole command lines on the real engine, and their comparison with native FFmpeg of the same version.
 *
 * <p>{@link io.github.ffunit.ffmpeg.conformance.CommandLineTests} needs nothing but the engine. The comparisons need
 * the native programs that {@code ./dev reference} builds and abort with a reason where there are none.
 */
@NullMarked
package io.github.ffunit.ffmpeg.conformance;

import org.jspecify.annotations.NullMarked;
