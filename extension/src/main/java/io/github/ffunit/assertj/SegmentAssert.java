package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.internal.playlist.Segment;
import java.nio.file.Path;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one segment of HLS or DASH; reached by {@link HlsAssert#segment} and {@link DashAssert#segment}. Not
 * thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SegmentAssert extends AbstractMediaAssert<SegmentAssert, Path> {

    private final Delivery delivery;
    private final @Nullable Segment segment;

    SegmentAssert(@Nullable Segment segment, Subject subject, Delivery delivery) {
        super(segment == null ? null : segment.media().file(), SegmentAssert.class, subject);
        this.delivery = delivery;
        this.segment = segment;
    }

    /**
     * Asserts the duration that the playlist states.
     *
     * @param duration exactly
     * @return this
     * @throws NullPointerException if {@code duration} is null
     */
    public SegmentAssert hasStatedDuration(Duration duration) {
        requireNonNull(duration, "duration");
        return check(() -> {
            if (!segment().duration().equals(Times.of(duration))) {
                throw difference(
                        Times.text(duration),
                        Times.text(segment().duration()),
                        "expected to be stated as %s but is stated as %s",
                        Times.text(duration),
                        Times.text(segment().duration()));
            }
        });
    }

    /**
     * Asserts that the first packet of its pictures is a keyframe.
     *
     * @return this
     */
    public SegmentAssert startsWithKeyframe() {
        return check(() -> {
            SegmentMedia media = delivery.media(segment());
            if (media.packets().isEmpty() || !media.packets().get(0).keyframe()) {
                throw problem("expected to start with a keyframe but does not");
            }
        });
    }

    /**
     * Asserts how many pictures it has; of a segment without pictures, how many packets of sound.
     *
     * @param count how many
     * @return this
     */
    public SegmentAssert hasFrameCount(int count) {
        return check(() -> {
            SegmentMedia media = delivery.media(segment());
            if (media.packets().size() != count) {
                throw difference(
                        count,
                        media.packets().size(),
                        "expected %d %s but found %d",
                        count,
                        media.streams().isEmpty() || media.leading().type() == StreamInfo.Type.VIDEO
                                ? "frames"
                                : "packets of sound",
                        media.packets().size());
            }
        });
    }

    /**
     * Asserts that the playlist lets timestamps or formats jump before it: {@code EXT-X-DISCONTINUITY}.
     *
     * @return this
     */
    public SegmentAssert isDiscontinuity() {
        return check(() -> {
            if (!segment().discontinuity()) {
                throw problem("expected a discontinuity before it but none is stated");
            }
        });
    }

    private Segment segment() {
        return requireNonNull(segment);
    }
}
