/** What FFmpeg sees in a media file, as values; start with {@link io.github.ffunit.ffmpeg.analysis.MediaAnalysis}. */
@NullMarked
package io.github.ffunit.ffmpeg.analysis;

import org.jspecify.annotations.NullMarked;
