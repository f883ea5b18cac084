package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.fixtures.Clip;
import io.github.ffunit.fixtures.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes the outputs of the corpus: one that is as it should be, and others that differ from it in one thing. */
final class CorpusMedia implements AutoCloseable {

    static final int FRAMES = 25;

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();
    private final Path sources = sandbox.workDirectory().resolve("sources");
    private int outputs;

    CorpusMedia() throws IOException {
        Files.createDirectory(sources);
        Clip.video()
                .size(160, 120)
                .rate(25)
                .frames(FRAMES)
                .barcode()
                .pixelFormat("yuv420p")
                .codec("ffv1")
                .container(Container.MATROSKA)
                .writeTo(sources.resolve("video.mkv"));
        sandbox.ffmpeg()
                .run(
                        "-f",
                        "lavfi",
                        "-i",
                        "aevalsrc=0.25*sin(2*PI*440*t)|0.25*sin(2*PI*880*t):s=48000:d=1",
                        sources.resolve("first.wav"));
        sandbox.ffmpeg()
                .run("-f", "lavfi", "-i", "aevalsrc=0.25*sin(2*PI*660*t):s=48000:d=1", sources.resolve("second.wav"));
        Files.writeString(sources.resolve("text.srt"), """
                1
                00:00:00,100 --> 00:00:00,400
                Hallo

                2
                00:00:00,500 --> 00:00:00,900
                Welt
                """);
        Files.writeString(sources.resolve("chapters.txt"), chapters("Intro", 500, "Main"));
    }

    static String chapters(String first, int cutMillis, String second) {
        return """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=%d
                title=%s
                [CHAPTER]
                TIMEBASE=1/1000
                START=%d
                END=1000
                title=%s
                """.formatted(cutMillis, first, cutMillis, second);
    }

    Path sources() {
        return sources;
    }

    FFmpegSandbox sandbox() {
        return sandbox;
    }

    /** A folder for one output, without anything. */
    Path folder() throws IOException {
        return Files.createDirectory(sandbox.workDirectory().resolve("out" + outputs++));
    }

    @Override
    public void close() {
        sandbox.close();
    }

    // ---- a file

    /** What is done to make one file; without any change it is the good one. */
    record Recipe(
            List<String> input,
            String videoFilter,
            String audioFilter,
            List<String> maps,
            Map<String, String> options,
            String name,
            UnaryOperator<byte[]> bytes) {

        static Recipe good() {
            Map<String, String> options = new LinkedHashMap<>();
            // Lossless, so that what is decoded is what was encoded
            options.put("-c:v", "libx264");
            options.put("-qp", "0");
            options.put("-preset", "ultrafast");
            options.put("-g", "5");
            options.put("-bf", "0");
            options.put("-colorspace", "bt709");
            options.put("-color_range", "tv");
            options.put("-c:a", "alac");
            options.put("-c:s", "mov_text");
            options.put("-metadata", "title=Clip");
            options.put("-metadata:s:a:0", "language=deu");
            options.put("-metadata:s:a:1", "language=eng");
            options.put("-metadata:s:s:0", "language=deu");
            options.put("-disposition:a:0", "default");
            options.put("-disposition:a:1", "0");
            options.put("-map_chapters", "4");
            options.put("-movflags", "+faststart");
            return new Recipe(
                    List.of(),
                    "null",
                    "anull",
                    List.of("0:v", "1:a", "2:a", "3:s"),
                    options,
                    "out.mp4",
                    content -> content);
        }

        Recipe before(String... arguments) {
            return new Recipe(List.of(arguments), videoFilter, audioFilter, maps, options, name, bytes);
        }

        Recipe video(String filter) {
            return new Recipe(input, filter, audioFilter, maps, options, name, bytes);
        }

        Recipe audio(String filter) {
            return new Recipe(input, videoFilter, filter, maps, options, name, bytes);
        }

        Recipe maps(String... streams) {
            return new Recipe(input, videoFilter, audioFilter, List.of(streams), options, name, bytes);
        }

        /** Adds an option, or gives it another value. */
        Recipe with(String option, String value) {
            Map<String, String> changed = new LinkedHashMap<>(options);
            changed.put(option, value);
            return new Recipe(input, videoFilter, audioFilter, maps, changed, name, bytes);
        }

        Recipe without(String option) {
            Map<String, String> changed = new LinkedHashMap<>(options);
            changed.remove(option);
            return new Recipe(input, videoFilter, audioFilter, maps, changed, name, bytes);
        }

        Recipe named(String file) {
            return new Recipe(input, videoFilter, audioFilter, maps, options, file, bytes);
        }

        Recipe bytes(UnaryOperator<byte[]> change) {
            return new Recipe(input, videoFilter, audioFilter, maps, options, name, change);
        }
    }

    Path make(Recipe recipe) throws IOException {
        Path out = folder().resolve(recipe.name());
        List<Object> command = new ArrayList<>(List.of("-v", "error"));
        command.addAll(recipe.input());
        for (String source : List.of("video.mkv", "first.wav", "second.wav", "text.srt", "chapters.txt")) {
            command.addAll(List.of("-i", sources.resolve(source)));
        }
        recipe.maps().forEach(stream -> command.addAll(List.of("-map", stream)));
        command.addAll(List.of("-filter:v", recipe.videoFilter(), "-filter:a:0", recipe.audioFilter()));
        recipe.options().forEach((option, value) -> command.addAll(List.of(option, value)));
        command.add(out);
        sandbox.ffmpeg().run(command.toArray());
        return Files.write(out, recipe.bytes().apply(Files.readAllBytes(out)));
    }

    /** The same packets in another file. */
    Path copy(Path file, String name, String... options) throws IOException {
        Path out = folder().resolve(name);
        List<Object> command = new ArrayList<>(List.of("-v", "error", "-i", file));
        // Titles of chapters are a stream of their own in MP4, which is made anew
        command.addAll(List.of("-map", "0:v", "-map", "0:a", "-map", "0:s", "-c", "copy"));
        command.addAll(List.of(options));
        command.add(out);
        sandbox.ffmpeg().run(command.toArray());
        return out;
    }

    // ---- a package

    /** Changes something in a folder with a package. */
    @FunctionalInterface
    interface Change {
        void in(Path folder) throws IOException;

        default Change andThen(Change next) {
            return folder -> {
                in(folder);
                next.in(folder);
            };
        }
    }

    /** A master playlist with two sizes of three segments each. */
    Path pack(String segmentType, Change change, String... options) throws IOException {
        Path folder = folder();
        List<Object> command = new ArrayList<>(List.of("-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x120:d=1.8"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=r=48000:d=1.8"));
        command.addAll(List.of("-filter_complex", "[0:v]split[a][b];[b]scale=80:60[c]"));
        command.addAll(List.of("-map", "[a]", "-map", "1:a", "-map", "[c]", "-map", "1:a"));
        command.addAll(List.of("-c:v", "libx264", "-g", "15", "-keyint_min", "15", "-bf", "0", "-c:a", "aac"));
        command.addAll(List.of("-hls_time", "0.6", "-hls_playlist_type", "vod", "-hls_segment_type", segmentType));
        command.addAll(List.of("-master_pl_name", "master.m3u8", "-var_stream_map", "v:0,a:0 v:1,a:1"));
        for (String option : options) {
            command.add(option.replace("{folder}", folder.toString()));
        }
        command.add(folder.resolve("v%v.m3u8"));
        sandbox.ffmpeg().run(command.toArray());
        change.in(folder);
        return folder.resolve("master.m3u8");
    }

    static Change replaced(String file, String text, String other) {
        return folder -> {
            Path playlist = folder.resolve(file);
            String before = Files.readString(playlist);
            String after = before.replace(text, other);
            if (after.equals(before)) {
                throw new IllegalStateException("[%s] has no [%s]:\n%s".formatted(playlist, text, before));
            }
            Files.writeString(playlist, after);
        };
    }

    // ---- bytes

    static byte[] replaced(byte[] file, String text, String other) {
        String before = new String(file, StandardCharsets.ISO_8859_1);
        int place = before.indexOf(text);
        if (place < 0 || text.length() != other.length()) {
            throw new IllegalStateException("no [%s] to be replaced by [%s]".formatted(text, other));
        }
        byte[] changed = file.clone();
        System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, changed, place, other.length());
        return changed;
    }
}
