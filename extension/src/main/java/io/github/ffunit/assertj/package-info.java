/** Assertions about media files, for AssertJ; start with {@link io.github.ffunit.assertj.MediaAssertions}. */
@NullMarked
package io.github.ffunit.assertj;

import org.jspecify.annotations.NullMarked;
