/** What a process may ask of its system apart from files; start with {@link io.github.ffunit.ffmpeg.internal.wasi.ProcessCalls}. */
@NullMarked
package io.github.ffunit.ffmpeg.internal.wasi;

import org.jspecify.annotations.NullMarked;
