package io.github.ffunit.vfs.internal;

import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_ATIM_NOW;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM;
import static io.github.ffunit.vfs.preview1.Flags.TIMES_MTIM_NOW;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Time stamps to set; null leaves one as it is. */
record Times(@Nullable FileTime accessed, @Nullable FileTime modified) {
    static void check(int flags) throws ErrnoException {
        boolean unknown = (flags & ~(TIMES_ATIM | TIMES_ATIM_NOW | TIMES_MTIM | TIMES_MTIM_NOW)) != 0;
        if (unknown || both(flags, TIMES_ATIM, TIMES_ATIM_NOW) || both(flags, TIMES_MTIM, TIMES_MTIM_NOW)) {
            throw new ErrnoException(Errno.INVAL);
        }
    }

    static Times of(int flags, long accessed, long modified, LongSupplier clock) {
        return new Times(
                stamp(flags, TIMES_ATIM, TIMES_ATIM_NOW, accessed, clock),
                stamp(flags, TIMES_MTIM, TIMES_MTIM_NOW, modified, clock));
    }

    boolean isEmpty() {
        return accessed == null && modified == null;
    }

    void applyTo(Mount mount, Path path) throws IOException {
        mount.storage().setTimes(path, modified, accessed);
    }

    private static boolean both(int flags, int first, int second) {
        return (flags & first) != 0 && (flags & second) != 0;
    }

    private static @Nullable FileTime stamp(int flags, int given, int now, long nanos, LongSupplier clock) {
        if ((flags & given) != 0) {
            return FileTime.from(nanos < 0 ? Long.MAX_VALUE : nanos, TimeUnit.NANOSECONDS);
        }
        return (flags & now) != 0 ? FileTime.from(clock.getAsLong(), TimeUnit.NANOSECONDS) : null;
    }
}
