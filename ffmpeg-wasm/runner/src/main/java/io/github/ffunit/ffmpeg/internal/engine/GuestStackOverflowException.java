package io.github.ffunit.ffmpeg.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest's calls are nested too deep for the stack of their Java thread. */
public final class GuestStackOverflowException extends GuestTrapException {

    private static final long serialVersionUID = 1L;

    GuestStackOverflowException(List<String> guestStack, @Nullable Throwable cause) {
        super("call stack exhausted", guestStack, cause);
    }
}
