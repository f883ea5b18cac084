package io.github.ffunit.assertj;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.internal.playlist.DashManifest;
import io.github.ffunit.internal.playlist.HlsPlaylist;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Playlists and segments, each read once, however many assertions look at it. */
final class Delivery {

    private final Map<Path, HlsPlaylist> playlists = new HashMap<>();
    private final Map<Path, DashManifest> manifests = new HashMap<>();
    private final Map<Segment, SegmentMedia> media = new HashMap<>();

    /**
     * Segments that belong behind each other.
     *
     * @param name how messages call them, with a space behind it; empty where there is but one such
     * @param segments in order
     */
    record Track(String name, List<Segment> segments) {

        /** How messages call one of the segments. */
        String segment(int index) {
            Segment segment = segments.get(index);
            return "%ssegment %d (%s: %s)".formatted(name, index, segment.place(), segment.media());
        }
    }

    HlsPlaylist playlist(Path file) throws IOException {
        HlsPlaylist known = playlists.get(file);
        if (known == null) {
            known = named(file, () -> HlsPlaylist.read(file));
            playlists.put(file, known);
        }
        return known;
    }

    DashManifest manifest(Path file) throws IOException {
        DashManifest known = manifests.get(file);
        if (known == null) {
            known = named(file, () -> DashManifest.read(file));
            manifests.put(file, known);
        }
        return known;
    }

    SegmentMedia media(Segment segment) throws IOException {
        SegmentMedia known = media.get(segment);
        if (known == null) {
            known = named(segment.media(), () -> SegmentMedia.of(segment));
            media.put(segment, known);
        }
        return known;
    }

    /** Reads something. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** One of many files cannot be read: the message has to say which. */
    private static <T> T named(Object what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file [%s]".formatted(e.getFile()), e);
        } catch (FFmpegExitException e) {
            throw new IOException("[%s]: %s".formatted(what, String.join("; ", e.errorLines())), e);
        }
    }
}
