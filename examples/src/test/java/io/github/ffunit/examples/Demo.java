package io.github.ffunit.examples;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.MediaCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the media service at work: {@code Demo [CLIP [FOLDER]]}.
 *
 * <p>Without a clip it takes one of the catalogue. A clip of the user's is mounted, for reading only; results stay in
 * memory unless a folder is named to copy them to.
 */
final class Demo {

    private static final String CATALOGUE_CLIP = "h264-aac-2s.mp4";
    private static final String ROW = "%-10s  %-20s  %-14s  %10s  %6s  %-9s  %6s%n";

    private final FFmpegSandbox sandbox;
    private final PrintStream out;
    private final List<Run> runs = new ArrayList<>();

    private Demo(FFmpegSandbox sandbox, PrintStream out) {
        this.sandbox = sandbox;
        this.out = out;
    }

    /**
     * Runs the demo.
     *
     * @param arguments none, or a clip, or a clip and the folder for the results
     */
    public static void main(String[] arguments) throws IOException {
        run(List.of(arguments), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.size() > 2) {
            throw new IllegalArgumentException("Expected [CLIP [FOLDER]] but got " + arguments);
        }
        Optional<Path> clip = arguments.stream().findFirst().map(name -> existingFile(Path.of(name)));
        FFmpegSandbox.Builder builder = FFmpegSandbox.builder();
        clip.ifPresent(file -> builder.mountReadOnly("/clips", file.resolveSibling("")));
        try (FFmpegSandbox sandbox = builder.open()) {
            Path input = clip.isPresent()
                    ? clip.get()
                    : MediaCatalog.copyTo(
                            CATALOGUE_CLIP, sandbox.fileSystem().getPath("/").resolve(CATALOGUE_CLIP));
            new Demo(sandbox, out).show(input);
            if (arguments.size() == 2) {
                copyResults(sandbox.workDirectory(), Path.of(arguments.get(1)), out);
            } else {
                out.println("The results were files in memory and are gone; name a clip and a folder to keep them.");
            }
        }
    }

    private static Path existingFile(Path clip) {
        if (!Files.isRegularFile(clip)) {
            throw new IllegalArgumentException("The clip must be an existing file but was [" + clip + "]");
        }
        return clip.toAbsolutePath().normalize();
    }

    private void show(Path clip) throws IOException {
        MediaService service = new MediaService(arguments -> {
            Run run = sandbox.ffmpeg().run(arguments);
            runs.add(run);
            return run.logText();
        });
        Path dir = sandbox.workDirectory();
        MediaInfo media = sandbox.ffprobe().probe(clip);
        out.printf("%s: %d bytes, %s%n%n", clip.getFileName(), Files.size(clip), streamsOf(media));
        out.printf(ROW, "", "input", "output", "bytes", "frames", "moov 1st", "time");

        service.poster(clip, dir.resolve("poster.png"));
        printRow("poster", clip, dir.resolve("poster.png"));

        Path rendition = dir.resolve("360p.mp4");
        service.rendition360p(clip, rendition);
        printRow("rendition", clip, rendition);

        Path playlist = service.hls(rendition, dir.resolve("hls"));
        printRow("hls", rendition, playlist);

        if (media.streams(StreamInfo.Type.AUDIO).isEmpty()) {
            out.println("loudness    (the clip has no sound)");
        } else {
            LoudnessReport loudness = service.loudness(clip);
            out.printf(
                    ROW,
                    "loudness",
                    clip.getFileName(),
                    "-",
                    "-",
                    "-",
                    "-",
                    seconds(lastRun().wallTime()));
            out.printf(
                    Locale.ROOT,
                    "            %.1f LUFS, range %.1f LU, true peak %.1f dBFS%n",
                    loudness.integratedLufs(),
                    loudness.rangeLu(),
                    loudness.truePeakDbfs());
        }

        out.printf("%nEngine: %s. The commands:%n", lastRun().engine());
        runs.forEach(run -> out.println("  " + run.commandLine()));
        out.println();
    }

    private void printRow(String what, Path input, Path output) throws IOException {
        boolean isMp4 = output.toString().endsWith(".mp4");
        out.printf(
                ROW,
                what,
                input.getFileName(),
                output.getFileName(),
                sizeOf(lastRun().createdFiles()),
                framesIn(output),
                isMp4 ? (Mp4Boxes.isMoovBeforeMdat(output) ? "yes" : "no") : "-",
                seconds(lastRun().wallTime()));
    }

    private Run lastRun() {
        return runs.get(runs.size() - 1);
    }

    /** Packets, which need no decoding; in each of the formats here one holds a frame. */
    private String framesIn(Path media) {
        return sandbox.ffprobe()
                .run(
                        "-v",
                        "error",
                        "-count_packets",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_packets",
                        "-of",
                        "default=nokey=1:noprint_wrappers=1",
                        media)
                .standardOutputText()
                .lines()
                .findFirst()
                .orElse("-");
    }

    private static long sizeOf(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }

    private static String streamsOf(MediaInfo media) {
        return media.streams().stream()
                .map(stream -> stream.codecName().orElse("unknown codec")
                        + (stream.width().isPresent()
                                ? " " + stream.width().getAsInt() + "x"
                                        + stream.height().orElse(0)
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static void copyResults(Path results, Path folder, PrintStream out) throws IOException {
        out.println("The results:");
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = folder.resolve(results.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                out.println("  " + copy);
            }
        }
    }
}
