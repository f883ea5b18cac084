/**
 * The WASI preview1 file calls, free of any WebAssembly runtime. Start with {@link Preview1}; an engine provides a
 * {@link GuestMemory} and binds the {@link HostCall}s.
 */
@NullMarked
package io.github.ffunit.vfs.preview1;

import org.jspecify.annotations.NullMarked;
