package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;

/**
 * A call found its open file, but another thread closed that before the call began its work. The number may lead to another file by
 * now, for a renumber replaces one by the other without a gap: then the call belongs to that.
 */
final class ClosedMeanwhileException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    ClosedMeanwhileException() {
        super(Errno.BADF);
    }
}
