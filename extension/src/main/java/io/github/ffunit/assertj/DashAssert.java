package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.assertj.Delivery.Track;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.playlist.DashManifest;
import io.github.ffunit.internal.playlist.DashManifest.Representation;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a DASH manifest (ISO/IEC 23009-1), and about all that it leads to; {@link #representation} and {@link #segment} go on to a part.
 *
 * <pre>{@code
 * assertThatDash(dir.resolve("manifest.mpd"))
 *         .hasRepresentations(3).isStatic().hasAllFiles()
 *         .hasTrueSegmentDurations().allSegmentsStartWithKeyframe().hasTrueCodecs();
 * }</pre>
 *
 * <p>Names are URI references relative to the manifest; other ones fail, as does a document type declaration. FFmpeg looks into segments, with one run
 * or two for each, and remembers what it saw. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class DashAssert extends AbstractDeliveryAssert<DashAssert> {

    /** The one that assertions are about; null for all. */
    private final @Nullable Representation representation;

    DashAssert(@Nullable Path manifest, Subject subject) {
        this(manifest, subject, new Delivery(), null);
    }

    private DashAssert(
            @Nullable Path manifest, Subject subject, Delivery delivery, @Nullable Representation representation) {
        super(manifest, DashAssert.class, subject, delivery);
        this.representation = representation;
    }

    // ---- where to look

    /**
     * Goes on to one version of one part of the content.
     *
     * @param id its {@code id}
     * @return assertions about it
     * @throws NullPointerException if {@code id} is null
     */
    public DashAssert representation(String id) {
        requireNonNull(id, "id");
        return go(
                () -> {
                    for (Representation each : representations()) {
                        if (each.id().equals(id)) {
                            return new DashAssert(
                                    actual, subject().part("representation [" + id + "]"), delivery(), each);
                        }
                    }
                    throw problem(
                            "expected a representation [%s] but there are %s",
                            id,
                            representations().stream().map(Representation::id).toList());
                },
                missing -> new DashAssert(null, missing, delivery(), null));
    }

    /**
     * Goes on to one segment of a {@link #representation}.
     *
     * @param index its place, from 0
     * @return assertions about it
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public SegmentAssert segment(int index) {
        return go(
                () -> {
                    List<Track> tracks = tracks();
                    if (tracks.size() != 1) {
                        throw problem("has %d representations; say which one by representation(…)", tracks.size());
                    }
                    Segment segment = pick(tracks.get(0).segments(), index, "segment");
                    return new SegmentAssert(
                            segment, subject().part(tracks.get(0).segment(index)), delivery());
                },
                missing -> new SegmentAssert(null, missing, delivery()));
    }

    // ---- of the manifest

    /**
     * Asserts how many representations there are, of all periods and adaptation sets.
     *
     * @param count how many
     * @return this
     */
    public DashAssert hasRepresentations(int count) {
        return check(
                () -> requireCount("representations", count, representations().size()));
    }

    /**
     * Asserts that the presentation is complete: {@code MPD@type} is {@code static}, or not there.
     *
     * @return this
     */
    public DashAssert isStatic() {
        return check(() -> {
            if (manifest().dynamic()) {
                throw problem("expected to be static but is dynamic");
            }
        });
    }

    /**
     * Asserts {@code MPD@mediaPresentationDuration}.
     *
     * @param duration exactly
     * @return this
     * @throws NullPointerException if {@code duration} is null
     */
    public DashAssert hasDuration(Duration duration) {
        requireNonNull(duration, "duration");
        return check(() -> {
            String expected = Times.text(duration);
            String stated = manifest().duration().map(Times::text).orElse("none");
            if (!stated.equals(expected)) {
                throw difference(expected, stated, "expected a duration of %s but %s is stated", expected, stated);
            }
        });
    }

    /**
     * Asserts how many segments each representation has.
     *
     * @param count how many
     * @return this
     */
    public DashAssert hasSegments(int count) {
        return check(() -> {
            for (Track track : tracks()) {
                requireCount(track.name() + "segments", count, track.segments().size());
            }
        });
    }

    /**
     * Asserts that {@code codecs} of each representation tells the codecs of its streams: kind, and for H.264 and AAC the profile, for H.264 the level.
     * The first segment is looked at.
     *
     * @return this
     */
    public DashAssert hasTrueCodecs() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (Representation each : representations()) {
                String problem = wrongCodecs(each.codecs(), streams(each));
                if (problem != null) {
                    problems.add("%s: %s".formatted(each.place(), problem));
                }
            }
            requireNone(problems, "states codecs that are not those of the streams");
        });
    }

    /**
     * Asserts that {@code width} and {@code height} of each representation are those of its pictures, in pixels. The first segment is looked at.
     *
     * @return this
     */
    public DashAssert hasTrueResolutions() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (Representation each : representations()) {
                for (StreamInfo stream : streams(each)) {
                    if (stream.type() == StreamInfo.Type.VIDEO
                            && !(stream.width().equals(each.width())
                                    && stream.height().equals(each.height()))) {
                        problems.add("%s: states %dx%d but the pictures are %dx%d"
                                .formatted(
                                        each.place(),
                                        each.width().orElse(0),
                                        each.height().orElse(0),
                                        stream.width().orElse(0),
                                        stream.height().orElse(0)));
                    }
                }
            }
            requireNone(problems, "states resolutions that are not those of the pictures");
        });
    }

    // ---- reading

    private DashManifest manifest() throws IOException {
        return delivery().manifest(file());
    }

    private List<Representation> representations() throws IOException {
        return representation == null ? manifest().representations() : List.of(representation);
    }

    private List<StreamInfo> streams(Representation of) throws IOException {
        return of.segments().isEmpty()
                ? List.of()
                : delivery().media(of.segments().get(0)).streams();
    }

    @Override
    List<Track> tracks() throws IOException {
        List<Track> tracks = new ArrayList<>();
        for (Representation each : representations()) {
            String name = representation == null ? "representation [" + each.id() + "] " : "";
            tracks.add(new Track(name, each.segments()));
        }
        return tracks;
    }

    @Override
    Set<Path> playlists() {
        return Set.of(file());
    }
}
