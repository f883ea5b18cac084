package io.github.ffunit.internal.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@FFmpegTest
class HlsReaderTests {

    private final Path dir;

    HlsReaderTests(@Work Path dir) {
        this.dir = dir;
    }

    @Test
    void master_hasVariantsAndRenditions() throws IOException {
        HlsPlaylist playlist = read("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch, laut",LANGUAGE="deu",DEFAULT=YES,URI="de.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=300000,AVERAGE-BANDWIDTH=200000,CODECS="avc1.64000c,mp4a.40.2",RESOLUTION=160x120,FRAME-RATE=25.000,AUDIO="a"
                low/index.m3u8?token=1
                # a comment
                #EXT-X-STREAM-INF:BANDWIDTH=900000

                high%20one.m3u8
                """);

        assertThat(playlist).isInstanceOf(HlsPlaylist.Master.class);
        HlsPlaylist.Master master = (HlsPlaylist.Master) playlist;
        assertThat(master.version()).isEqualTo(6);
        assertThat(master.independentSegments()).isTrue();
        assertThat(master.renditions())
                .containsExactly(new HlsPlaylist.Rendition(
                        "line 4",
                        "AUDIO",
                        "a",
                        "Deutsch, laut",
                        Optional.of("deu"),
                        true,
                        Optional.of(dir.resolve("de.m3u8"))));
        HlsPlaylist.Variant low = master.variants().get(0);
        assertThat(low.place()).isEqualTo("line 6");
        assertThat(low.playlist()).isEqualTo(dir.resolve("low/index.m3u8"));
        assertThat(low.bandwidth()).isEqualTo(300_000);
        assertThat(low.averageBandwidth()).hasValue(200_000);
        assertThat(low.codecs()).containsExactly("avc1.64000c", "mp4a.40.2");
        assertThat(low.width()).hasValue(160);
        assertThat(low.height()).hasValue(120);
        assertThat(low.frameRate()).contains(Rational.of(25));
        assertThat(low.audioGroup()).contains("a");
        HlsPlaylist.Variant high = master.variants().get(1);
        assertThat(high.playlist()).isEqualTo(dir.resolve("high one.m3u8"));
        assertThat(high.codecs()).isEmpty();
        assertThat(high.width()).isEmpty();
    }

    @Test
    void media_hasSegmentsWithTheirPieces() throws IOException {
        HlsPlaylist.Media media = (HlsPlaylist.Media) read("""
                #EXTM3U
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:7
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="all.mp4",BYTERANGE="800@0"
                #EXTINF:4.000000,
                #EXT-X-BYTERANGE:1000@800
                all.mp4
                #EXT-X-BYTERANGE:500
                #EXTINF:2.5,with a title
                all.mp4
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="other.mp4"
                #EXT-X-KEY:METHOD=AES-128,URI="key"
                #EXTINF:1,
                sub/c.m4s
                #EXT-X-ENDLIST
                """);

        assertThat(media.targetDuration()).isEqualTo(4);
        assertThat(media.mediaSequence()).isEqualTo(7);
        assertThat(media.type()).contains("VOD");
        assertThat(media.endList()).isTrue();
        Path all = dir.resolve("all.mp4");
        Optional<Piece> map = Optional.of(new Piece(all, Optional.of(new Piece.Range(0, 800))));
        assertThat(media.segments())
                .containsExactly(
                        new Segment(
                                "line 8",
                                new Piece(all, Optional.of(new Piece.Range(800, 1000))),
                                map,
                                Rational.of(4),
                                new Rational(1, 1_000_000),
                                false,
                                false),
                        new Segment(
                                "line 11",
                                new Piece(all, Optional.of(new Piece.Range(1800, 500))),
                                map,
                                new Rational(5, 2),
                                new Rational(1, 10),
                                false,
                                false),
                        new Segment(
                                "line 16",
                                new Piece(dir.resolve("sub/c.m4s"), Optional.empty()),
                                Optional.of(new Piece(dir.resolve("other.mp4"), Optional.empty())),
                                Rational.ONE,
                                Rational.ONE,
                                true,
                                true));
    }

    @Test
    void piece_ofPartOfAFile_readsThosBytes() throws IOException {
        Path file = Files.writeString(dir.resolve("f"), "0123456789");

        assertThat(new Piece(file, Optional.of(new Piece.Range(2, 3))).read())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("234");
        assertThatThrownBy(() -> new Piece(file, Optional.of(new Piece.Range(8, 3))).read())
                .hasMessage("[%s] has 10 bytes, too few for f, bytes 8 to 10", file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                  | line 1: must be [#EXTM3U] but the file is empty
            `#EXTINF:1,`                                        | line 1: must be [#EXTM3U] but was [#EXTINF:1,]
            `#EXTM3U,#EXTINF:abc`                               | line 2: #EXTINF must be a number of seconds, as in [#EXTINF:4.000000,], with up to 9 digits before and behind the point, but was [abc]
            `#EXTM3U,#EXT-X-TARGETDURATION:4.5`                 | line 2: #EXT-X-TARGETDURATION must be a whole number but was [4.5]
            `#EXTM3U,#EXT-X-ENDLIST`                            | line 2: ends without a #EXT-X-TARGETDURATION
            `#EXTM3U,#EXTINF:1`                                 | line 2: ends where the URI of the last #EXTINF should be
            `#EXTM3U,a.ts`                                      | line 2: [a.ts] must stand behind a #EXTINF or a #EXT-X-STREAM-INF
            `#EXTM3U,#EXTINF:1,/a.ts`                           | line 3: [/a.ts] must be a relative URI, so that the file can be found beside the playlist
            `#EXTM3U,#EXTINF:1,https://example.org/a.ts`        | line 3: [https://example.org/a.ts] must be a relative URI, so that the file can be found beside the playlist
            `#EXTM3U,#EXTINF:1,a%2.ts`                          | line 3: [a%2.ts] has a % without two hexadecimal digits behind it
            `#EXTM3U,#EXT-X-BYTERANGE:12,#EXTINF:1,a.ts`        | line 4: #EXT-X-BYTERANGE [12] must have an offset, as in [12@0]: the segment before is no part of this file
            `#EXTM3U,#EXT-X-BYTERANGE:x`                        | line 2: #EXT-X-BYTERANGE must be LENGTH or LENGTH@OFFSET in bytes but was [x]
            `#EXTM3U,#EXT-X-PLAYLIST-TYPE:LIVE`                 | line 2: #EXT-X-PLAYLIST-TYPE must be one of [EVENT, VOD] but was [LIVE]
            `#EXTM3U,#EXT-X-STREAM-INF:CODECS="x",v.m3u8`       | line 3: #EXT-X-STREAM-INF must have the attribute BANDWIDTH
            `#EXTM3U,#EXT-X-STREAM-INF:BANDWIDTH=1 2`           | line 2: #EXT-X-STREAM-INF must be a list as in [NAME=value;OTHER="value"] but goes on with [BANDWIDTH=1 2]
            `#EXTM3U,#EXT-X-STREAM-INF:BANDWIDTH=1;RESOLUTION=big,v.m3u8` | line 3: #EXT-X-STREAM-INF RESOLUTION must be as in [640x360] but was [big]
            `#EXTM3U,#EXT-X-STREAM-INF:BANDWIDTH=1;BANDWIDTH=2` | line 2: #EXT-X-STREAM-INF has the attribute BANDWIDTH twice
            `#EXTM3U,#EXT-X-MEDIA:TYPE=SMELL;GROUP-ID="a";NAME="n"` | line 2: #EXT-X-MEDIA TYPE must be one of [AUDIO; VIDEO; SUBTITLES; CLOSED-CAPTIONS] but was [SMELL]
            `#EXTM3U,#EXTINF:1,a.ts,#EXT-X-MEDIA-SEQUENCE:3`    | line 4: #EXT-X-MEDIA-SEQUENCE must be before the first segment
            `#EXTM3U,#EXT-X-ENDLIST,#EXT-X-STREAM-INF:BANDWIDTH=1` | line 3: #EXT-X-STREAM-INF and #EXT-X-ENDLIST must not be in one playlist: one belongs to a master; the other to a media playlist
            """)
    void playlist_thatIsWrong_isRefusedWithTheLine(String lines, String message) {
        // A comma ends a line here, and a semicolon is a comma, or the table could not hold either
        String text =
                lines == null ? "" : lines.replaceAll(",(?=[#a-z/])", "\n").replace(';', ',');

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedPlaylistException.class)
                .hasMessage(
                        "Playlist [%s], %s",
                        dir.resolve("p.m3u8"), message.replace(';', ',').replace("[EVENT, VOD]", "[EVENT, VOD]"));
    }

    @Test
    void playlists_ofFFmpeg_areRead(FFmpeg ffmpeg) throws IOException {
        ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=160x120:d=3",
                "-c:v",
                "libx264",
                "-g",
                25,
                "-hls_time",
                1,
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_flags",
                "single_file",
                "-master_pl_name",
                "master.m3u8",
                dir.resolve("v.m3u8"));

        HlsPlaylist.Master master = (HlsPlaylist.Master) HlsPlaylist.read(dir.resolve("master.m3u8"));
        HlsPlaylist.Media media =
                (HlsPlaylist.Media) HlsPlaylist.read(master.variants().get(0).playlist());

        assertThat(media.segments())
                .extracting(Segment::duration)
                .isEqualTo(List.of(Rational.ONE, Rational.ONE, Rational.ONE));
        assertThat(media.segments().get(2).media().file()).isEqualTo(dir.resolve("v.m4s"));
        // Each box of a segment has its size in front: the first is one of these
        assertThat(new String(media.segments().get(2).media().read(), StandardCharsets.ISO_8859_1).substring(4, 8))
                .isIn("styp", "moof", "sidx");
    }

    private HlsPlaylist read(String text) throws IOException {
        return HlsPlaylist.read(Files.writeString(dir.resolve("p.m3u8"), text));
    }
}
