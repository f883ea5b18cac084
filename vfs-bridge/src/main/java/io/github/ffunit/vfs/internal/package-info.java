/** The inside of the bridge; {@code VfsBridge} tours it. Not exported. */
@NullMarked
package io.github.ffunit.vfs.internal;

import org.jspecify.annotations.NullMarked;
