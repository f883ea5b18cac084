package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one table from what a file system throws to what the guest is answered. The first row that fits counts. */
final class ErrorMapping {
    // ReadOnlyFileSystemException is an UnsupportedOperationException and must come before it, and so on.
    private static final List<ByType> BY_TYPE = List.of(
            new ByType(NoSuchFileException.class, Errno.NOENT),
            new ByType(FileAlreadyExistsException.class, Errno.EXIST),
            new ByType(DirectoryNotEmptyException.class, Errno.NOTEMPTY),
            new ByType(NotDirectoryException.class, Errno.NOTDIR),
            new ByType(NotLinkException.class, Errno.INVAL),
            new ByType(AccessDeniedException.class, Errno.ACCES),
            new ByType(FileSystemLoopException.class, Errno.LOOP),
            new ByType(AtomicMoveNotSupportedException.class, Errno.XDEV),
            new ByType(ProviderMismatchException.class, Errno.XDEV),
            new ByType(ReadOnlyFileSystemException.class, Errno.ROFS),
            new ByType(ClosedFileSystemException.class, Errno.IO),
            new ByType(ClosedByInterruptException.class, Errno.INTR),
            new ByType(NonReadableChannelException.class, Errno.BADF),
            new ByType(NonWritableChannelException.class, Errno.BADF),
            new ByType(InvalidPathException.class, Errno.INVAL),
            new ByType(SecurityException.class, Errno.ACCES),
            new ByType(UnsupportedOperationException.class, Errno.NOTSUP),
            new ByType(IllegalArgumentException.class, Errno.INVAL),
            new ByType(OutOfMemoryError.class, Errno.NOSPC));

    // Where there is no type for it, the system's reason is all there is.
    private static final List<ByReason> BY_REASON = List.of(
            new ByReason("no space left", Errno.NOSPC),
            new ByReason("disk space", Errno.NOSPC),
            new ByReason("quota exceeded", Errno.NOSPC),
            new ByReason("not a directory", Errno.NOTDIR),
            new ByReason("is a directory", Errno.ISDIR),
            new ByReason("too many levels", Errno.LOOP),
            new ByReason("name too long", Errno.NAMETOOLONG),
            new ByReason("too many open files", Errno.MFILE),
            new ByReason("too large", Errno.FBIG),
            new ByReason("files bigger than", Errno.FBIG),
            new ByReason("invalid argument", Errno.INVAL),
            new ByReason("operation not permitted", Errno.PERM),
            new ByReason("permission denied", Errno.ACCES),
            new ByReason("read-only file system", Errno.ROFS),
            new ByReason("cross-device link", Errno.XDEV));

    private ErrorMapping() {}

    static Errno errnoOf(Throwable thrown) {
        if (thrown instanceof ErrnoException own) {
            return own.errno();
        }
        if (thrown instanceof DirectoryIteratorException && thrown.getCause() != null) {
            return errnoOf(thrown.getCause());
        }
        for (ByType row : BY_TYPE) {
            if (row.type.isInstance(thrown)) {
                return row.errno;
            }
        }
        return thrown instanceof IOException || thrown instanceof AssertionError
                ? byReason(reasonOf(thrown))
                : Errno.IO;
    }

    private static Errno byReason(@Nullable String reason) {
        if (reason != null) {
            String text = reason.toLowerCase(Locale.ROOT);
            for (ByReason row : BY_REASON) {
                if (text.contains(row.part)) {
                    return row.errno;
                }
            }
        }
        return Errno.IO;
    }

    /** The message of a FileSystemException begins with file names, which must not be mistaken for a reason. */
    private static @Nullable String reasonOf(Throwable thrown) {
        return thrown instanceof FileSystemException failure ? failure.getReason() : thrown.getMessage();
    }

    private record ByType(Class<? extends Throwable> type, Errno errno) {}

    private record ByReason(String part, Errno errno) {}
}
