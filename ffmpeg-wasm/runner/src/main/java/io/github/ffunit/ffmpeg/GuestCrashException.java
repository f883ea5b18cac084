package io.github.ffunit.ffmpeg;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The guest crashed: it trapped (as by an access outside of its memory), or all its threads wait for each other. This is
 * a fault of FFmpeg or of FFUnit, never one of the command.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestCrashException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /** What it did. */
    public enum Reason {
        /** What WebAssembly forbids: an access outside of the memory, a call of no function, a division by zero. */
        TRAP,
        /** Its calls were nested too deep. */
        STACK_OVERFLOW,
        /** All its threads wait for each other. */
        DEADLOCK
    }

    private final Reason reason;
    private final transient List<String> guestStack;

    GuestCrashException(
            Reason reason, String message, List<String> guestStack, Transcript transcript, @Nullable Throwable cause) {
        super(
                guestStack.isEmpty() ? message : message + "\n  at " + String.join("\n  at ", guestStack),
                transcript,
                cause);
        this.reason = reason;
        this.guestStack = List.copyOf(guestStack);
    }

    /** {@return what the guest did} */
    public Reason reason() {
        return reason;
    }

    /** {@return the guest's functions by their names in the source, innermost first; empty for a deadlock; unmodifiable} */
    public List<String> guestStack() {
        return guestStack;
    }
}
