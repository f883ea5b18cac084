/** The bridge as import functions of Chicory: the only package that knows a runtime. Start with {@link ChicoryBinding}. */
@NullMarked
package io.github.ffunit.vfs.chicory;

import org.jspecify.annotations.NullMarked;
