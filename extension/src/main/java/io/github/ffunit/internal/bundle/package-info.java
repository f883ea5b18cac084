/** What is kept of a test that failed. */
@NullMarked
package io.github.ffunit.internal.bundle;

import org.jspecify.annotations.NullMarked;
