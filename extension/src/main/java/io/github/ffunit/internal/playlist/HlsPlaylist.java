package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** An HLS playlist (RFC 8216). */
public sealed interface HlsPlaylist {

    /**
     * Reads a playlist. What the specification demands of a single playlist is checked: the first line, required tags and attributes, and the
     * form of values. Tags that this reader does not know are read over, as players do (RFC 8216, 6.3.1).
     *
     * @param file of any file system
     * @return a master or a media playlist
     * @throws MalformedPlaylistException if it is no playlist, or a wrong one; the message names the line
     * @throws IOException if the file cannot be read
     */
    static HlsPlaylist read(Path file) throws IOException {
        return new HlsReader(file).read();
    }

    /** {@return the playlist itself} */
    Path file();

    /** {@return {@code EXT-X-VERSION}, 1 where it has none} */
    long version();

    /** {@return whether {@code EXT-X-INDEPENDENT-SEGMENTS} is there} */
    boolean independentSegments();

    /**
     * A master playlist: which playlists there are of the same content.
     *
     * @param file see {@link #file()}
     * @param version see {@link #version()}
     * @param independentSegments see {@link #independentSegments()}
     * @param variants {@code EXT-X-STREAM-INF}, in the order of the file
     * @param renditions {@code EXT-X-MEDIA}, in the order of the file
     */
    record Master(
            Path file, long version, boolean independentSegments, List<Variant> variants, List<Rendition> renditions)
            implements HlsPlaylist {}

    /**
     * A media playlist: which segments there are.
     *
     * @param file see {@link #file()}
     * @param version see {@link #version()}
     * @param independentSegments see {@link #independentSegments()}
     * @param targetDuration {@code EXT-X-TARGETDURATION}, in seconds
     * @param mediaSequence {@code EXT-X-MEDIA-SEQUENCE}: the number of the first segment; 0 where it has none
     * @param type {@code EXT-X-PLAYLIST-TYPE}: {@code EVENT} or {@code VOD}
     * @param endList whether {@code EXT-X-ENDLIST} is there
     * @param segments in the order of the file
     */
    record Media(
            Path file,
            long version,
            boolean independentSegments,
            long targetDuration,
            long mediaSequence,
            Optional<String> type,
            boolean endList,
            List<Segment> segments)
            implements HlsPlaylist {}

    /**
     * One version of the whole content.
     *
     * @param place where the playlist says so, for messages
     * @param playlist its media playlist
     * @param bandwidth {@code BANDWIDTH}: the peak in bits per second
     * @param averageBandwidth {@code AVERAGE-BANDWIDTH}, in bits per second
     * @param codecs {@code CODECS}, by RFC 6381; empty where it has none
     * @param width of {@code RESOLUTION}
     * @param height of {@code RESOLUTION}
     * @param frameRate {@code FRAME-RATE}
     * @param audioGroup {@code AUDIO}: the group of renditions that has its sound
     */
    record Variant(
            String place,
            Path playlist,
            long bandwidth,
            OptionalLong averageBandwidth,
            List<String> codecs,
            OptionalInt width,
            OptionalInt height,
            Optional<Rational> frameRate,
            Optional<String> audioGroup) {}

    /**
     * Another version of a part of the content, for instance its sound in another language.
     *
     * @param place where the playlist says so, for messages
     * @param type {@code AUDIO}, {@code VIDEO}, {@code SUBTITLES} or {@code CLOSED-CAPTIONS}
     * @param group {@code GROUP-ID}
     * @param name {@code NAME}
     * @param language {@code LANGUAGE}
     * @param isDefault {@code DEFAULT}
     * @param playlist its media playlist; empty if it is in the variants' own
     */
    record Rendition(
            String place,
            String type,
            String group,
            String name,
            Optional<String> language,
            boolean isDefault,
            Optional<Path> playlist) {}
}
