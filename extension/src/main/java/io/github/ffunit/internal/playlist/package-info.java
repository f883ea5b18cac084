/** Readers of HLS playlists and DASH manifests. No FFmpeg runs here: they are a second opinion about what it writes. */
@NullMarked
package io.github.ffunit.internal.playlist;

import org.jspecify.annotations.NullMarked;
