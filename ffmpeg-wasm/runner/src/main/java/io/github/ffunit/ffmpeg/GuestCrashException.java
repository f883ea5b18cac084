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

    private final transient List<String> guestStack;

    GuestCrashException(String message, List<String> guestStack, Transcript transcript, @Nullable Throwable cause) {
        super(
                guestStack.isEmpty() ? message : message + "\n  at " + String.join("\n  at ", guestStack),
                transcript,
                cause);
        this.guestStack = List.copyOf(guestStack);
    }

    /** {@return the guest's functions by their names in the source, innermost first; empty for a deadlock; unmodifiable} */
    public List<String> guestStack() {
        return guestStack;
    }
}
