/** What happened to frames, told from their hashes; start with {@link io.github.ffunit.internal.frames.FrameDifference}. */
@NullMarked
package io.github.ffunit.internal.frames;

import org.jspecify.annotations.NullMarked;
