/**
 * A real FFmpeg in JUnit tests. Start with {@link io.github.ffunit.FFmpegTest}.
 */
@NullMarked
package io.github.ffunit;

import org.jspecify.annotations.NullMarked;
