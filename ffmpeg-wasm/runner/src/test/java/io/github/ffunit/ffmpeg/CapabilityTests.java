package io.github.ffunit.ffmpeg;

import static io.github.ffunit.ffmpeg.Capability.bitstreamFilter;
import static io.github.ffunit.ffmpeg.Capability.decoder;
import static io.github.ffunit.ffmpeg.Capability.demuxer;
import static io.github.ffunit.ffmpeg.Capability.encoder;
import static io.github.ffunit.ffmpeg.Capability.filter;
import static io.github.ffunit.ffmpeg.Capability.muxer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What FFmpeg says about itself: each kind with a part that it has, and one that it has not. */
class CapabilityTests {

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();
    private final FFmpeg ffmpeg = sandbox.ffmpeg();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void ffmpeg_hasWhatItWasBuiltWith() {
        assertThat(List.of(
                        encoder("libx264"),
                        encoder("h264"),
                        decoder("h264"),
                        muxer("mp4"),
                        demuxer("mov"),
                        filter("scale"),
                        bitstreamFilter("h264_mp4toannexb")))
                .allMatch(ffmpeg::has);
    }

    @Test
    void ffmpeg_hasNotWhatItDoesNotKnow() {
        assertThat(List.of(
                        encoder("vp9"), // a codec that it can only read
                        encoder("nope"),
                        decoder("nope"),
                        muxer("nope"),
                        demuxer("nope"),
                        filter("nope"),
                        bitstreamFilter("nope")))
                .noneMatch(ffmpeg::has);
    }

    @Test
    void capability_ofOneKind_isNoneOfAnother() {
        assertThat(ffmpeg.has(filter("libx264"))).isFalse();
        assertThat(ffmpeg.has(encoder("scale"))).isFalse();
    }

    @Test
    void capability_ofImpossibleName_isRejected() {
        assertThatThrownBy(() -> encoder("libx264,aac"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name [libx264,aac] of the encoder must have letters, digits and _ . + - alone, as on"
                        + " the command line");
    }

    @Test
    void capability_inWords_isKindAndName() {
        assertThat(bitstreamFilter("noise")).hasToString("bitstream filter noise");
    }
}
