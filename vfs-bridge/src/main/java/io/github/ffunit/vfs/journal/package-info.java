/** A record of the calls of a guest, to read and to make assertions about. Start with {@link Journal}. Knows the calls only, not the bridge. */
@NullMarked
package io.github.ffunit.vfs.journal;

import org.jspecify.annotations.NullMarked;
