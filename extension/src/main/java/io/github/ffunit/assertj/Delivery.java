package io.github.ffunit.assertj;

import io.github.ffunit.internal.playlist.DashManifest;
import io.github.ffunit.internal.playlist.HlsPlaylist;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
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
            known = HlsPlaylist.read(file);
            playlists.put(file, known);
        }
        return known;
    }

    DashManifest manifest(Path file) throws IOException {
        DashManifest known = manifests.get(file);
        if (known == null) {
            known = DashManifest.read(file);
            manifests.put(file, known);
        }
        return known;
    }

    SegmentMedia media(Segment segment) throws IOException {
        SegmentMedia known = media.get(segment);
        if (known == null) {
            known = SegmentMedia.of(segment);
            media.put(segment, known);
        }
        return known;
    }
}
