package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;

/** An answer of the bridge's own making. Has no stack trace: it is an ordinary result, made at every failed look-up. */
class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    ErrnoException(Errno errno) {
        super(errno.name());
        this.errno = errno;
    }

    final Errno errno() {
        return errno;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
