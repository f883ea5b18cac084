package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event while its call is under way; its text is made when somebody reads it. */
final class Draft {
    final String call;
    final int fd;
    final Supplier<String> arguments;

    @Nullable
    String file;

    @Nullable
    String other;

    long offset = -1;
    long length = -1;
    long count = -1;
    String label = "";
    boolean showsOffset;

    @Nullable
    Errno errno;

    @Nullable
    String thrown;

    Draft(String call, int fd, @Nullable String file, Supplier<String> arguments) {
        this.call = call;
        this.fd = fd;
        this.file = file;
        this.arguments = arguments;
    }

    /** A range of a file. */
    Draft range(long newOffset, long newLength) {
        offset = newOffset;
        length = newLength;
        return this;
    }

    /** What the number in the answer is. */
    Draft labelled(String newLabel) {
        label = newLabel;
        return this;
    }
}
