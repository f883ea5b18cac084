/** Any {@code java.nio} file system, as the file system of a WASI guest. Start with {@link VfsBridge}. */
@NullMarked
package io.github.ffunit.vfs;

import org.jspecify.annotations.NullMarked;
