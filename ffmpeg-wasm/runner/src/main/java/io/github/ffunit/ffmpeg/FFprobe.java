package io.github.ffunit.ffmpeg;

import io.github.ffunit.ffmpeg.probe.MediaInfo;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The {@code ffprobe} program.
 *
 * <pre>{@code
 * Rational rate = ffprobe.probe(clip).streams().get(0).averageFrameRate().orElseThrow();
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FFprobe extends MediaProgram<FFprobe> {

    FFprobe(Invocation invocation) {
        super(invocation);
    }

    @Override
    FFprobe with(Invocation changed) {
        return new FFprobe(changed);
    }

    /**
     * Looks into a media file: its format, streams and chapters.
     *
     * <p>Frames are not counted: {@link io.github.ffunit.ffmpeg.probe.StreamInfo#frameCount()} is what the container
     * says.
     *
     * @param file below a mounted directory
     * @return what ffprobe says about it
     * @throws FFmpegExitException if ffprobe cannot read the file
     * @throws FFmpegException if ffprobe does not end by itself
     * @throws NullPointerException if {@code file} is null
     * @throws IllegalArgumentException if {@code file} is of no mounted directory
     * @throws IllegalStateException if the sandbox is closed
     */
    public MediaInfo probe(Path file) {
        return invocation().probe(file);
    }
}
