/** Runs the compiled module behind one port; start with {@link io.github.ffunit.ffmpeg.internal.engine.Engine}. */
@NullMarked
package io.github.ffunit.ffmpeg.internal.engine;

import org.jspecify.annotations.NullMarked;
