/**
 * Arguments for JUnit's {@code @ParameterizedTest}: broken files, combinations of containers and codecs, states of a disk. Needs {@code junit-jupiter-params}.
 */
@NullMarked
package io.github.ffunit.params;

import org.jspecify.annotations.NullMarked;
