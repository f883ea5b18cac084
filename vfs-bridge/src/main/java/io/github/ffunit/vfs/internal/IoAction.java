package io.github.ffunit.vfs.internal;

import java.io.IOException;

/** Something to do that a file system may refuse. */
@FunctionalInterface
interface IoAction {
    void run() throws IOException;
}
