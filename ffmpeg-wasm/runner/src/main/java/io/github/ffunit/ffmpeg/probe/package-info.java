/**
 * What ffprobe says about a file, as values; start with {@link io.github.ffunit.ffmpeg.probe.MediaInfo}.
 *
 * <p>No parameter and no result is ever {@code null}; what a file may lack is an {@code Optional}.
 */
@NullMarked
package io.github.ffunit.ffmpeg.probe;

import org.jspecify.annotations.NullMarked;
