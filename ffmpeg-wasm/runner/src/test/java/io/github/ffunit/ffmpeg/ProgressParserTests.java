package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressParserTests {

    private final List<Progress> heard = new ArrayList<>();
    private final ProgressParser parser = new ProgressParser(heard::add);

    @Test
    void write_wholeEvent_isTyped() {
        write("""
                frame=375
                fps=373.05
                stream_0_0_q=-1.0
                bitrate=  87.6kbits/s
                total_size=4380
                out_time_us=15080000
                out_time_ms=15080000
                out_time=00:00:15.080000
                dup_frames=1
                drop_frames=2
                speed=1.5e+01x
                progress=continue
                """);

        assertThat(heard).hasSize(1);
        Progress event = heard.get(0);
        assertThat(event.frame()).isEqualTo(OptionalLong.of(375));
        assertThat(event.fps()).isEqualTo(OptionalDouble.of(373.05));
        assertThat(event.bitrateBitsPerSecond()).isEqualTo(OptionalDouble.of(87_600));
        assertThat(event.totalSizeBytes()).isEqualTo(OptionalLong.of(4380));
        assertThat(event.outTime()).contains(Duration.ofMillis(15_080));
        assertThat(event.duplicatedFrames()).isEqualTo(1);
        assertThat(event.droppedFrames()).isEqualTo(2);
        assertThat(event.speed()).isEqualTo(OptionalDouble.of(15));
        assertThat(event.end()).isFalse();
        assertThat(event.values()).containsEntry("stream_0_0_q", "-1.0");
    }

    @Test
    void write_unknownValues_areEmpty() {
        write("bitrate=N/A\ntotal_size=N/A\nout_time_us=N/A\nspeed=   N/A\nprogress=end\n");

        assertThat(heard).hasSize(1);
        Progress event = heard.get(0);
        assertThat(event.frame()).isEmpty();
        assertThat(event.fps()).isEmpty();
        assertThat(event.bitrateBitsPerSecond()).isEmpty();
        assertThat(event.totalSizeBytes()).isEmpty();
        assertThat(event.outTime()).isEqualTo(Optional.empty());
        assertThat(event.speed()).isEmpty();
        assertThat(event.end()).isTrue();
    }

    @Test
    void write_eventsInPieces_areCutAtTheirEnds() {
        write("frame=1\nprog");
        assertThat(heard).isEmpty();
        write("ress=continue\nframe=2\nprogress=end\nframe=3\n");

        assertThat(heard).extracting(event -> event.frame().orElseThrow()).containsExactly(1L, 2L);
    }

    private void write(String text) {
        parser.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
