/**
 * A small media service, as a user of FFmpeg might have one. Nothing here knows FFUnit; its tests do.
 *
 * <p>Start with {@link io.github.ffunit.examples.MediaService}.
 */
@NullMarked
package io.github.ffunit.examples;

import org.jspecify.annotations.NullMarked;
