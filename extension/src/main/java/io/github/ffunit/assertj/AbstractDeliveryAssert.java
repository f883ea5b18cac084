package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.assertj.Delivery.Track;
import io.github.ffunit.ffmpeg.analysis.FrameHash;
import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.analysis.StreamHashes;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.frames.FrameDifference;
import io.github.ffunit.internal.playlist.CodecString;
import io.github.ffunit.internal.playlist.Piece;
import io.github.ffunit.internal.playlist.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What HLS and DASH share: files, and segments that must be as they are stated. */
abstract class AbstractDeliveryAssert<S extends AbstractDeliveryAssert<S>> extends AbstractMediaAssert<S, Path> {

    /** More would hide the headline. */
    private static final int PROBLEMS = 10;

    private final Delivery delivery;

    AbstractDeliveryAssert(@Nullable Path file, Class<S> type, Subject subject, Delivery delivery) {
        super(file, type, subject);
        this.delivery = delivery;
    }

    /** Everything with segments that the subject leads to. */
    abstract List<Track> tracks() throws IOException;

    /** The subject itself, and playlists that it leads to. */
    abstract Set<Path> playlists() throws IOException;

    final Delivery delivery() {
        return delivery;
    }

    /** {@code actual}, which {@link #check} has looked at. */
    final Path file() {
        return requireNonNull(actual).toAbsolutePath().normalize();
    }

    // ---- files

    /**
     * Asserts that all that the playlist refers to, directly and through other playlists, is there: a file that is not empty, and long enough for
     * the part that is meant.
     *
     * @return this
     */
    public S hasAllFiles() {
        return check(() -> {
            List<String> problems = new ArrayList<>();
            for (Path playlist : playlists()) {
                requireBytes(playlist.getFileName().toString(), new Piece(playlist, Optional.empty()), problems);
            }
            for (Track track : tracks()) {
                for (int i = 0; i < track.segments().size(); i++) {
                    for (Piece piece : SegmentMedia.pieces(track.segments().get(i))) {
                        requireBytes(track.segment(i), piece, problems);
                    }
                }
            }
            requireNone(problems, "refers to files that are not there");
        });
    }

    private static void requireBytes(String whose, Piece piece, List<String> problems) throws IOException {
        if (!Files.isRegularFile(piece.file())) {
            problems.add("%s: there is no file [%s]".formatted(whose, piece.file()));
            return;
        }
        long size = Files.size(piece.file());
        long needed =
                piece.range().map(range -> range.offset() + range.length()).orElse(1L);
        if (size < needed) {
            problems.add("%s: [%s] has %d bytes, at least %d are needed".formatted(whose, piece.file(), size, needed));
        }
    }

    /**
     * Asserts that the folder of the playlist, and those in it, have nothing but what the playlist refers to: nothing is left over.
     *
     * @return this
     */
    public S hasNoOtherFiles() {
        return check(() -> {
            Set<Path> known = new TreeSet<>(playlists());
            for (Track track : tracks()) {
                track.segments()
                        .forEach(segment -> SegmentMedia.pieces(segment).forEach(piece -> known.add(piece.file())));
            }
            List<String> others;
            try (Stream<Path> files = Files.walk(requireNonNull(file().getParent(), "folder of the playlist"))) {
                others = files.filter(Files::isRegularFile)
                        .filter(file -> !known.contains(file))
                        .sorted()
                        .map(file -> "[" + file + "]")
                        .toList();
            }
            requireNone(others, "refers to none of these files, which lie beside it");
        });
    }

    // ---- segments

    /**
     * Asserts that each segment with pictures starts with a keyframe, so that players can begin and switch there.
     *
     * @return this
     */
    public S allSegmentsStartWithKeyframe() {
        return check(() -> requireNone(
                ofEachSegment((track, i) -> {
                    SegmentMedia media = media(track, i);
                    return media.packets().isEmpty() || media.packets().get(0).keyframe()
                            ? null
                            : "starts with a packet that is no keyframe (pts %s)".formatted(Times.text(media.start()));
                }),
                "has segments that do not start with a keyframe"));
    }

    /**
     * Asserts that each segment lasts as long as the playlist says: from the first to the last packet of its pictures, or, without pictures, of its
     * sound. They may differ by half a unit of the last digit that is stated, and by one tick of the stream. Where a DASH template has one
     * duration for all segments, by half of it, as that standard allows.
     *
     * @return this
     */
    public S hasTrueSegmentDurations() {
        return hasTrueSegmentDurations(Duration.ZERO);
    }

    /**
     * As {@link #hasTrueSegmentDurations()}, with more room.
     *
     * @param tolerance by how much more they may differ; not negative
     * @return this
     * @throws NullPointerException if {@code tolerance} is null
     * @throws IllegalArgumentException if {@code tolerance} is negative
     */
    public S hasTrueSegmentDurations(Duration tolerance) {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("tolerance must not be negative but was [%s]".formatted(tolerance));
        }
        return check(() -> requireNone(
                ofEachSegment((track, i) -> {
                    Segment segment = track.segments().get(i);
                    SegmentMedia media = media(track, i);
                    Rational duration = media.end().minus(media.start());
                    Rational off = duration.minus(segment.duration());
                    Rational allowed = segment.precision()
                            .times(new Rational(1, 2))
                            .plus(media.tick())
                            .plus(Times.of(tolerance));
                    return Times.abs(off).compareTo(allowed) <= 0
                            ? null
                            : "lasts %s but is stated as %s, %s too %s"
                                    .formatted(
                                            Times.text(duration),
                                            Times.text(segment.duration()),
                                            Times.text(Times.abs(off)),
                                            off.signum() > 0 ? "long" : "short");
                }),
                "has segments that last longer or shorter than stated"));
    }

    /**
     * Asserts that each segment starts where the one before ends, but for discontinuities that the playlist names. Pictures count, or, without
     * pictures, sound; times may differ by one tick of the stream.
     *
     * @return this
     */
    public S hasNoTimestampGaps() {
        return check(() -> requireNone(
                ofEachSegment((track, i) -> {
                    if (i == 0 || track.segments().get(i).discontinuity()) {
                        return null;
                    }
                    Rational end = media(track, i - 1).end();
                    SegmentMedia media = media(track, i);
                    Rational gap = media.start().minus(end);
                    return Times.abs(gap).compareTo(media.tick()) <= 0
                            ? null
                            : "starts at %s, %s %s the end of the one before"
                                    .formatted(
                                            Times.text(media.start()),
                                            Times.text(Times.abs(gap)),
                                            gap.signum() > 0 ? "after" : "before");
                }),
                "has gaps or overlaps between segments"));
    }

    /**
     * Asserts that all versions with pictures are cut at the same times, exactly, so that players can switch at each segment.
     *
     * @return this
     */
    public S hasAlignedSegments() {
        return check(() -> {
            List<Track> tracks = new ArrayList<>();
            for (Track track : tracks()) {
                if (!track.segments().isEmpty() && media(track, 0).leading().type() == StreamInfo.Type.VIDEO) {
                    tracks.add(track);
                }
            }
            List<String> problems = new ArrayList<>();
            for (int t = 1; t < tracks.size(); t++) {
                compareCuts(tracks.get(0), tracks.get(t), problems);
            }
            requireNone(problems, "has versions that are not cut at the same times");
        });
    }

    private void compareCuts(Track first, Track other, List<String> problems) throws IOException {
        int count = first.segments().size();
        if (count != other.segments().size()) {
            problems.add("%shas %d segments, %shas %d"
                    .formatted(other.name(), other.segments().size(), first.name(), count));
            return;
        }
        for (int i = 0; i < count; i++) {
            Rational expected = media(first, i).start();
            Rational start = media(other, i).start();
            if (!start.equals(expected)) {
                problems.add("%s starts at %s, that of %sat %s"
                        .formatted(other.segment(i), Times.text(start), first.name(), Times.text(expected)));
            }
        }
    }

    /**
     * Asserts that the segments, one after another, show what a file shows: the same decoded pictures, or, without pictures, the same sound. Times do
     * not matter. Of a playlist with several versions, each must.
     *
     * @param source a file of any file system
     * @return this
     * @throws NullPointerException if {@code source} is null
     */
    public S segmentsConcatenateTo(Path source) {
        requireNonNull(source, "source");
        return check(() -> {
            MediaAnalysis expected = MediaAnalysis.of(source);
            for (Track track : tracks()) {
                List<FrameHash> shown = SegmentMedia.join(track.segments(), file -> frames(MediaAnalysis.of(file)));
                List<FrameHash> wanted = frames(expected);
                Optional<FrameDifference> difference = FrameDifference.between(wanted, shown);
                if (difference.isPresent()) {
                    throw difference(
                            lines(wanted),
                            lines(shown),
                            "%sshows %d frames, [%s] %d: %s",
                            track.name(),
                            shown.size(),
                            source,
                            wanted.size(),
                            difference.get().text());
                }
            }
        });
    }

    private static List<FrameHash> frames(MediaAnalysis media) {
        // Streams with pictures come first
        return media.frameHashes().stream().map(StreamHashes::frames).findFirst().orElse(List.of()).stream()
                .map(frame -> new FrameHash(0, 0, frame.size(), frame.md5()))
                .toList();
    }

    private static String lines(List<FrameHash> frames) {
        return frames.stream().map(FrameHash::md5).collect(Collectors.joining("\n"));
    }

    // ---- what is stated about streams

    /** What is wrong with stated codecs, or null: each must be that of a stream, and each stream must be stated. */
    static @Nullable String wrongCodecs(List<String> stated, List<StreamInfo> streams) {
        List<StreamInfo> media = streams.stream()
                .filter(stream -> stream.type() == StreamInfo.Type.VIDEO || stream.type() == StreamInfo.Type.AUDIO)
                .toList();
        String are =
                "the streams are " + media.stream().map(CodecString::describe).collect(Collectors.joining(", "));
        if (stated.isEmpty()) {
            return "states no codecs; " + are;
        }
        for (String codec : stated) {
            if (media.stream().noneMatch(stream -> CodecString.matches(codec, stream))) {
                return "states the codec [%s]; %s".formatted(codec, are);
            }
        }
        for (StreamInfo stream : media) {
            if (stated.stream().noneMatch(codec -> CodecString.matches(codec, stream))) {
                return "states the codecs %s without [%s]; %s".formatted(stated, CodecString.describe(stream), are);
            }
        }
        return null;
    }

    // ---- going through

    /** Looks at one segment of a track; null if all is well. */
    @FunctionalInterface
    interface Look {
        @Nullable
        String problem(Track track, int index) throws IOException;
    }

    private List<String> ofEachSegment(Look look) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Track track : tracks()) {
            for (int i = 0; i < track.segments().size(); i++) {
                String problem = look.problem(track, i);
                if (problem != null) {
                    problems.add(track.segment(i) + " " + problem);
                }
            }
        }
        return problems;
    }

    final SegmentMedia media(Track track, int index) throws IOException {
        return delivery.media(track.segments().get(index));
    }

    final void requireNone(List<String> problems, String headline) {
        if (!problems.isEmpty()) {
            String more = problems.size() > PROBLEMS ? "\n  and %d more".formatted(problems.size() - PROBLEMS) : "";
            throw problem(
                    "%s:\n  %s%s",
                    headline, problems.stream().limit(PROBLEMS).collect(Collectors.joining("\n  ")), more);
        }
    }

    /** The one of this number, or a failure that says how many there are. */
    final <T> T pick(List<T> all, int index, String what) {
        if (index < 0) {
            throw new IllegalArgumentException(
                    "index of a %s must not be negative but was [%d]".formatted(what, index));
        }
        if (index >= all.size()) {
            throw problem("expected a %s %d but there are %d, counted from 0", what, index, all.size());
        }
        return all.get(index);
    }

    final void requireCount(String what, int expected, int actualCount) {
        if (expected != actualCount) {
            throw difference(expected, actualCount, "expected %d %s but found %d", expected, what, actualCount);
        }
    }
}
