package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.assertj.Delivery.Track;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.playlist.HlsPlaylist;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about an HLS playlist (RFC 8216), a master or a media playlist, and about all that it leads to. What is asserted of media playlists
 * and segments is asserted of all that a master playlist names; {@link #variant} and {@link #segment} go on to one of them.
 *
 * <pre>{@code
 * assertThatHls(dir.resolve("master.m3u8"))
 *         .hasVariants(3).hasAllFiles().hasEndList()
 *         .hasTargetDuration(Duration.ofSeconds(4)).hasTrueSegmentDurations()
 *         .allSegmentsStartWithKeyframe().hasAlignedSegments();
 * }</pre>
 *
 * <p>Names are URI references relative to the playlist; other ones fail. FFmpeg looks into segments, with one run or two for each, and remembers what it
 * saw. Segments that are encrypted cannot be looked into, which fails. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class HlsAssert extends AbstractDeliveryAssert<HlsAssert> {

    /** What the master playlist says of this one; null if nobody asked there. */
    private final HlsPlaylist.@Nullable Variant variant;

    HlsAssert(@Nullable Path playlist, Subject subject) {
        this(playlist, subject, new Delivery(), null);
    }

    private HlsAssert(
            @Nullable Path playlist, Subject subject, Delivery delivery, HlsPlaylist.@Nullable Variant variant) {
        super(playlist, HlsAssert.class, subject, delivery);
        this.variant = variant;
    }

    // ---- where to look

    /**
     * Goes on to one version of the content.
     *
     * @param index its place in the master playlist, from 0
     * @return assertions about it, and about what the master playlist says of it
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public HlsAssert variant(int index) {
        return go(
                () -> {
                    HlsPlaylist.Variant found = pick(master().variants(), index, "variant");
                    return new HlsAssert(found.playlist(), subject().part("variant " + index), delivery(), found);
                },
                this::nowhere);
    }

    /**
     * Goes on to a rendition that has a playlist of its own, for instance sound in another language.
     *
     * @param name its {@code NAME}
     * @return assertions about it
     * @throws NullPointerException if {@code name} is null
     */
    public HlsAssert rendition(String name) {
        requireNonNull(name, "name");
        return go(
                () -> {
                    for (HlsPlaylist.Rendition rendition : master().renditions()) {
                        if (rendition.name().equals(name)
                                && rendition.playlist().isPresent()) {
                            return new HlsAssert(
                                    rendition.playlist().get(),
                                    subject().part("rendition [" + name + "]"),
                                    delivery(),
                                    null);
                        }
                    }
                    throw problem(
                            "expected a rendition [%s] with a playlist but there are %s",
                            name,
                            master().renditions().stream()
                                    .map(HlsPlaylist.Rendition::name)
                                    .toList());
                },
                this::nowhere);
    }

    /**
     * Goes on to one segment of a media playlist; of a master playlist with one variant, of that.
     *
     * @param index its place in the playlist, from 0
     * @return assertions about it
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public SegmentAssert segment(int index) {
        return go(
                () -> {
                    List<Track> tracks = tracks();
                    if (tracks.size() != 1) {
                        throw problem(
                                "leads to %d playlists; say which one by variant(…) or rendition(…)", tracks.size());
                    }
                    Segment segment = pick(tracks.get(0).segments(), index, "segment");
                    return new SegmentAssert(
                            segment, subject().part(tracks.get(0).segment(index)), delivery());
                },
                missing -> new SegmentAssert(null, missing, delivery()));
    }

    private HlsAssert nowhere(Subject missing) {
        return new HlsAssert(null, missing, delivery(), null);
    }

    // ---- of a master playlist

    /**
     * Asserts how many versions of the content there are.
     *
     * @param count how many {@code EXT-X-STREAM-INF}
     * @return this
     */
    public HlsAssert hasVariants(int count) {
        return check(() -> requireCount("variants", count, master().variants().size()));
    }

    /**
     * Asserts how many renditions there are.
     *
     * @param count how many {@code EXT-X-MEDIA}
     * @return this
     */
    public HlsAssert hasRenditions(int count) {
        return check(
                () -> requireCount("renditions", count, master().renditions().size()));
    }

    /**
     * Asserts that {@code CODECS} of each variant tells the codecs of its streams, with those of its sound renditions: kind, and for H.264 and AAC
     * the profile, for H.264 the level. The first segment of each playlist is looked at.
     *
     * @return this
     */
    public HlsAssert hasTrueCodecs() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (HlsPlaylist.Variant each : variants()) {
                String problem = wrongCodecs(each.codecs(), streams(each));
                if (problem != null) {
                    problems.add("%s: %s".formatted(each.place(), problem));
                }
            }
            requireNone(problems, "states codecs that are not those of the streams");
        });
    }

    /**
     * Asserts that {@code RESOLUTION} of each variant is the size of its pictures, in pixels. The first segment is looked at. Variants without
     * pictures must state none.
     *
     * @return this
     */
    public HlsAssert hasTrueResolutions() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (HlsPlaylist.Variant each : variants()) {
                String stated = each.width().isEmpty()
                        ? "none"
                        : each.width().getAsInt() + "x" + each.height().orElse(0);
                String found = streams(each).stream()
                        .filter(stream -> stream.type() == StreamInfo.Type.VIDEO)
                        .map(stream ->
                                stream.width().orElse(0) + "x" + stream.height().orElse(0))
                        .findFirst()
                        .orElse("none");
                if (!stated.equals(found)) {
                    problems.add("%s: states %s but the pictures are %s".formatted(each.place(), stated, found));
                }
            }
            requireNone(problems, "states resolutions that are not those of the pictures");
        });
    }

    /**
     * Asserts what the master playlist says of a {@link #variant}: {@code BANDWIDTH}.
     *
     * @param bitsPerSecond the peak that is stated
     * @return this
     */
    public HlsAssert hasBandwidth(long bitsPerSecond) {
        return ofVariant(bitsPerSecond, HlsPlaylist.Variant::bandwidth, "a bandwidth");
    }

    /**
     * Asserts what the master playlist says of a {@link #variant}: {@code RESOLUTION}.
     *
     * @param width in pixels
     * @param height in pixels
     * @return this
     */
    public HlsAssert hasResolution(int width, int height) {
        return ofVariant(
                width + "x" + height,
                found -> found.width().orElse(0) + "x" + found.height().orElse(0),
                "a resolution");
    }

    /**
     * Asserts what the master playlist says of a {@link #variant}: {@code CODECS}, in that order.
     *
     * @param codecs by RFC 6381, for instance {@code avc1.64000c}
     * @return this
     */
    public HlsAssert hasCodecs(String... codecs) {
        return ofVariant(List.of(codecs), HlsPlaylist.Variant::codecs, "codecs");
    }

    private HlsAssert ofVariant(Object expected, Function<HlsPlaylist.Variant, Object> stated, String what) {
        return check(() -> {
            if (variant == null) {
                throw problem("has %s only as a variant of a master playlist; reach it by variant(…)", what);
            }
            Object found = stated.apply(variant);
            if (!expected.equals(found)) {
                throw difference(expected, found, "expected %s of [%s] but [%s] is stated", what, expected, found);
            }
        });
    }

    // ---- of media playlists

    /**
     * Asserts how many segments each media playlist has.
     *
     * @param count how many
     * @return this
     */
    public HlsAssert hasSegments(int count) {
        return ofEach("segments", count, media -> media.segments().size());
    }

    /**
     * Asserts {@code EXT-X-TARGETDURATION}.
     *
     * @param duration whole seconds
     * @return this
     * @throws NullPointerException if {@code duration} is null
     */
    public HlsAssert hasTargetDuration(Duration duration) {
        requireNonNull(duration, "duration");
        return ofEach("a target duration", duration, media -> Duration.ofSeconds(media.targetDuration()));
    }

    /**
     * Asserts that no segment is stated to be longer than the target duration, after rounding to whole seconds (RFC 8216, 4.3.3.1).
     *
     * @return this
     */
    public HlsAssert keepsTargetDuration() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (Map.Entry<Path, String> entry : mediaPlaylists().entrySet()) {
                HlsPlaylist.Media media = media(entry.getKey());
                Track track = track(entry);
                for (int i = 0; i < track.segments().size(); i++) {
                    // Halves go up, as in "rounded to the nearest integer"
                    long rounded = Math.round(track.segments().get(i).duration().toDouble());
                    if (rounded > media.targetDuration()) {
                        problems.add("%s is stated as %s, which is more than %d s after rounding"
                                .formatted(
                                        track.segment(i),
                                        Times.text(track.segments().get(i).duration()),
                                        media.targetDuration()));
                    }
                }
            }
            requireNone(problems, "has segments longer than the target duration");
        });
    }

    /**
     * Asserts {@code EXT-X-MEDIA-SEQUENCE}; a playlist without it has 0.
     *
     * @param number the number of the first segment
     * @return this
     */
    public HlsAssert hasMediaSequence(long number) {
        return ofEach("a media sequence", number, HlsPlaylist.Media::mediaSequence);
    }

    /**
     * Asserts {@code EXT-X-PLAYLIST-TYPE}.
     *
     * @param type {@code VOD} or {@code EVENT}
     * @return this
     * @throws NullPointerException if {@code type} is null
     */
    public HlsAssert hasPlaylistType(String type) {
        requireNonNull(type, "type");
        return ofEach("a playlist type", type, media -> media.type().orElse("none"));
    }

    /**
     * Asserts that {@code EXT-X-ENDLIST} is there: no more segments will come.
     *
     * @return this
     */
    public HlsAssert hasEndList() {
        return ofEach("an end", "#EXT-X-ENDLIST", media -> media.endList() ? "#EXT-X-ENDLIST" : "none");
    }

    /**
     * Asserts that {@code EXT-X-ENDLIST} is not there: more segments may come.
     *
     * @return this
     */
    public HlsAssert hasNoEndList() {
        return ofEach("an end", "none", media -> media.endList() ? "#EXT-X-ENDLIST" : "none");
    }

    /**
     * Asserts how many segments have {@code EXT-X-DISCONTINUITY} in front.
     *
     * @param count how many
     * @return this
     */
    public HlsAssert hasDiscontinuities(int count) {
        return ofEach("discontinuities", count, media ->
                (int) media.segments().stream().filter(Segment::discontinuity).count());
    }

    private HlsAssert ofEach(String what, Object expected, Function<HlsPlaylist.Media, Object> property) {
        return check(() -> {
            for (Map.Entry<Path, String> entry : mediaPlaylists().entrySet()) {
                Object found = property.apply(media(entry.getKey()));
                if (!found.equals(expected)) {
                    throw difference(
                            expected,
                            found,
                            "%sexpected %s of [%s] but found [%s]",
                            entry.getValue(),
                            what,
                            expected,
                            found);
                }
            }
        });
    }

    // ---- reading

    @Override
    List<Track> tracks() throws IOException {
        List<Track> tracks = new ArrayList<>();
        for (Map.Entry<Path, String> entry : mediaPlaylists().entrySet()) {
            tracks.add(track(entry));
        }
        return tracks;
    }

    @Override
    Set<Path> playlists() throws IOException {
        Set<Path> playlists = new LinkedHashSet<>(Set.of(file()));
        playlists.addAll(mediaPlaylists().keySet());
        return playlists;
    }

    private Track track(Map.Entry<Path, String> playlist) throws IOException {
        return new Track(playlist.getValue(), media(playlist.getKey()).segments());
    }

    /** Each once, with how messages call it; one may be named by several variants. */
    private Map<Path, String> mediaPlaylists() throws IOException {
        Map<Path, String> found = new LinkedHashMap<>();
        if (!(delivery().playlist(file()) instanceof HlsPlaylist.Master master)) {
            found.put(file(), "");
            return found;
        }
        for (int i = 0; i < master.variants().size(); i++) {
            found.putIfAbsent(master.variants().get(i).playlist(), "variant " + i + " ");
        }
        for (HlsPlaylist.Rendition rendition : master.renditions()) {
            Optional<Path> playlist = rendition.playlist();
            if (playlist.isPresent()) {
                found.putIfAbsent(playlist.get(), "rendition [" + rendition.name() + "] ");
            }
        }
        return found;
    }

    private HlsPlaylist.Master master() throws IOException {
        if (delivery().playlist(file()) instanceof HlsPlaylist.Master master) {
            return master;
        }
        throw problem("expected a master playlist, with #EXT-X-STREAM-INF, but is a media playlist");
    }

    private HlsPlaylist.Media media(Path playlist) throws IOException {
        if (delivery().playlist(playlist) instanceof HlsPlaylist.Media media) {
            return media;
        }
        throw problem("expected [%s] to be a media playlist, with segments, but is a master playlist", playlist);
    }

    private List<HlsPlaylist.Variant> variants() throws IOException {
        return variant == null ? master().variants() : List.of(variant);
    }

    /** Those of a variant, and of the renditions of its sound. */
    private List<StreamInfo> streams(HlsPlaylist.Variant of) throws IOException {
        Set<Path> playlists = new LinkedHashSet<>(Set.of(of.playlist()));
        if (of.audioGroup().isPresent() && delivery().playlist(file()) instanceof HlsPlaylist.Master master) {
            master.renditions().stream()
                    .filter(rendition -> rendition.type().equals("AUDIO")
                            && rendition.group().equals(of.audioGroup().get()))
                    .flatMap(rendition -> rendition.playlist().stream())
                    .forEach(playlists::add);
        }
        List<StreamInfo> streams = new ArrayList<>();
        for (Path playlist : playlists) {
            List<Segment> segments = media(playlist).segments();
            if (!segments.isEmpty()) {
                streams.addAll(delivery().media(segments.get(0)).streams());
            }
        }
        return streams;
    }
}
