package io.github.ffunit.examples.stories;

import static io.github.ffunit.assertj.MediaAssertions.assertThatImage;
import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.MediaAssertions.ticks;
import static io.github.ffunit.assertj.QualityLimit.psnrAtLeast;
import static io.github.ffunit.assertj.QualityLimit.ssimAtLeast;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.assertj.MediaAssertions;
import io.github.ffunit.examples.MediaService;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Posters, renditions, cuts: each story, and how it reads when the code under test has a bug. */
@FFmpegTest
class PictureStoriesTests {

    // ---- I have no ffmpeg on my laptop, and test my thumbnailer

    @Test
    void poster_ofClip_hasItsSizeAndShowsSomething(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir)
            throws IOException {
        new MediaService(arguments -> ffmpeg.run(arguments).logText()).poster(clip, dir.resolve("poster.png"));

        assertThatImage(dir.resolve("poster.png")).hasSize(320, 240).isNotBlank();
    }

    @Test
    void poster_thatIsBlank_isSeen(FFmpeg ffmpeg, @Media("h264-black-1s.mp4") Path clip, @Work Path dir) {
        ffmpeg.run("-i", clip, "-frames:v", 1, dir.resolve("poster.png"));

        assertThatThrownBy(() -> assertThatImage(dir.resolve("poster.png")).isNotBlank())
                .hasMessage("[/sandbox/poster.png]: expected something to see but all pixels are #000000, within"
                        + " 0 levels");
    }

    // ---- My production command, unchanged

    @Test
    void productionCommand_runsAsItIs(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        Run run = ffmpeg.run("-i", in, "-vf", "scale=-2:120", "-c:v", "mpeg4", "-movflags", "+faststart", "out.mp4");

        MediaAssertions.assertThat(run).succeeded().hasNoWarnings();
        assertThatMedia(dir.resolve("out.mp4"))
                .hasSingleVideo(video -> video.hasHeight(120).hasEvenSize().hasFrameCount(50))
                .hasMoovBeforeMdat();
    }

    @Test
    void productionCommand_withoutFaststart_isSeen(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        ffmpeg.run("-i", in, "-vf", "scale=-2:120", "-c:v", "mpeg4", "out.mp4");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mp4")).hasMoovBeforeMdat())
                .hasMessage("[/sandbox/out.mp4]: expected moov before mdat but the boxes are [ftyp, free, mdat,"
                        + " moov]; -movflags +faststart moves it");
    }

    // ---- Frame-exact, not "about two seconds"

    @Test
    void cut_ofClip_isExactToTheTick(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        ffmpeg.run("-i", in, "-frames:v", 48, "-an", "-c:v", "mpeg4", "out.mp4");

        assertThatMedia(dir.resolve("out.mp4"))
                .video()
                .hasFrameCount(48)
                .hasFrameRate(25)
                .hasDuration(ticks(24_576).per(12_800));
    }

    @Test
    void cut_thatIsOneFrameShort_isSeen(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path in, @Work Path dir) {
        ffmpeg.run("-i", in, "-frames:v", 47, "-an", "-c:v", "mpeg4", "out.mp4");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mp4"))
                        .video()
                        .hasDuration(ticks(24_576).per(12_800)))
                .hasMessage("[/sandbox/out.mp4] video stream 0: expected a duration of 1.92 s (24576 ticks of"
                        + " 1/12800 s) but was 1.88 s (24064 ticks of 1/12800 s), 0.04 s too little; the"
                        + " smallest tolerance that passes is 0.04 s");
    }

    // ---- A lossy encode, where the worst frame counts

    @Test
    void encode_ofClip_keepsEachFrame(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path source, @Work Path dir) {
        ffmpeg.run("-i", source, "-an", "-c:v", "libx264", "-crf", 20, "out.mp4");

        assertThatMedia(dir.resolve("out.mp4"))
                .video()
                .comparedTo(source)
                .everyFrame(psnrAtLeast(34))
                .everyFrame(ssimAtLeast(0.97));
    }

    @Test
    void encode_withOneBadFrame_isSeen(FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path source, @Work Path dir) {
        ffmpeg.run("-i", source, "-an", "-vf", "boxblur=4:enable='eq(n,37)'", "-crf", 20, "out.mp4");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mp4"))
                        .video()
                        .comparedTo(source)
                        .everyFrame(psnrAtLeast(34)))
                .hasMessage("[/sandbox/out.mp4] video stream 0 compared to [/media/h264-aac-2s.mp4]: expected a"
                        + " PSNR of at least 34 dB in every frame but frame 37 (P, 1.48 s) has PSNR 22.03 dB; 1"
                        + " of 50 frames are off, the first is frame 37; the limit that passes is 22.03 dB");
    }

    // ---- A dropped or doubled frame, told in words

    @Test
    void rendition_ofNumberedFrames_showsThemAll(
            FFmpeg ffmpeg, @Media("h264-barcode-4s.mp4") Path source, @Work Path dir) {
        ffmpeg.run("-i", source, "-frames:v", 5, "-c:v", "mpeg4", "-q:v", 8, "out.mp4");

        assertThatMedia(dir.resolve("out.mp4")).video().showsFrames(0, 1, 2, 3, 4);
    }

    @Test
    void rendition_thatDropsAndDoubles_isSeen(
            FFmpeg ffmpeg, @Media("h264-barcode-4s.mp4") Path source, @Work Path dir) {
        ffmpeg.run("-i", source, "-vf", "select='not(eq(n,3))',setpts=N/25/TB,loop=1:1:1", "-frames:v", 5, "out.mp4");

        assertThatThrownBy(() -> assertThatMedia(dir.resolve("out.mp4")).video().showsFrames(0, 1, 2, 3, 4))
                .hasMessage("[/sandbox/out.mp4] video stream 0: expected the frames [0 to 4] but frame 0 appears"
                        + " twice (0 s, 0.04 s); frame 3 is missing");
    }
}
