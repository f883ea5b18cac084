package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.fixtures.MediaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTests {

    @Test
    void run_ownClipAndFolder_printsTableAndCopiesResults(@TempDir Path temp) throws IOException {
        Path clip = MediaCatalog.copyTo("h264-10bit-1s.mp4", temp.resolve("clip of a user.mp4"));
        Path folder = temp.resolve("results");

        String printed = run(clip.toString(), folder.toString());

        assertThat(printed)
                .startsWith("clip of a user.mp4: " + Files.size(clip) + " bytes, h264 160x120")
                .containsPattern("poster +clip of a user.mp4 +poster.png +\\d+ +1 +- +\\d+\\.\\d s")
                .containsPattern("rendition +clip of a user.mp4 +360p.mp4 +\\d+ +25 +yes +\\d+\\.\\d s")
                .containsPattern("hls +360p.mp4 +index.m3u8 +\\d+ +25 +- +\\d+\\.\\d s")
                .contains("the clip has no sound", "ffmpeg -y -i '/clips/clip of a user.mp4'")
                .contains(folder.resolve("360p.mp4").toString());
        assertThat(folder.resolve("poster.png")).isNotEmptyFile();
        assertThat(folder.resolve("hls").resolve("index.m3u8")).isNotEmptyFile();
    }

    @Test
    void run_missingClip_saysSo() {
        assertThatThrownBy(() -> run("no-such-clip.mp4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The clip must be an existing file but was [no-such-clip.mp4]");
    }

    @Test
    void run_threeArguments_saysWhatIsExpected() {
        assertThatThrownBy(() -> run("a", "b", "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected [CLIP [FOLDER]] but got [a, b, c]");
    }

    private static String run(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Demo.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
