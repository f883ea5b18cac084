/** Reads what ffprobe prints; start with {@link io.github.ffunit.ffmpeg.internal.probe.MediaInfoParser}. */
@NullMarked
package io.github.ffunit.ffmpeg.internal.probe;

import org.jspecify.annotations.NullMarked;
