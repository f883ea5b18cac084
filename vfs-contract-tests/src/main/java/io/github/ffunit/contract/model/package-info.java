/**
 * The contract as a program: a file system that does nothing but keep it. Start at
 * {@link io.github.ffunit.contract.model.Model}.
 *
 * <p>It shares no code with the bridge, and knows no {@code java.nio.file}: what both get wrong in the same way, they get wrong
 * independently.
 */
@NullMarked
package io.github.ffunit.contract.model;

import org.jspecify.annotations.NullMarked;
