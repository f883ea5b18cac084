package io.github.ffunit.assertj;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a stream with subtitles. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SubtitleAssert extends AbstractStreamAssert<SubtitleAssert> {

    SubtitleAssert(MediaAnalysis analysis, StreamInfo stream, Subject subject) {
        super(analysis, stream, SubtitleAssert.class, subject);
    }

    private SubtitleAssert(@Nullable StreamInfo nothing, Subject subject) {
        super(null, nothing, SubtitleAssert.class, subject);
    }

    static SubtitleAssert missing(Subject subject) {
        return new SubtitleAssert(null, subject);
    }
}
