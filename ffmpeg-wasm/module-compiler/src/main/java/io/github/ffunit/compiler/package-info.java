/** Build step from a WebAssembly module to JVM classes; {@link io.github.ffunit.compiler.ModuleCompiler} is all of it. */
@NullMarked
package io.github.ffunit.compiler;

import org.jspecify.annotations.NullMarked;
