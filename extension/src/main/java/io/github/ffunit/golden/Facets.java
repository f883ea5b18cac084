package io.github.ffunit.golden;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Ready-made facets. None of them shows encoder tags, dates or versions, but {@link #fileSha256()} depends on them.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Facets {

    private Facets() {}

    private record Named(String name, Function<Path, List<String>> lines) implements Facet {
        @Override
        public List<String> describe(Path media) {
            return lines.apply(media);
        }
    }

    /**
     * What ffprobe says of container, streams and chapters: {@code [facts]}.
     *
     * @return the facet
     */
    public static Facet facts() {
        return new Named("facts", FactLines::of);
    }

    /**
     * The MD5 of each decoded frame of picture and sound, with its time: {@code [frame md5]}. A line is the stream's index, the
     * frame's time and duration in units of the stream's time base, the size of the frame in bytes, and the MD5.
     *
     * @return the facet
     */
    public static Facet frameMd5() {
        return new Named("frame md5", FrameHashLines::of);
    }

    /**
     * Loudness by EBU R 128 of the first sound: {@code [loudness]}, in LUFS, LU and dBFS with one decimal.
     *
     * @return the facet
     */
    public static Facet loudness() {
        return new Named("loudness", LoudnessLines::of);
    }

    /**
     * The peaks of the first sound: {@code [waveform]}. A line is the start in seconds, the largest absolute sample of each channel within 100 ms
     * as 16 bits, 0 to 32768, and a bar for the largest of them.
     *
     * @return the facet
     */
    public static Facet waveform() {
        return new Named("waveform", WaveformLines::of);
    }

    /**
     * The SHA-256 of the file as a whole, and its size: {@code [file]}. It is the same on every machine, and another one with most updates of FFmpeg.
     *
     * @return the facet
     */
    public static Facet fileSha256() {
        return new Named("file", FileLines::of);
    }

    /**
     * How the streams are cut into packets: {@code [packets]}. A line for each stream has the number of packets, and which of them are keyframes, counted
     * from 0 in the order of decoding. Packets of subtitles and data follow, each with its time and duration in units of the stream's time base,
     * its size in bytes, and its MD5.
     *
     * @return the facet
     */
    public static Facet packets() {
        return new Named("packets", PacketLines::of);
    }

    /**
     * How the file is laid out, and how players are to show its streams: {@code [structure]}. Dispositions, colours, order of fields and rotation of
     * each stream; of MP4 files the boxes at the top, without empty ones, the brand and the edit lists. Of an HLS or DASH playlist
     * ({@code .m3u8}, {@code .mpd}) the names of all files in its folder and the text of all playlists among them.
     *
     * @return the facet
     */
    public static Facet structure() {
        return new Named("structure", StructureLines::of);
    }

    /**
     * All facets that tell of content and form, but not of single bytes: {@link #facts}, {@link #frameMd5}, {@link #loudness}, {@link #packets} and
     * {@link #structure}. What none of them shows is what a player does not notice.
     *
     * @return the facets; a new array each time
     */
    public static Facet[] standard() {
        return new Facet[] {facts(), frameMd5(), loudness(), packets(), structure()};
    }
}
