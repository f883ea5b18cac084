/** How goldens are kept, compared and reported. */
@NullMarked
package io.github.ffunit.internal.golden;

import org.jspecify.annotations.NullMarked;
