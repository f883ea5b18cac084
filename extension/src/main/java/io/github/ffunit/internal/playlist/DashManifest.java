package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A media presentation description of DASH (ISO/IEC 23009-1), with its segments listed one by one.
 *
 * @param file the manifest itself
 * @param dynamic whether it may still grow: {@code MPD@type}
 * @param duration {@code MPD@mediaPresentationDuration} in seconds
 * @param representations of all periods and adaptation sets, in the order of the file
 */
public record DashManifest(
        Path file, boolean dynamic, Optional<Rational> duration, List<Representation> representations) {

    /**
     * Reads a manifest. Document type declarations are refused and nothing but the file itself is opened.
     *
     * @param file of any file system
     * @return what it says
     * @throws MalformedPlaylistException if it is no XML or no such manifest; the message names the line or the element
     * @throws IOException if the file cannot be read
     */
    public static DashManifest read(Path file) throws IOException {
        return new DashReader(file).read();
    }

    /**
     * One version of one part of the content.
     *
     * @param place the path of its element, for messages
     * @param id {@code @id}
     * @param adaptationSet which adaptation set of its period it belongs to, from 0
     * @param period which period it belongs to, from 0
     * @param contentType {@code video}, {@code audio}, {@code text}, ...: as stated, or the first part of the MIME type
     * @param language of its adaptation set
     * @param bandwidth {@code @bandwidth}, in bits per second
     * @param codecs {@code @codecs}, by RFC 6381
     * @param width {@code @width}, in pixels
     * @param height {@code @height}, in pixels
     * @param frameRate {@code @frameRate}
     * @param segments in order
     */
    public record Representation(
            String place,
            String id,
            int adaptationSet,
            int period,
            String contentType,
            Optional<String> language,
            long bandwidth,
            List<String> codecs,
            OptionalInt width,
            OptionalInt height,
            Optional<Rational> frameRate,
            List<Segment> segments) {}
}
