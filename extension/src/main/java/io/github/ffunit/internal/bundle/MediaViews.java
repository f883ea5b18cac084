package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.Format;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows media to people: what ffprobe says, a sheet of frames, a waveform. Works in a sandbox of its own, which can only read the files.
 */
final class MediaViews implements AutoCloseable {

    private static final int MOST_TILES = 20;
    private static final int COLUMNS = 5;
    private static final Pattern PICTURE = Pattern.compile("image2|\\w+_pipe");

    /** Decoding takes its time, above all without the native engine, and a failed test should be told soon. */
    private static final int MOST_SECONDS = 20;

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

    /** Up to twenty frames of the start, and the waveform of its first sound, as PNGs by {@code sheet} and {@code wave}; in one run. */
    Map<String, byte[]> draw(Path file) throws IOException {
        MediaInfo info = sandbox.ffprobe().probe(file);
        List<StreamInfo> pictures = info.streams(StreamInfo.Type.VIDEO);
        Map<String, String> filters = new LinkedHashMap<>();
        if (!pictures.isEmpty()) {
            filters.put("sheet", sheet(frames(info.format(), pictures.get(0))));
        }
        if (!info.streams(StreamInfo.Type.AUDIO).isEmpty()) {
            filters.put("wave", "[0:a:0]showwavespic=s=820x120:split_channels=1[wave]");
        }
        List<Object> arguments = new ArrayList<>(List.of(
                "-v", "error", "-t", MOST_SECONDS, "-i", file, "-filter_complex", String.join(";", filters.values())));
        for (String view : filters.keySet()) {
            arguments.addAll(List.of("-map", "[" + view + "]", "-frames:v", 1, "-update", 1, "-y", png(view)));
        }
        return filters.isEmpty() ? Map.of() : draw(filters.keySet(), arguments);
    }

    private static String sheet(long frames) {
        long step = (frames + MOST_TILES - 1) / MOST_TILES;
        long tiles = (frames + step - 1) / step;
        return "[0:v:0]select=not(mod(n\\,%d)),scale=160:-2,setsar=1,tile=%dx%d:padding=2:color=gray[sheet]"
                .formatted(step, Math.min(COLUMNS, tiles), (tiles + COLUMNS - 1) / COLUMNS);
    }

    private Path png(String view) {
        return sandbox.workDirectory().resolve(view + ".png");
    }

    private Map<String, byte[]> draw(Set<String> views, List<Object> arguments) throws IOException {
        Map<String, byte[]> drawn = new LinkedHashMap<>();
        runAsFarAsItGoes(arguments);
        for (String view : views) {
            Path picture = png(view);
            if (Files.exists(picture) && Files.size(picture) > 0) {
                drawn.put(view, Files.readAllBytes(picture));
            }
            Files.deleteIfExists(picture);
        }
        return drawn;
    }

    /** A broken or hostile file ends the run early; what was drawn by then is shown. */
    @SuppressWarnings("EmptyCatch")
    private void runAsFarAsItGoes(List<Object> arguments) {
        try {
            sandbox.ffmpeg().tryRun(arguments.toArray());
        } catch (FFmpegException e) {
            // nothing more to see
        }
    }

    /** How many frames are to be expected in what is decoded. */
    private static long frames(Format format, StreamInfo video) {
        Optional<Duration> duration = video.duration().or(format::duration);
        if (duration.isEmpty()) {
            // Pictures have no duration. Of other unknown lengths the sheet shows one frame after the other
            boolean isPicture = format.names().stream()
                    .allMatch(name -> PICTURE.matcher(name).matches());
            return isPicture ? 1 : MOST_TILES;
        }
        double seconds = Math.min(duration.get().toNanos() / 1e9, MOST_SECONDS);
        double rate = video.averageFrameRate().map(Rational::toDouble).orElse(0.0);
        return Math.max(
                1, Math.min(Math.round(seconds * rate), video.frameCount().orElse(Long.MAX_VALUE)));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
