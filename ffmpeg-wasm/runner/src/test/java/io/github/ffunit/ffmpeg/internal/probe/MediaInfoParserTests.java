package io.github.ffunit.ffmpeg.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.ffmpeg.probe.Chapter;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaInfoParserTests {

    private static final String CLIP = """
            {
                "streams": [
                    {
                        "index": 0, "codec_name": "h264", "profile": "High", "codec_type": "video",
                        "codec_tag_string": "avc1", "width": 320, "height": 240, "sample_aspect_ratio": "1:1",
                        "pix_fmt": "yuv420p", "r_frame_rate": "30000/1001", "avg_frame_rate": "30000/1001",
                        "time_base": "1/30000", "start_pts": 0, "duration_ts": 60060, "bit_rate": "69840",
                        "nb_frames": "60", "level": 13,
                        "disposition": { "default": 1, "forced": 0 },
                        "tags": { "language": "und", "comment": "two\\nlines \\"\\u00e4\\u0001" },
                        "side_data_list": [ { "side_data_type": "Display Matrix", "rotation": -90, "deep": [ 1 ] } ]
                    },
                    {
                        "index": 1, "codec_name": "aac", "codec_type": "audio", "sample_rate": "44100", "channels": 2,
                        "channel_layout": "stereo", "r_frame_rate": "0/0", "avg_frame_rate": "0/0",
                        "time_base": "1/44100"
                    },
                    { "index": 2, "codec_type": "data", "time_base": "1/1000" }
                ],
                "chapters": [
                    { "id": 1, "time_base": "1/1000", "start": 0, "start_time": "0.000000", "end": 1500,
                      "end_time": "1.500000", "tags": { "title": "One" } }
                ],
                "format": {
                    "filename": "/sandbox/a.mp4", "nb_streams": 3, "format_name": "mov,mp4", "start_time": "0.000000",
                    "duration": "2.002000", "size": "4380", "bit_rate": "17502", "probe_score": 100,
                    "tags": { "major_brand": "isom" }
                }
            }
            """;

    private final MediaInfo clip = MediaInfoParser.parse(CLIP);

    @Test
    void parse_format_isTyped() {
        assertThat(clip.format().fileName()).isEqualTo("/sandbox/a.mp4");
        assertThat(clip.format().names()).containsExactly("mov", "mp4");
        assertThat(clip.format().streamCount()).isEqualTo(OptionalInt.of(3));
        assertThat(clip.format().startTime()).contains(Duration.ZERO);
        assertThat(clip.format().duration()).contains(Duration.ofMillis(2002));
        assertThat(clip.format().sizeBytes()).isEqualTo(OptionalLong.of(4380));
        assertThat(clip.format().bitrateBitsPerSecond()).isEqualTo(OptionalLong.of(17_502));
        assertThat(clip.format().probeScore()).isEqualTo(OptionalInt.of(100));
        assertThat(clip.format().tags()).containsEntry("major_brand", "isom");
        assertThat(clip.format().raw("nb_programs")).isEmpty();
    }

    @Test
    void parse_video_isTypedAndExact() {
        StreamInfo video = clip.streams().get(0);

        assertThat(video.index()).isZero();
        assertThat(video.type()).isEqualTo(StreamInfo.Type.VIDEO);
        assertThat(video.codecName()).contains("h264");
        assertThat(video.codecTag()).contains("avc1");
        assertThat(video.profile()).contains("High");
        assertThat(video.width()).isEqualTo(OptionalInt.of(320));
        assertThat(video.height()).isEqualTo(OptionalInt.of(240));
        assertThat(video.pixelFormat()).contains("yuv420p");
        assertThat(video.sampleAspectRatio()).contains(Rational.ONE);
        assertThat(video.timeBase()).isEqualTo(new Rational(1, 30_000));
        assertThat(video.realFrameRate()).contains(new Rational(30_000, 1001));
        assertThat(video.averageFrameRate()).contains(new Rational(30_000, 1001));
        assertThat(video.startTicks()).isEqualTo(OptionalLong.of(0));
        assertThat(video.durationTicks()).isEqualTo(OptionalLong.of(60_060));
        assertThat(video.startTime()).contains(Duration.ZERO);
        assertThat(video.duration()).contains(Duration.ofMillis(2002));
        assertThat(video.frameCount()).isEqualTo(OptionalLong.of(60));
        assertThat(video.bitrateBitsPerSecond()).isEqualTo(OptionalLong.of(69_840));
        assertThat(video.dispositions()).containsExactly("default");
        assertThat(video.raw("level")).contains("13");
        assertThat(video.raw("tags")).isEmpty();
    }

    @Test
    void parse_tagsAndSideData_keepEveryCharacter() {
        StreamInfo video = clip.streams().get(0);

        assertThat(video.tags()).containsEntry("comment", "two\nlines \"\u00e4\u0001");
        assertThat(video.sideData()).hasSize(1);
        assertThat(video.sideData().get(0)).containsEntry("rotation", "-90").doesNotContainKey("deep");
    }

    @Test
    void parse_whatAudioLacks_isEmpty() {
        StreamInfo audio = clip.streams(StreamInfo.Type.AUDIO).get(0);

        assertThat(audio.sampleRate()).isEqualTo(OptionalInt.of(44_100));
        assertThat(audio.channels()).isEqualTo(OptionalInt.of(2));
        assertThat(audio.channelLayout()).contains("stereo");
        assertThat(audio.width()).isEmpty();
        assertThat(audio.averageFrameRate()).isEmpty();
        assertThat(audio.durationTicks()).isEmpty();
        assertThat(audio.duration()).isEmpty();
        assertThat(audio.frameCount()).isEmpty();
        assertThat(audio.dispositions()).isEmpty();
    }

    @Test
    void parse_streamWithoutCodec_hasItsType() {
        assertThat(clip.streams(StreamInfo.Type.DATA))
                .extracting(StreamInfo::codecName)
                .allMatch(name -> name.isEmpty());
    }

    @Test
    void parse_chapters_areExact() {
        assertThat(clip.chapters()).hasSize(1);
        Chapter chapter = clip.chapters().get(0);

        assertThat(chapter.id()).isEqualTo(1);
        assertThat(chapter.timeBase()).isEqualTo(new Rational(1, 1000));
        assertThat(chapter.startTicks()).isZero();
        assertThat(chapter.endTicks()).isEqualTo(1500);
        assertThat(chapter.startTime()).isEqualTo(Duration.ZERO);
        assertThat(chapter.endTime()).isEqualTo(Duration.ofMillis(1500));
        assertThat(chapter.title()).contains("One");
    }

    @Test
    void accessor_valueThatIsNone_saysWhichAndWhat() {
        StreamInfo broken = MediaInfoParser.parse("{\"streams\":[{\"width\":\"wide\"}]}")
                .streams()
                .get(0);

        assertThatThrownBy(broken::width)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ffprobe printed [wide] for [width]");
        assertThatThrownBy(broken::index)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ffprobe printed no value for [index]; it printed {width=wide}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\" 1}", "[1,]", "{} x", "\"\\q\"", "\"\\u12", "[[[", "{\"streams\": 7}"})
    void parse_garbage_isRejected(String text) {
        assertThatThrownBy(() -> MediaInfoParser.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_tooDeep_isRejected() {
        assertThatThrownBy(() -> MediaInfoParser.parse("[".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nesting depth");
    }
}
