package io.github.ffunit.ffmpeg.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the engine encodes and decodes has the frames that native FFmpeg gives: same pixels, same samples, same times.
 *
 * <p>Left out are the codecs that calculate in floating point with the C library's or the assembler's help: AAC, Opus,
 * Vorbis, MP3 and AC-3 (their fixed-point twins are in). Their last bits differ between any two builds of FFmpeg. The
 * cosine transforms are named, since the assembler's own are allowed to round otherwise.
 */
class FrameMd5Tests {

    private static final String PICTURES = "testsrc2=size=96x64:rate=25:duration=0.4";
    private static final String TONE = "sine=frequency=440:sample_rate=44100:duration=0.3";

    /** Without it x264's assembler approximates reciprocals, as the CPU has them. */
    private static final String SAME_ON_EVERY_CPU = "cpu-independent=1";

    record Case(String name, String file, List<String> encode) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                video("rawvideo", "out.y4m"),
                video("ffv1", "out.mkv"),
                video("ffvhuff", "out.avi"),
                video("huffyuv", "out.avi", "-pix_fmt", "yuv422p"),
                video("utvideo", "out.avi"),
                video("magicyuv", "out.avi"),
                video("mpeg4", "out.avi", "-q:v", "3"),
                video("mpeg2video", "out.mpg", "-q:v", "3", "-bf", "2"),
                video("mpeg1video", "out.mpg", "-q:v", "3"),
                video("msmpeg4", "out.avi", "-q:v", "3"),
                video("flv1", "out.flv", "-q:v", "3"),
                video("mjpeg", "out.mov", "-q:v", "3", "-pix_fmt", "yuvj420p"),
                video("snow", "out.avi", "-q:v", "3", "-strict", "experimental"),
                video("prores_ks", "out.mov", "-pix_fmt", "yuv422p10le"),
                video("png", "out.mov", "-pix_fmt", "rgb24"),
                video("qtrle", "out.mov", "-pix_fmt", "rgb24"),
                video("gif", "out.gif", "-pix_fmt", "rgb8"),
                video("libx264", "out.mp4", "-preset", "medium", "-x264-params", SAME_ON_EVERY_CPU),
                video(
                        "libx264 10 bit",
                        "out.mp4",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-preset",
                        "fast",
                        "-x264-params",
                        SAME_ON_EVERY_CPU),
                video("libx264 lossless", "out.mkv", "-qp", "0", "-preset", "ultrafast"),
                audio("pcm_s16le", "out.wav"),
                audio("flac", "out.flac"),
                audio("alac", "out.m4a"),
                audio("mp2fixed", "out.mp2"),
                audio("ac3_fixed", "out.ac3"),
                audio("adpcm_ima_wav", "out.wav"),
                audio("adpcm_ms", "out.wav"),
                audio("wavpack", "out.wv"),
                audio("tta", "out.tta"),
                audio("g722", "out.wav", "-ar", "16000", "-ac", "1"));
    }

    private static Case video(String name, String file, String... options) {
        return coder(name, file, PICTURES, "-c:v", options);
    }

    private static Case audio(String name, String file, String... options) {
        return coder(name, file, TONE, "-c:a", options);
    }

    private static Case coder(String name, String file, String source, String codec, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i", source));
        arguments.addAll(List.of(codec, name.replaceFirst(" .*", ""), "-threads", "1"));
        arguments.addAll(List.of("-dct", "fastint", "-idct", "simple"));
        arguments.addAll(List.of(options));
        arguments.addAll(
                List.of("-flags", "+bitexact", "-fflags", "+bitexact", "-sws_flags", "+accurate_rnd+bitexact"));
        arguments.add(file);
        return new Case(name, file, List.copyOf(arguments));
    }

    private static List<String> decode(String file) {
        // The fixed-point AC-3 decoder: the floating-point one is FFmpeg's default.
        List<String> decoder = file.endsWith(".ac3") ? List.of("-c:a", "ac3_fixed") : List.of();
        List<String> arguments =
                new ArrayList<>(List.of("-v", "error", "-threads", "1", "-flags", "+bitexact", "-idct", "simple"));
        arguments.addAll(decoder);
        arguments.addAll(List.of("-i", file, "-fflags", "+bitexact", "-sws_flags", "+accurate_rnd+bitexact"));
        arguments.addAll(List.of("-f", "framemd5", "-"));
        return arguments;
    }

    @Test
    void cases_areAtLeastTwenty() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void encodeAndDecode_sameArguments_givesTheFramesOfNative(Case coder, @TempDir Path directory) {
        NativeProgram nativeFFmpeg = NativeProgram.in(directory, "ffmpeg");
        assertThat(nativeFFmpeg.run(coder.encode).log()).isEmpty();
        String expected = nativeFFmpeg.run(decode(coder.file)).standardOutput();

        String actual;
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            sandbox.ffmpeg().run(coder.encode.toArray());
            actual = sandbox.ffmpeg().run(decode(coder.file).toArray()).standardOutputText();
        }

        assertThat(expected.lines().filter(line -> !line.startsWith("#")))
                .as("frames of native")
                .isNotEmpty();
        assertThat(actual).isEqualTo(expected);
    }
}
