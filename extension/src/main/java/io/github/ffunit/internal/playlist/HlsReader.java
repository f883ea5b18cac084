package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one playlist, line by line. */
final class HlsReader {

    /** RFC 8216, 4.2: {@code NAME=value}, where a quoted value may have commas. */
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^\",\\s]+)(?:,|$)");

    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(?:\\.([0-9]{1,9}))?");
    private static final Pattern RESOLUTION = Pattern.compile("([0-9]{1,9})x([0-9]{1,9})");
    private static final Pattern BYTE_RANGE = Pattern.compile("([0-9]{1,18})(?:@([0-9]{1,18}))?");

    private static final Set<String> OF_MASTERS =
            Set.of("#EXT-X-STREAM-INF", "#EXT-X-MEDIA", "#EXT-X-I-FRAME-STREAM-INF");
    private static final Set<String> OF_MEDIA = Set.of(
            "#EXT-X-TARGETDURATION",
            "#EXTINF",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-PLAYLIST-TYPE",
            "#EXT-X-ENDLIST",
            "#EXT-X-MAP",
            "#EXT-X-BYTERANGE",
            "#EXT-X-DISCONTINUITY",
            "#EXT-X-KEY");

    private final Path file;
    private int line;

    private long version = 1;
    private boolean independentSegments;
    private @Nullable String masterTag;
    private @Nullable String mediaTag;

    private final List<HlsPlaylist.Variant> variants = new ArrayList<>();
    private final List<HlsPlaylist.Rendition> renditions = new ArrayList<>();
    private @Nullable Map<String, String> streamInf;

    private long targetDuration = -1;
    private long mediaSequence;
    private @Nullable String type;
    private boolean endList;
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable Piece map;
    private boolean encrypted;
    private @Nullable Rational duration;
    private Rational precision = Rational.ONE;
    private @Nullable Matcher byteRange;
    private boolean discontinuity;

    HlsReader(Path file) {
        this.file = file;
    }

    HlsPlaylist read() throws IOException {
        // Not readAllLines: names in other encodings are for a message, not for an exception of the decoder
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (String text : lines) {
            line++;
            if (line == 1) {
                if (!text.equals("#EXTM3U")) {
                    throw malformed("must be [#EXTM3U] but was [%s]".formatted(text));
                }
            } else if (text.startsWith("#EXT")) {
                tag(text);
            } else if (!text.isBlank() && !text.startsWith("#")) {
                reference(text.strip());
            }
        }
        if (lines.isEmpty()) {
            line = 1;
            throw malformed("must be [#EXTM3U] but the file is empty");
        }
        return end();
    }

    private HlsPlaylist end() throws MalformedPlaylistException {
        if (streamInf != null || duration != null) {
            throw malformed("ends where the URI of the last %s should be"
                    .formatted(streamInf == null ? "#EXTINF" : "#EXT-X-STREAM-INF"));
        }
        if (masterTag != null) {
            return new HlsPlaylist.Master(
                    file, version, independentSegments, List.copyOf(variants), List.copyOf(renditions));
        }
        if (targetDuration < 0) {
            throw malformed("ends without a #EXT-X-TARGETDURATION");
        }
        return new HlsPlaylist.Media(
                file,
                version,
                independentSegments,
                targetDuration,
                mediaSequence,
                Optional.ofNullable(type),
                endList,
                List.copyOf(segments));
    }

    private void tag(String text) throws MalformedPlaylistException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text.stripTrailing() : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        requireOneKind(name);
        switch (name) {
            case "#EXT-X-VERSION" -> version = integer(name, value);
            case "#EXT-X-INDEPENDENT-SEGMENTS" -> independentSegments = true;
            case "#EXT-X-STREAM-INF" -> streamInf = attributes(name, value);
            case "#EXT-X-MEDIA" -> renditions.add(rendition(attributes(name, value)));
            case "#EXT-X-TARGETDURATION" -> targetDuration = integer(name, value);
            case "#EXT-X-MEDIA-SEQUENCE" -> mediaSequence(integer(name, value));
            case "#EXT-X-PLAYLIST-TYPE" -> type = oneOf(name, value, "EVENT", "VOD");
            case "#EXT-X-ENDLIST" -> endList = true;
            case "#EXTINF" -> duration(value);
            case "#EXT-X-BYTERANGE" -> byteRange = byteRange(name, value);
            case "#EXT-X-MAP" -> map = map(attributes(name, value));
            case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
            case "#EXT-X-KEY" ->
                encrypted = !required("#EXT-X-KEY", attributes(name, value), "METHOD")
                        .equals("NONE");
            default -> {
                // Of a later version, or of somebody's own
            }
        }
    }

    /** RFC 8216, 4.1: a playlist is either a master or a media playlist. */
    private void requireOneKind(String tag) throws MalformedPlaylistException {
        if (OF_MASTERS.contains(tag)) {
            masterTag = tag;
        } else if (OF_MEDIA.contains(tag)) {
            mediaTag = tag;
        }
        if (masterTag != null && mediaTag != null) {
            throw malformed(
                    "%s and %s must not be in one playlist: one belongs to a master, the other to a media playlist"
                            .formatted(masterTag, mediaTag));
        }
    }

    private void mediaSequence(long number) throws MalformedPlaylistException {
        if (!segments.isEmpty()) {
            throw malformed("#EXT-X-MEDIA-SEQUENCE must be before the first segment");
        }
        mediaSequence = number;
    }

    private void duration(String value) throws MalformedPlaylistException {
        int comma = value.indexOf(',');
        Matcher number = DECIMAL.matcher((comma < 0 ? value : value.substring(0, comma)).strip());
        if (!number.matches()) {
            throw malformed(
                    "#EXTINF must be a number of seconds, as in [#EXTINF:4.000000,], with up to 9 digits before and behind the point, but was [%s]"
                            .formatted(value));
        }
        duration = Rational.parse(number.group());
        int digits = number.group(1) == null ? 0 : number.group(1).length();
        precision = Rational.parse("1E-" + digits);
    }

    private static @Nullable String unquoted(@Nullable String value) {
        return value != null && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    private Map<String, String> attributes(String tag, String list) throws MalformedPlaylistException {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(list);
        int end = 0;
        while (end < list.length()) {
            if (!attribute.find(end) || attribute.start() != end) {
                throw malformed("%s must be a list as in [NAME=value,OTHER=\"value\"] but goes on with [%s]"
                        .formatted(tag, list.substring(end)));
            }
            if (attributes.put(attribute.group(1), attribute.group(2)) != null) {
                throw malformed("%s has the attribute %s twice".formatted(tag, attribute.group(1)));
            }
            end = attribute.end();
        }
        return attributes;
    }

    private HlsPlaylist.Rendition rendition(Map<String, String> attributes) throws MalformedPlaylistException {
        String tag = "#EXT-X-MEDIA";
        String uri = unquoted(attributes.get("URI"));
        return new HlsPlaylist.Rendition(
                place(),
                oneOf(
                        tag + " TYPE",
                        required(tag, attributes, "TYPE"),
                        "AUDIO",
                        "VIDEO",
                        "SUBTITLES",
                        "CLOSED-CAPTIONS"),
                required(tag, attributes, "GROUP-ID"),
                required(tag, attributes, "NAME"),
                Optional.ofNullable(unquoted(attributes.get("LANGUAGE"))),
                "YES".equals(attributes.get("DEFAULT")),
                uri == null ? Optional.empty() : Optional.of(References.resolve(file, place(), uri)));
    }

    private void reference(String uri) throws MalformedPlaylistException {
        if (streamInf != null) {
            variants.add(variant(streamInf, uri));
            streamInf = null;
        } else if (duration != null) {
            segments.add(segment(duration, uri));
            duration = null;
            byteRange = null;
            discontinuity = false;
        } else {
            throw malformed("[%s] must stand behind a #EXTINF or a #EXT-X-STREAM-INF".formatted(uri));
        }
    }

    private HlsPlaylist.Variant variant(Map<String, String> attributes, String uri) throws MalformedPlaylistException {
        String tag = "#EXT-X-STREAM-INF";
        String average = attributes.get("AVERAGE-BANDWIDTH");
        String frameRate = attributes.get("FRAME-RATE");
        String codecs = unquoted(attributes.get("CODECS"));
        String resolution = attributes.get("RESOLUTION");
        Matcher size = RESOLUTION.matcher(resolution == null ? "0x0" : resolution);
        if (!size.matches()) {
            throw malformed("%s RESOLUTION must be as in [640x360] but was [%s]".formatted(tag, resolution));
        }
        if (frameRate != null && !DECIMAL.matcher(frameRate).matches()) {
            throw malformed("%s FRAME-RATE must be a number as in [25.000] but was [%s]".formatted(tag, frameRate));
        }
        return new HlsPlaylist.Variant(
                place(),
                References.resolve(file, place(), uri),
                integer(tag + " BANDWIDTH", required(tag, attributes, "BANDWIDTH")),
                average == null ? OptionalLong.empty() : OptionalLong.of(integer(tag + " AVERAGE-BANDWIDTH", average)),
                codecs == null ? List.of() : List.of(codecs.strip().split("\\s*,\\s*", -1)),
                resolution == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(size.group(1))),
                resolution == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(size.group(2))),
                frameRate == null ? Optional.empty() : Optional.of(Rational.parse(frameRate)),
                Optional.ofNullable(unquoted(attributes.get("AUDIO"))));
    }

    private Segment segment(Rational seconds, String uri) throws MalformedPlaylistException {
        Path media = References.resolve(file, place(), uri);
        Optional<Piece.Range> range = byteRange == null ? Optional.empty() : Optional.of(range(media, byteRange));
        return new Segment(
                place(),
                new Piece(media, range),
                Optional.ofNullable(map),
                seconds,
                precision,
                discontinuity,
                encrypted);
    }

    /** RFC 8216, 4.3.2.2: without an offset it goes on behind the one before, which must be of the same file. */
    private Piece.Range range(Path media, Matcher bytes) throws MalformedPlaylistException {
        long length = Long.parseLong(bytes.group(1));
        if (bytes.group(2) != null) {
            return new Piece.Range(Long.parseLong(bytes.group(2)), length);
        }
        Piece before =
                segments.isEmpty() ? null : segments.get(segments.size() - 1).media();
        if (before == null || !before.file().equals(media) || before.range().isEmpty()) {
            throw malformed(
                    "#EXT-X-BYTERANGE [%s] must have an offset, as in [%s@0]: the segment before is no part of this file"
                            .formatted(bytes.group(), bytes.group()));
        }
        Piece.Range last = before.range().get();
        return new Piece.Range(last.offset() + last.length(), length);
    }

    private Piece map(Map<String, String> attributes) throws MalformedPlaylistException {
        String tag = "#EXT-X-MAP";
        Path media = References.resolve(file, place(), required(tag, attributes, "URI"));
        String bytes = unquoted(attributes.get("BYTERANGE"));
        if (bytes == null) {
            return new Piece(media, Optional.empty());
        }
        Matcher range = byteRange(tag + " BYTERANGE", bytes);
        long offset = range.group(2) == null ? 0 : Long.parseLong(range.group(2));
        return new Piece(media, Optional.of(new Piece.Range(offset, Long.parseLong(range.group(1)))));
    }

    private Matcher byteRange(String what, String value) throws MalformedPlaylistException {
        Matcher range = BYTE_RANGE.matcher(value);
        if (!range.matches()) {
            throw malformed("%s must be LENGTH or LENGTH@OFFSET in bytes but was [%s]".formatted(what, value));
        }
        return range;
    }

    private String required(String tag, Map<String, String> attributes, String name) throws MalformedPlaylistException {
        String value = unquoted(attributes.get(name));
        if (value == null) {
            throw malformed("%s must have the attribute %s".formatted(tag, name));
        }
        return value;
    }

    private long integer(String what, String value) throws MalformedPlaylistException {
        if (!INTEGER.matcher(value).matches()) {
            throw malformed("%s must be a whole number but was [%s]".formatted(what, value));
        }
        return Long.parseLong(value);
    }

    private String oneOf(String what, String value, String... allowed) throws MalformedPlaylistException {
        if (!List.of(allowed).contains(value)) {
            throw malformed("%s must be one of %s but was [%s]".formatted(what, List.of(allowed), value));
        }
        return value;
    }

    private String place() {
        return "line " + line;
    }

    private MalformedPlaylistException malformed(String problem) {
        return new MalformedPlaylistException(file, place(), problem);
    }
}
