package io.github.ffunit.internal.bundle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What views show. */
class MediaViewsTests {

    private static final int TILE = 160;
    private static final int PADDING = 2;

    private static final FFmpegSandbox SANDBOX = FFmpegSandbox.open();

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    private static Map<String, byte[]> viewsOf(String file, Object... arguments) throws IOException {
        Path medium = SANDBOX.workDirectory().resolve(file);
        if (arguments.length > 0) {
            SANDBOX.ffmpeg()
                    .run(Stream.concat(Arrays.stream(arguments), Stream.of(medium))
                            .toArray());
        }
        try (MediaViews views = new MediaViews(SANDBOX.workDirectory().getRoot())) {
            return views.draw(medium);
        }
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static void assertTiles(byte[] sheet, int columns, int rows, int height) throws IOException {
        BufferedImage picture = picture(sheet);
        assertThat(picture.getWidth()).isEqualTo(columns * (TILE + PADDING) - PADDING);
        assertThat(picture.getHeight()).isEqualTo(rows * (height + PADDING) - PADDING);
    }

    @Test
    void sheet_ofPicture_isOneTile() throws IOException {
        Map<String, byte[]> views =
                viewsOf("a.png", "-f", "lavfi", "-i", "color=red:s=80x60", "-frames:v", 1, "-update", 1);

        assertThat(views).containsOnlyKeys("sheet");
        assertTiles(requireNonNull(views.get("sheet")), 1, 1, 120);
    }

    /** Matroska says the length of the whole, not of streams: black, then white, 10 frames each. */
    @Test
    void sheet_ofClip_showsItsWholeLength() throws IOException {
        Map<String, byte[]> views = viewsOf(
                "b.mkv",
                "-f",
                "lavfi",
                "-i",
                "color=black:s=160x120:r=10:d=4,drawbox=t=fill:color=white:enable=gte(t\\,2)",
                "-c:v",
                "mpeg4");

        assertTiles(requireNonNull(views.get("sheet")), 5, 4, 120);
        BufferedImage picture = picture(requireNonNull(views.get("sheet")));
        assertThat(picture.getRGB(80, 60) & 0xff).isLessThan(32);
        assertThat(picture.getRGB(picture.getWidth() - 80, picture.getHeight() - 60) & 0xff)
                .isGreaterThan(224);
    }

    @Test
    void wave_ofSoundAlone_isTheOnlyView() throws IOException {
        Map<String, byte[]> views = viewsOf("c.wav", "-f", "lavfi", "-i", "sine=d=0.2");

        assertThat(views).containsOnlyKeys("wave");
        assertThat(picture(requireNonNull(views.get("wave"))).getWidth()).isEqualTo(820);
    }

    @Test
    void brokenClip_isShownAsFarAsItGoes() throws IOException {
        viewsOf("d.ts", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=1", "-c:v", "mpeg2video");
        Path clip = SANDBOX.workDirectory().resolve("d.ts");
        byte[] bytes = Files.readAllBytes(clip);
        Files.write(clip, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(viewsOf("d.ts")).containsKey("sheet");
    }
}
