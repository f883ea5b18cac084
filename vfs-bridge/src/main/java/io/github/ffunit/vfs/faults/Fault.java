package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Objects;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a call fails with. The ready-made ones say in their messages, where the type has one, that they are injected and at which call.
 *
 * <p>Two types do more than being thrown, as they do in the JDK: a {@link ClosedChannelException} at a call to a channel also closes
 * that channel, and a {@link ClosedByInterruptException} also sets the interrupt status of the thread.
 *
 * <p>May be called by several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Fault {
    /**
     * Makes what is thrown. Each call needs an object of its own.
     *
     * @param call the call that fails
     * @return an {@link IOException}, a {@link RuntimeException} or an {@link Error}
     */
    Throwable at(BackendCall call);

    /**
     * Returns a fault of any kind.
     *
     * @param supplier makes a new {@link IOException}, {@link RuntimeException} or {@link Error} each time
     * @return the fault
     */
    static Fault of(Supplier<? extends Throwable> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return call -> supplier.get();
    }

    /** {@return a {@link FileSystemException}: no space left on device} */
    static Fault diskFull() {
        return call -> new FileSystemException(nameOf(call), otherOf(call), reason("No space left on device", call));
    }

    /** {@return a {@link FileSystemException}: input/output error} */
    static Fault ioError() {
        return call -> new FileSystemException(nameOf(call), otherOf(call), reason("Input/output error", call));
    }

    /** {@return an {@link AccessDeniedException}} */
    static Fault accessDenied() {
        return call -> new AccessDeniedException(nameOf(call), otherOf(call), reason("Permission denied", call));
    }

    /** {@return a {@link NoSuchFileException}} */
    static Fault noSuchFile() {
        return call -> new NoSuchFileException(nameOf(call), otherOf(call), reason("No such file or directory", call));
    }

    /** {@return a {@link ReadOnlyFileSystemException}; it has no message} */
    static Fault readOnly() {
        return call -> new ReadOnlyFileSystemException();
    }

    /** {@return a {@link ClosedChannelException}; it has no message, and closes the channel} */
    static Fault closedChannel() {
        return call -> new ClosedChannelException();
    }

    /** {@return a {@link ClosedByInterruptException}; it has no message, closes the channel and interrupts the thread} */
    static Fault interrupted() {
        return call -> new ClosedByInterruptException();
    }

    /** {@return an {@link UnsupportedOperationException}} */
    static Fault unsupported() {
        return call -> new UnsupportedOperationException(reason("Not supported", call));
    }

    /** {@return an {@link OutOfMemoryError}} */
    static Fault outOfMemory() {
        return call -> new OutOfMemoryError(reason("Java heap space", call));
    }

    /** {@return an {@link IllegalStateException}, for a bug in a file system} */
    static Fault runtime() {
        return call -> new IllegalStateException(reason("Unexpected state", call));
    }

    private static String nameOf(BackendCall call) {
        return call.path().toString();
    }

    private static @Nullable String otherOf(BackendCall call) {
        Path other = call.other();
        return other == null ? null : other.toString();
    }

    // Without file names: who looks for words in a reason must not find those of a name.
    private static String reason(String text, BackendCall call) {
        return "%s (injected into call %d, %s)".formatted(text, call.ordinal(), call.kind());
    }
}
