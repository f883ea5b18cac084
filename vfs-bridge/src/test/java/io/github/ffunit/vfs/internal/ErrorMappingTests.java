package io.github.ffunit.vfs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rule P02, row by row. */
class ErrorMappingTests {
    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(new NoSuchFileException("f"), Errno.NOENT),
                arguments(new FileAlreadyExistsException("f"), Errno.EXIST),
                arguments(new DirectoryNotEmptyException("f"), Errno.NOTEMPTY),
                arguments(new NotDirectoryException("f"), Errno.NOTDIR),
                arguments(new NotLinkException("f"), Errno.INVAL),
                arguments(new AccessDeniedException("f"), Errno.ACCES),
                arguments(new FileSystemLoopException("f"), Errno.LOOP),
                arguments(new AtomicMoveNotSupportedException("f", "g", "x"), Errno.XDEV),
                arguments(new ProviderMismatchException(), Errno.XDEV),
                arguments(new ReadOnlyFileSystemException(), Errno.ROFS),
                arguments(new ClosedFileSystemException(), Errno.IO),
                arguments(new ClosedChannelException(), Errno.IO),
                arguments(new ClosedByInterruptException(), Errno.INTR),
                arguments(new NonReadableChannelException(), Errno.BADF),
                arguments(new NonWritableChannelException(), Errno.BADF),
                arguments(new InvalidPathException("f", "x"), Errno.INVAL),
                arguments(new SecurityException(), Errno.ACCES),
                arguments(new UnsupportedOperationException(), Errno.NOTSUP),
                arguments(new IllegalArgumentException(), Errno.INVAL),
                arguments(new DirectoryIteratorException(new NoSuchFileException("f")), Errno.NOENT),
                arguments(reason("No space left on device"), Errno.NOSPC),
                arguments(new IOException("out of disk space"), Errno.NOSPC),
                arguments(reason("Disk quota exceeded"), Errno.NOSPC),
                arguments(reason("Not a directory"), Errno.NOTDIR),
                arguments(reason("Is a directory"), Errno.ISDIR),
                arguments(new IOException("too many levels of symbolic links"), Errno.LOOP),
                arguments(reason("Too many levels of symbolic links or unable to access"), Errno.LOOP),
                arguments(reason("File name too long"), Errno.NAMETOOLONG),
                arguments(reason("Too many open files"), Errno.MFILE),
                arguments(new IOException("File too large"), Errno.FBIG),
                arguments(reason("Invalid argument"), Errno.INVAL),
                arguments(reason("Operation not permitted"), Errno.PERM),
                arguments(reason("Permission denied"), Errno.ACCES),
                arguments(reason("Read-only file system"), Errno.ROFS),
                arguments(reason("Invalid cross-device link"), Errno.XDEV),
                arguments(reason("Something else"), Errno.IO),
                arguments(new FileSystemException("no space left"), Errno.IO),
                arguments(new IOException(), Errno.IO),
                arguments(new IllegalStateException("no space left"), Errno.IO),
                arguments(new NullPointerException(), Errno.IO),
                arguments(new AssertionError("file too large"), Errno.FBIG),
                arguments(new AssertionError("files bigger than 16MB not yet supported"), Errno.FBIG),
                arguments(new AssertionError(), Errno.IO),
                arguments(new OutOfMemoryError(), Errno.NOSPC),
                arguments(new ErrnoException(Errno.PERM), Errno.PERM));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void exception_becomesItsErrno(Throwable thrown, Errno errno) {
        assertThat(ErrorMapping.errnoOf(thrown)).isEqualTo(errno);
    }

    private static FileSystemException reason(String reason) {
        return new FileSystemException("no space left/is a directory", null, reason);
    }
}
