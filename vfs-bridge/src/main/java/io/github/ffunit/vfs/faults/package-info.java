/**
 * Any {@code java.nio} file system, made to fail on purpose. Start with {@link FaultyFileSystem}; a {@link FaultPlan} says what fails when.
 * Knows nothing of guests.
 */
@NullMarked
package io.github.ffunit.vfs.faults;

import org.jspecify.annotations.NullMarked;
