package io.github.ffunit.ffmpeg.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest did what WebAssembly forbids. */
public sealed class GuestTrapException extends RuntimeException permits GuestStackOverflowException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> guestStack;

    /**
     * Makes one.
     *
     * @param message what it did
     * @param guestStack names of the guest's functions, innermost first
     * @param cause how the engine told; null if by no exception
     */
    public GuestTrapException(@Nullable String message, List<String> guestStack, @Nullable Throwable cause) {
        super(message, cause);
        this.guestStack = List.copyOf(guestStack);
    }

    /** {@return names of the guest's functions, innermost first; empty where the engine knows none} */
    public List<String> guestStack() {
        return guestStack;
    }
}
