/**
 * Runs real ffmpeg and ffprobe command lines in a sandbox; start with {@link io.github.ffunit.ffmpeg.FFmpegSandbox}.
 *
 * <p>No parameter and no result is ever {@code null}.
 */
@NullMarked
package io.github.ffunit.ffmpeg;

import org.jspecify.annotations.NullMarked;
