package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows media to people: what ffprobe says, a sheet of frames, a waveform. Works in a sandbox of its own, which can only read the files.
 */
final class MediaViews implements AutoCloseable {

    private static final int MOST_TILES = 20;
    private static final int COLUMNS = 5;
    private static final Limits LIMITS = Limits.defaults().withWallTime(Duration.ofSeconds(20));

    private final FFmpegSandbox sandbox;

    /** @param folder shown to the programs as {@code /test} */
    MediaViews(Path folder) {
        this.sandbox = FFmpegSandbox.builder()
                .mountReadOnly("/test", folder)
                .limits(LIMITS)
                .open();
    }

    /** What ffprobe says as JSON, or empty if it cannot read the file: then it is no media. */
    Optional<String> probe(Path file) {
        Run run = sandbox.ffprobe()
                .tryRun("-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", "-i", file);
        return run.exitCode() == 0 ? Optional.of(run.standardOutputText()) : Optional.empty();
    }

    /** Up to twenty frames of the whole length as one PNG, or empty if there is no picture to see. */
    Optional<byte[]> sheet(Path file) throws IOException {
        List<StreamInfo> streams = info(file).streams(StreamInfo.Type.VIDEO);
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        long frames = Math.max(1, frames(streams.get(0)));
        long step = (frames + MOST_TILES - 1) / MOST_TILES;
        long tiles = (frames + step - 1) / step;
        String filter = "select=not(mod(n\\,%d)),scale=160:-2,setsar=1,tile=%dx%d:padding=2:color=gray"
                .formatted(step, Math.min(COLUMNS, tiles), (tiles + COLUMNS - 1) / COLUMNS);
        return draw("-i", file, "-map", "0:v:0", "-vf", filter);
    }

    /** The first sound of the file as one PNG, or empty if there is none. */
    Optional<byte[]> waveform(Path file) throws IOException {
        return info(file).streams(StreamInfo.Type.AUDIO).isEmpty()
                ? Optional.empty()
                : draw("-i", file, "-filter_complex", "[0:a:0]showwavespic=s=820x120:split_channels=1");
    }

    private MediaInfo info(Path file) {
        return sandbox.ffprobe().probe(file);
    }

    private static long frames(StreamInfo video) {
        if (video.frameCount().isPresent()) {
            return video.frameCount().getAsLong();
        }
        double seconds = video.duration().map(Duration::toNanos).orElse(0L) / 1e9;
        double rate = video.averageFrameRate().map(Rational::toDouble).orElse(0.0);
        // Unknown: as many as the sheet has room for, one after the other
        return seconds * rate > 0 ? Math.round(seconds * rate) : MOST_TILES;
    }

    private Optional<byte[]> draw(Object... input) throws IOException {
        Path picture = sandbox.workDirectory().resolve("view.png");
        Object[] output = {"-frames:v", 1, "-update", 1, "-y", picture};
        Object[] arguments = Stream.of(input, output).flatMap(Arrays::stream).toArray();
        try {
            Run run = sandbox.ffmpeg().tryRun(arguments);
            return run.exitCode() == 0 && Files.exists(picture)
                    ? Optional.of(Files.readAllBytes(picture))
                    : Optional.empty();
        } catch (FFmpegException e) { // a hostile file may cross a limit; then there is nothing to look at
            return Optional.empty();
        } finally {
            Files.deleteIfExists(picture);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
