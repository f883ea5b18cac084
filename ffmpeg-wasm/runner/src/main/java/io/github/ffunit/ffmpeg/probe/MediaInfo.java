package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What ffprobe says about a file. Immutable.
 *
 * @param format the container
 * @param streams in the order of their index; unmodifiable
 * @param chapters in the order of the file; unmodifiable
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MediaInfo(Format format, List<StreamInfo> streams, List<Chapter> chapters) {

    /**
     * Makes one.
     *
     * @param format see {@link MediaInfo}
     * @param streams see {@link MediaInfo}
     * @param chapters see {@link MediaInfo}
     * @throws NullPointerException if any argument is null
     */
    public MediaInfo {
        requireNonNull(format, "format");
        streams = List.copyOf(streams);
        chapters = List.copyOf(chapters);
    }

    /**
     * Returns the streams of one type.
     *
     * @param type which
     * @return those streams, in the order of their index; unmodifiable
     * @throws NullPointerException if {@code type} is null
     */
    public List<StreamInfo> streams(StreamInfo.Type type) {
        requireNonNull(type, "type");
        return streams.stream().filter(stream -> stream.type() == type).toList();
    }
}
