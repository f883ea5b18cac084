package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.oracle.Mp4Box;
import io.github.ffunit.fixtures.oracle.Mp4Boxes;
import io.github.ffunit.fixtures.oracle.Mp4Track;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How a file is laid out, and how players are to show its streams. */
final class StructureLines {

    /** What ffprobe says of colours and fields, by its keys; not what every stream has. */
    private static final List<String> LOOKS = List.of(
            "color_range", "color_space", "color_primaries", "color_transfer", "chroma_location", "field_order");

    /** Room that nobody reads. */
    private static final Set<String> EMPTY = Set.of("free", "skip", "wide");

    private StructureLines() {}

    /** Playlists as they are, with the files beside them; else a line for each stream, and those of an MP4 file. */
    static List<String> of(Path media) {
        try {
            if (isPlaylist(media)) {
                return playlist(media.toAbsolutePath());
            }
            List<String> lines = new ArrayList<>();
            try (OneFile one = new OneFile(media)) {
                MediaInfo info = one.sandbox().ffprobe().probe(one.file());
                info.streams().forEach(stream -> lines.add("stream %d: %s".formatted(stream.index(), flags(stream))));
                if (info.format().names().contains("mp4")) {
                    addBoxes(Mp4Boxes.read(media), lines);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the structure of [%s]: %s".formatted(media, e.getMessage()), e);
        }
    }

    private static String flags(StreamInfo stream) {
        StringJoiner flags = new StringJoiner(", ");
        flags.setEmptyValue("nothing special");
        new TreeSet<>(stream.dispositions()).forEach(flags::add);
        for (String key : LOOKS) {
            stream.raw(key).ifPresent(value -> flags.add(key + " " + value));
        }
        for (Map<String, String> sideData : stream.sideData()) {
            String rotation = sideData.get("rotation");
            if (rotation != null) {
                flags.add("rotation " + rotation);
            }
        }
        return flags.toString();
    }

    // ---- MP4

    private static void addBoxes(Mp4Boxes mp4, List<String> lines) {
        StringJoiner order = new StringJoiner(" ");
        mp4.boxes().stream()
                .map(Mp4Box::type)
                .filter(type -> !EMPTY.contains(type))
                .forEach(order::add);
        lines.add("boxes: " + order);
        lines.add("brand: " + mp4.majorBrand().orElse("none"));
        for (Mp4Track track : mp4.tracks()) {
            StringJoiner edits = new StringJoiner(", ");
            track.edits()
                    .forEach(edit -> edits.add(
                            edit.mediaTime().map(time -> "from " + time).orElse("nothing")
                                    + " for "
                                    + edit.duration()));
            if (!track.edits().isEmpty()) {
                lines.add("track %d plays %s".formatted(track.id(), edits));
            }
        }
    }

    // ---- playlists

    private static boolean isPlaylist(Path media) {
        String name = media.toString();
        return name.endsWith(".m3u8") || name.endsWith(".mpd");
    }

    private static List<String> playlist(Path main) throws IOException {
        Path folder = main.resolveSibling("");
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), file));
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            lines.add("file " + file.getKey());
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (isPlaylist(file.getValue())) {
                Files.readAllLines(file.getValue()).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> lines.add(file.getKey() + ": " + line.strip()));
            }
        }
        return lines;
    }
}
