/** The engine as a command, for a shell. */
@NullMarked
package io.github.ffunit.ffmpeg.cli;

import org.jspecify.annotations.NullMarked;
