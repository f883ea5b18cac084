/**
 * Goldens: what a test made once, kept beside it as text for reviewers. Start with {@link io.github.ffunit.golden.Golden}.
 */
@NullMarked
package io.github.ffunit.golden;

import org.jspecify.annotations.NullMarked;
