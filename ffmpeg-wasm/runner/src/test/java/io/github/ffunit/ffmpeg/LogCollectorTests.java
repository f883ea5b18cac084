package io.github.ffunit.ffmpeg;

import static io.github.ffunit.ffmpeg.LogLine.Level.ERROR;
import static io.github.ffunit.ffmpeg.LogLine.Level.INFO;
import static io.github.ffunit.ffmpeg.LogLine.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogCollectorTests {

    private final List<LogLine> heard = new ArrayList<>();
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private final LogCollector log =
            new LogCollector(new Budget(Limits.defaults().withLogBytes(100)), copy, heard::add);

    @Test
    void write_partsOfALine_becomeOneLineWithTheLevelOfItsStart() throws IOException {
        log.level(16);
        write("[mp4 @ 0x55] ");
        log.level(32);
        write("no\n");
        write("more\n");

        assertThat(log.lines())
                .containsExactly(new LogLine(ERROR, "mp4", "[mp4 @ 0x55] no"), new LogLine(INFO, "", "more"));
        assertThat(heard).isEqualTo(log.lines());
    }

    @Test
    void write_carriageReturns_splitLinesAndStayInTheText() throws IOException {
        write("frame=1\rframe=2\r\ndone\n\nlast");
        log.finish();

        assertThat(log.lines()).extracting(LogLine::text).containsExactly("frame=1", "frame=2", "done", "", "last");
        assertThat(log.text()).isEqualTo("frame=1\rframe=2\r\ndone\n\nlast");
        assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(log.text());
    }

    @Test
    void write_characterInTwoParts_isReadWhole() throws IOException {
        byte[] text = "für\n".getBytes(StandardCharsets.UTF_8);
        log.write(ByteBuffer.wrap(text, 0, 2));
        log.write(ByteBuffer.wrap(text, 2, text.length - 2));

        assertThat(log.lines()).containsExactly(new LogLine(INFO, "", "für"));
    }

    @Test
    void write_beyondTheLimit_isRefused() throws IOException {
        write("x".repeat(100));

        assertThatThrownBy(() -> write("y"))
                .isInstanceOf(LimitReached.class)
                .hasMessage("more than 100 bytes of log; raise it with Limits.withLogBytes");
        assertThat(log.text()).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({
        "-8,PANIC",
        "0,PANIC",
        "8,FATAL",
        "16,ERROR",
        "20,WARNING",
        "24,WARNING",
        "40,VERBOSE",
        "48,DEBUG",
        "56,TRACE",
        "99,TRACE"
    })
    void level_numberOfFFmpeg_isTheNextLessGraveLevel(int number, LogLine.Level level) throws IOException {
        log.level(number);
        write("x\n");

        assertThat(log.lines()).containsExactly(new LogLine(level, "", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[libx264 @ 0xe04980] kb/s:57|libx264|kb/s:57",
                "[in#0 @ 0x1] [mov,mp4 @ 0x2f] bad|mov,mp4|bad",
                "[vost#0:0/libx264 @ 0x3] [warning] careful|vost#0:0/libx264|[warning] careful",
                "[not a component] text|''|[not a component] text",
                "plain|''|plain"
            })
    void parse_prefix_namesTheInnermostComponent(String text, String component, String message) {
        LogLine line = LogLine.parse(WARNING, text);

        assertThat(line).isEqualTo(new LogLine(WARNING, component, text));
        assertThat(line.message()).isEqualTo(message);
    }

    private void write(String text) throws IOException {
        log.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
