package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The {@code ffmpeg} program.
 *
 * <pre>{@code
 * ffmpeg.run("-i", clip, "-vf", "scale=160:-2", "-movflags", "+faststart", dir.resolve("small.mp4"));
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FFmpeg extends MediaProgram<FFmpeg> {

    FFmpeg(Invocation invocation) {
        super(invocation);
    }

    @Override
    FFmpeg with(Invocation changed) {
        return new FFmpeg(changed);
    }

    /**
     * Passes on ffmpeg's reports of progress. For this, {@code -progress} and the name of a device that only the run
     * sees become the first two arguments.
     *
     * <p>Reports follow the guest's virtual clock: the same command and the same input give the same reports. There is
     * at least one, the last, when ffmpeg comes to write its output.
     *
     * @param listener gets the reports; what it throws ends the run; replaces an earlier one
     * @return a configured copy
     * @throws NullPointerException if {@code listener} is null
     */
    public FFmpeg withProgress(Consumer<Progress> listener) {
        return with(invocation().withProgress(requireNonNull(listener, "listener")));
    }

    /**
     * Whether this FFmpeg has a part, so that a test need not fail where it is missing. The engine decides, which is the same for all
     * sandboxes of a JVM.
     *
     * @param capability for instance {@link Capability#encoder Capability.encoder("libx264")}
     * @return whether it was built with that
     * @throws NullPointerException if {@code capability} is null
     */
    public boolean has(Capability capability) {
        return requireNonNull(capability, "capability").isThere();
    }
}
