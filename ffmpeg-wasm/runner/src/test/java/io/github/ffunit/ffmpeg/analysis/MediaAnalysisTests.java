package io.github.ffunit.ffmpeg.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What FFmpeg is asked about files that are made here, and so are known. */
class MediaAnalysisTests {

    private static final FFmpegSandbox SANDBOX = FFmpegSandbox.open();

    /** Stream 0: 25 pictures of 160x120 in ticks of 1/12800 s, with B-frames; stream 1: 440 Hz, one second. */
    private static Path clip;

    @BeforeAll
    static void makeClip() {
        clip = make(
                "clip.mp4",
                "-f lavfi -i testsrc2=size=160x120:rate=25 -f lavfi -i sine=440:sample_rate=48000 -t 1 -c:v libx264 -c:a aac");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    private static Path make(String name, String arguments) {
        List<Object> all = new ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(Arrays.asList(arguments.split(" ")));
        Path file = SANDBOX.workDirectory().resolve(name);
        all.add(file);
        SANDBOX.ffmpeg().run(all.toArray());
        return file;
    }

    // ---- what it consists of

    @Test
    void packets_ofClip_haveExactTicksAndHashesOfTheirBytes() throws IOException {
        List<Packet> packets = MediaAnalysis.of(clip).packets(0);

        assertThat(packets).hasSize(25);
        Packet first = packets.get(0);
        assertThat(first.pts()).hasValue(0);
        assertThat(first.dts()).hasValue(-1024);
        assertThat(first.duration()).hasValue(512);
        assertThat(first.keyframe()).isTrue();
        assertThat(packets.stream().filter(Packet::keyframe)).hasSize(1);
        byte[] payload = Arrays.copyOfRange(
                Files.readAllBytes(clip), (int) first.position().orElseThrow(), (int)
                        (first.position().orElseThrow() + first.size()));
        assertThat(first.payloadMd5()).isEqualTo(md5(payload));
    }

    @Test
    void packets_ofPriming_areDiscarded() {
        List<Packet> packets = MediaAnalysis.of(clip).packets(1);

        assertThat(packets.get(0).discarded()).isTrue();
        assertThat(packets.get(0).pts()).hasValue(-1024);
        assertThat(packets.get(1).discarded()).isFalse();
    }

    @Test
    void frames_ofClip_areInTheOrderOfShowingWithTheirTypes() {
        List<Frame> frames = MediaAnalysis.of(clip).frames(0);

        assertThat(frames).hasSize(25).allMatch(frame -> !frame.interlaced());
        assertThat(frames.get(0).pictureType()).isEqualTo("I");
        assertThat(frames.get(0).keyframe()).isTrue();
        assertThat(frames).anyMatch(frame -> frame.pictureType().equals("B"));
        assertThat(frames.stream().map(frame -> frame.pts().orElseThrow()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> i * 512L).toList());
    }

    @Test
    void frames_ofInterlacedPictures_saySo() {
        Path file = make(
                "interlaced.ts",
                "-f lavfi -i testsrc2=size=160x120:rate=25:duration=0.2 -c:v mpeg2video -flags +ilme+ildct");

        assertThat(MediaAnalysis.of(file).frames(0)).isNotEmpty().allMatch(Frame::interlaced);
    }

    @Test
    void frameHashes_ofClip_areThoseOfItsDecodedPictures() {
        MediaAnalysis analysis = MediaAnalysis.of(clip);
        List<StreamHashes> hashes = analysis.frameHashes();

        assertThat(hashes).hasSize(2);
        StreamHashes video = analysis.frameHashes(0);
        assertThat(video.facts()).containsEntry("dimensions", "160x120").containsEntry("sar", "1/1");
        assertThat(video.timeBase()).isEqualTo(new Rational(1, 12_800));
        assertThat(video.frames()).hasSize(25);
        assertThat(video.time(24)).isEqualTo(new Rational(24, 25));
        assertThat(video.end()).isEqualTo(Rational.ONE);
        assertThat(video.frames().get(0).size()).isEqualTo(160 * 120 * 3 / 2);
        assertThat(analysis.frameHashes(1).facts()).containsEntry("sample_rate", "48000");
    }

    @Test
    void frameHashes_ofAFileThatStartsLate_haveTheTimesOfTheFile() {
        Path late = make("late.mp4", "-f lavfi -i testsrc2=size=160x120:rate=25:duration=0.2 -output_ts_offset 10");

        assertThat(MediaAnalysis.of(late).frameHashes(0).time(0)).isEqualTo(Rational.of(10));
    }

    /** 16 bits, which the muxer takes by itself, would have made them equal. */
    @Test
    void frameHashes_ofSamplesThatDifferBelow16Bits_differ() {
        Path quiet = make("quiet.wav", "-f lavfi -i aevalsrc=0.000001:sample_rate=8000:duration=0.1 -c:a pcm_s24le");
        Path silent = make("silent.wav", "-f lavfi -i aevalsrc=0:sample_rate=8000:duration=0.1 -c:a pcm_s24le");

        assertThat(MediaAnalysis.of(quiet).frameHashes(0).frames())
                .isNotEqualTo(MediaAnalysis.of(silent).frameHashes(0).frames());
    }

    @Test
    void problems_ofGoodClip_areNone() {
        assertThat(MediaAnalysis.of(clip).problems()).isEmpty();
    }

    @Test
    void problems_ofPicturesAtUnevenTimes_areNone() {
        Path uneven = make(
                "uneven.mp4",
                "-f lavfi -i testsrc2=size=160x120:rate=1:duration=6 -vf setpts=(floor(N/2)*100+mod(N\\,2))/100/TB -fps_mode passthrough -enc_time_base 1/1000 -bf 0");

        assertThat(MediaAnalysis.of(uneven).problems()).isEmpty();
    }

    @Test
    void problems_ofTiff_areNone() {
        assertThat(MediaAnalysis.of(make("still.tiff", "-i clip.mp4 -frames:v 1 -update 1"))
                        .problems())
                .isEmpty();
    }

    @Test
    void problems_ofDamagedPackets_areWhatFFmpegSays() throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        Packet packet = MediaAnalysis.of(clip).packets(0).get(3);
        int start = (int) packet.position().orElseThrow();
        Arrays.fill(bytes, start, start + (int) packet.size(), (byte) 0xff);
        Path damaged = Files.write(clip.resolveSibling("damaged.mp4"), bytes);

        assertThat(MediaAnalysis.of(damaged).problems()).isNotEmpty();
    }

    @Test
    void info_ofSomethingElse_isAnExitOfFFprobe() throws IOException {
        Path text = Files.writeString(SANDBOX.workDirectory().resolve("text.mp4"), "hello");

        assertThatThrownBy(() -> MediaAnalysis.of(text).info()).isInstanceOf(FFmpegExitException.class);
    }

    @Test
    void stream_thatIsNotThere_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaAnalysis.of(clip).packets(2))
                .withMessage("[/sandbox/clip.mp4] has no stream [2]; it has 2 streams");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaAnalysis.of(clip).samples(0))
                .withMessage("stream [0] of [/sandbox/clip.mp4] is of type VIDEO; this can be asked of AUDIO only");
    }

    // ---- pictures

    @Test
    void pictures_inGray_haveTheHashesOfTheirLuma() {
        Path gray = make("gray.nut", "-i clip.mp4 -map 0:v -vf format=gray -c:v ffv1");
        MediaAnalysis analysis = MediaAnalysis.of(gray);
        List<String> hashes = new ArrayList<>();
        analysis.forEachPicture(0, PixelFormat.GRAY, picture -> hashes.add(md5(picture.pixels())));

        assertThat(hashes)
                .hasSize(25)
                .containsExactlyElementsOf(analysis.frameHashes(0).frames().stream()
                        .map(FrameHash::md5)
                        .toList());
    }

    @Test
    void pictures_inEachFormat_haveItsComponents() {
        Path orange =
                make("orange.png", "-f lavfi -i color=0xff8000:size=16x8:rate=1,format=rgb24 -frames:v 1 -update 1");
        MediaAnalysis analysis = MediaAnalysis.of(orange);

        assertThat(analysis.picture(0, 0, PixelFormat.RGB).orElseThrow().pixels())
                .hasSize(16 * 8 * 3)
                .startsWith(0xff, 0x80, 0);
        assertThat(analysis.picture(0, 0, PixelFormat.RGBA).orElseThrow().pixels())
                .hasSize(16 * 8 * 4)
                .startsWith(0xff, 0x80, 0, 0xff);
        byte[] planes =
                analysis.picture(0, 0, PixelFormat.YUV_PLANES).orElseThrow().pixels();
        assertThat(planes).hasSize(16 * 8 * 3);
        assertThat(planes[16 * 8] & 0xff).as("U of orange").isLessThan(64);
        assertThat(planes[2 * 16 * 8] & 0xff).as("V of orange").isGreaterThan(160);
    }

    @Test
    void picture_byItsNumber_isTheOneOfAll() {
        MediaAnalysis analysis = MediaAnalysis.of(clip);
        List<DecodedPicture> all = new ArrayList<>();
        analysis.forEachPicture(0, PixelFormat.RGB, all::add);

        DecodedPicture seventh = analysis.picture(0, 7, PixelFormat.RGB).orElseThrow();

        assertThat(seventh.number()).isEqualTo(7);
        assertThat(seventh.pixels()).isEqualTo(all.get(7).pixels());
        assertThat(Arrays.equals(seventh.pixels(), all.get(8).pixels())).isFalse();
        assertThat(analysis.picture(0, 25, PixelFormat.RGB)).isEmpty();
    }

    @Test
    void pictures_whoseConsumerThrows_endWithWhatItThrew() {
        IllegalStateException enough = new IllegalStateException("enough");

        assertThatThrownBy(() -> MediaAnalysis.of(clip).forEachPicture(0, PixelFormat.GRAY, picture -> {
                    throw enough;
                }))
                .isSameAs(enough);
    }

    @Test
    void compare_withItself_findsNoDifference() {
        MediaAnalysis analysis = MediaAnalysis.of(clip);

        assertThat(analysis.compare(0, analysis, 0)).hasSize(25).allSatisfy(frame -> {
            assertThat(frame.psnrDb()).isInfinite();
            assertThat(frame.ssim()).isEqualTo(1);
            assertThat(frame.maxDifference()).isZero();
        });
    }

    /** One pixel of 4x2, off by 16 levels: PSNR by hand is 10 log10(255² / (16² / 8)) in gray. */
    @Test
    void compare_withAKnownDifference_hasItsFigures() {
        Path plain =
                make("plain.mkv", "-f lavfi -i color=gray:size=16x16:rate=1:duration=3 -pix_fmt yuv444p -c:v ffv1");
        Path spot = make(
                "spot.mkv",
                "-i plain.mkv -vf geq=lum='lum(X,Y)+16*eq(X,3)*eq(Y,5)*eq(N,1)':cb='cb(X,Y)':cr='cr(X,Y)' -pix_fmt yuv444p -c:v ffv1");

        List<FrameQuality> qualities = MediaAnalysis.of(spot).compare(0, MediaAnalysis.of(plain), 0);

        assertThat(qualities).extracting(FrameQuality::maxDifference).containsExactly(0, 16, 0);
        double meanSquare = 16.0 * 16 / (3 * 16 * 16);
        assertThat(qualities.get(1).psnrDb()).isCloseTo(10 * Math.log10(255 * 255 / meanSquare), within(0.1));
        assertThat(qualities.get(1).ssim()).isLessThan(1);
    }

    @Test
    void compare_inRgb_findsTheDifferenceOfOneLevel() {
        Path plain = make("plain.png", "-f lavfi -i color=red:size=16x16:rate=1 -frames:v 1 -pix_fmt rgb24");
        Path other = make("other.png", "-i plain.png -vf geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)+eq(X,9)' -pix_fmt rgb24");

        assertThat(MediaAnalysis.of(other).compare(0, MediaAnalysis.of(plain), 0))
                .extracting(FrameQuality::maxDifference)
                .containsExactly(1);
    }

    @Test
    void compare_ofOtherSizes_isRefused() {
        Path small = make("small.mp4", "-i clip.mp4 -map 0:v -vf scale=32:24");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaAnalysis.of(small).compare(0, MediaAnalysis.of(clip), 0))
                .withMessage(
                        "[/sandbox/small.mp4] is of 32x24 pixels, [/sandbox/clip.mp4] of 160x120; scale one of them first");
    }

    @Test
    void blackAndFrozenSpans_untilTheEnd_endWithTheLastPicture() {
        Path file = make(
                "black.mp4",
                "-f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -vf drawbox=color=black:thickness=fill:enable='gte(n,15)'");
        MediaAnalysis analysis = MediaAnalysis.of(file);
        TimeSpan last = new TimeSpan(new Rational(15, 25), Rational.ONE);

        assertThat(analysis.blackSpans(0, Duration.ofMillis(100))).containsExactly(last);
        assertThat(analysis.blackSpans(0, Duration.ofMillis(401))).isEmpty();
        assertThat(analysis.frozenSpans(0, Duration.ofMillis(200))).containsExactly(last);
    }

    @Test
    void blackSpans_ofSinglePictures_areTheirTimes() {
        Path file = make(
                "flicker.mp4",
                "-f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -vf drawbox=color=black:thickness=fill:enable='eq(n,5)+eq(n,24)'");

        assertThat(MediaAnalysis.of(file).blackSpans(0, Duration.ZERO))
                .containsExactly(
                        new TimeSpan(new Rational(5, 25), new Rational(6, 25)),
                        new TimeSpan(new Rational(24, 25), Rational.ONE));
    }

    // ---- sound

    @Test
    void samples_ofWav_areExact() {
        Path wav = make(
                "known.wav", "-f lavfi -i aevalsrc=n/32768|-n/32768:sample_rate=8000:duration=0.01 -c:a pcm_s16le");

        Samples samples = MediaAnalysis.of(wav).samples(0);

        assertThat(samples.sampleRate()).isEqualTo(8000);
        assertThat(samples.channels()).isEqualTo(2);
        assertThat(samples.count()).isEqualTo(80);
        assertThat(samples.channel(0)[79]).isEqualTo(79f / 32768);
        assertThat(samples.channel(1)[79]).isEqualTo(-79f / 32768);
    }

    /** A sine of 1 kHz at full scale has -3.01 LUFS by the definition, one at a tenth 20 less. */
    @Test
    void loudness_ofSine_isThatOfTheStandard() {
        Path sine =
                make("sine.wav", "-f lavfi -i aevalsrc=sin(2*PI*997*t)/10:sample_rate=48000:duration=4 -c:a pcm_s24le");

        Loudness loudness = MediaAnalysis.of(sine).loudness(0);

        assertThat(loudness.integratedLufs()).isCloseTo(-23.01, within(0.05));
        assertThat(loudness.maxShortTermLufs()).isCloseTo(-23.01, within(0.05));
        assertThat(loudness.rangeLu()).isZero();
        assertThat(loudness.truePeakDbtp()).isEqualTo(-20.0);
    }

    @Test
    void loudness_ofSilenceAndOfNearlyNothing_hasTheLowestFigures() {
        Path silent = make("silence.wav", "-f lavfi -i aevalsrc=0:sample_rate=8000:duration=1");
        Path blip = make("blip.wav", "-f lavfi -i aevalsrc=0:sample_rate=8000:duration=0.05");

        assertThat(MediaAnalysis.of(silent).loudness(0))
                .isEqualTo(new Loudness(-70, 0, -120.691, Double.NEGATIVE_INFINITY));
        assertThat(MediaAnalysis.of(blip).loudness(0))
                .isEqualTo(new Loudness(-70, 0, -120.691, Double.NEGATIVE_INFINITY));
    }

    @Test
    void silences_betweenTones_haveTheirTimes() {
        Path file = make(
                "gap.wav",
                "-f lavfi -i aevalsrc='0.5*(lt(t,0.25)+gte(t,0.75)*lt(t,0.9))':sample_rate=8000:duration=1 -c:a pcm_s16le");

        List<TimeSpan> silences = MediaAnalysis.of(file).silences(0, -60, Duration.ofMillis(100));

        assertThat(silences).hasSize(2);
        assertThat(silences.get(0).start().toDouble()).isCloseTo(0.25, within(0.001));
        assertThat(silences.get(0).end().toDouble()).isCloseTo(0.75, within(0.001));
        assertThat(silences.get(1).end().toDouble()).isCloseTo(1, within(0.001));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
