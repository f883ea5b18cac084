/** Pictures in memory, and how two of them differ. */
@NullMarked
package io.github.ffunit.internal.picture;

import org.jspecify.annotations.NullMarked;
