/** The WASI preview1 file calls, free of any WebAssembly runtime. */
@NullMarked
package io.github.ffunit.vfs.preview1;

import org.jspecify.annotations.NullMarked;
