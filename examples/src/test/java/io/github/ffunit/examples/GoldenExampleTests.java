package io.github.ffunit.examples;

import static io.github.ffunit.golden.Facets.facts;
import static io.github.ffunit.golden.Facets.frameMd5;
import static io.github.ffunit.golden.Facets.loudness;
import static io.github.ffunit.golden.Facets.waveform;

import io.github.ffunit.FFmpegTest;
import io.github.ffunit.Media;
import io.github.ffunit.Work;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.golden.Facet;
import io.github.ffunit.golden.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests of docs/goldens-and-bundles.md. */
@FFmpegTest
class GoldenExampleTests {

    @Test
    void rendition_ofClip_isAsReviewed(
            FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir, Golden golden) {
        Path small = dir.resolve("small.mp4");

        ffmpeg.run("-i", clip, "-t", 0.4, "-vf", "scale=80:-2", "-c:v", "mpeg4", small);

        golden.verify(small, facts(), frameMd5(), loudness());
    }

    @Test
    void renditions_ofClip_areAsReviewed(
            FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir, Golden golden) {
        for (int height : List.of(60, 120)) {
            Path rendition = dir.resolve(height + ".mp4");
            ffmpeg.run("-i", clip, "-t", 0.2, "-vf", "scale=-2:" + height, "-c:v", "mpeg4", rendition);
            golden.named(height + "p").verify(rendition, facts());
        }
    }

    @Test
    void fadeIn_ofTone_rises(FFmpeg ffmpeg, @Work Path dir, Golden golden) {
        Path faded = dir.resolve("faded.wav");

        ffmpeg.run("-f", "lavfi", "-i", "sine=d=0.5:r=8000", "-af", "volume=12dB,afade=d=0.4", faded);

        golden.verify(faded, """
                [waveform]
                0.0  4001 ####
                0.1  8027 #########
                0.2 12061 ##############
                0.3 16114 ###################
                0.4 16302 ###################
                """, waveform());
    }

    /** A text file says all by itself. */
    record Playlist() implements Facet {

        @Override
        public String name() {
            return "playlist";
        }

        @Override
        public List<String> describe(Path playlist) {
            try {
                return Files.readAllLines(playlist);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void playlist_ofClip_hasAllSegments(
            FFmpeg ffmpeg, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir, Golden golden) {
        ffmpeg.run("-i", clip, "-c", "copy", "-hls_time", 1, "-hls_playlist_type", "vod", dir.resolve("vod.m3u8"));

        golden.verify(dir.resolve("vod.m3u8"), """
                [playlist]
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-TARGETDURATION:1
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXTINF:1.000000,
                vod0.ts
                #EXTINF:1.000000,
                vod1.ts
                #EXT-X-ENDLIST
                """, new Playlist());
    }
}
