/** The threads and the time of one guest; start with {@link io.github.ffunit.ffmpeg.internal.threads.GuestScheduler}. */
@NullMarked
package io.github.ffunit.ffmpeg.internal.threads;

import org.jspecify.annotations.NullMarked;
