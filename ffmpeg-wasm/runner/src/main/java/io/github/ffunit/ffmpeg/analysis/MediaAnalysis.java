package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.LogLine;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.internal.probe.ContentParser;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg sees in one file.
 *
 * <pre>{@code
 * MediaAnalysis clip = MediaAnalysis.of(path);
 * long keyframes = clip.packets().stream().filter(Packet::keyframe).count();
 * }</pre>
 *
 * <p>Each question is a run of FFmpeg, in a sandbox of its own that sees the folder of the file, for reading only. The file is taken not to change:
 * facts, packets, frames, hashes and problems are remembered; pictures, samples and measurements are made anew with each call. Nothing is left to
 * close.
 *
 * <p>Times are those of the file, which may start at any time. Streams are named by their index, as {@link StreamInfo#index()} has it. Pictures are
 * as they are coded, not turned by a rotation that the file asks for.
 *
 * <p>Every method throws a {@link FFmpegExitException} if FFmpeg cannot read the file, and an {@link IllegalArgumentException} if it has no such
 * stream, or one of another type. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MediaAnalysis {

    private static final List<Object> QUIET = List.of("-v", "error");
    private static final List<Object> TELLING = List.of("-v", "info", "-hide_banner", "-nostats");

    /** Pictures as they are coded, at the times of the file. */
    private static final List<Object> INPUT = List.of("-noautorotate", "-copyts", "-i");

    private static final List<Object> NO_OUTPUT = List.of("-f", "null", "-");

    private final Path file;
    private final Map<Integer, List<Frame>> frames = new HashMap<>(); // this and the following are guarded by this
    private @Nullable MediaInfo info;
    private @Nullable List<Packet> packets;
    private @Nullable List<StreamHashes> frameHashes;
    private @Nullable List<LogLine> problems;

    private MediaAnalysis(Path file) {
        this.file = file;
    }

    /**
     * Looks at a file. Nothing is read yet.
     *
     * @param file of any file system
     * @return its analysis
     * @throws NullPointerException if {@code file} is null
     */
    public static MediaAnalysis of(Path file) {
        return new MediaAnalysis(requireNonNull(file, "file").toAbsolutePath());
    }

    /** {@return the file, as an absolute path} */
    public Path file() {
        return file;
    }

    // ---- what it consists of

    /** {@return container, streams and chapters} */
    public synchronized MediaInfo info() {
        if (info == null) {
            info = ask(sandbox -> sandbox.ffprobe().probe(file));
        }
        return info;
    }

    /** {@return the packets of all streams, in the order of the file; unmodifiable} */
    public synchronized List<Packet> packets() {
        if (packets == null) {
            packets = ContentParser.packets(probe(
                    "-show_packets",
                    "-show_data_hash",
                    "md5",
                    "-show_entries",
                    "packet=stream_index,pts,dts,duration,size,pos,flags,data_hash"));
        }
        return packets;
    }

    /**
     * The packets of one stream.
     *
     * @param stream its index
     * @return its packets, in the order of the file; unmodifiable
     */
    public List<Packet> packets(int stream) {
        stream(stream);
        return packets().stream().filter(packet -> packet.stream() == stream).toList();
    }

    /**
     * Decodes one stream and describes its frames.
     *
     * @param stream the index of a stream with pictures or sound
     * @return its frames, in the order of showing; unmodifiable
     */
    public synchronized List<Frame> frames(int stream) {
        decodable(stream);
        return frames.computeIfAbsent(
                stream,
                index -> ContentParser.frames(probe(
                        "-select_streams",
                        index,
                        "-show_frames",
                        "-show_entries",
                        "frame=pts,best_effort_timestamp,duration,pict_type,key_frame,interlaced_frame")));
    }

    /**
     * Decodes all pictures and sound, in one run, and hashes each frame. Sound is hashed as 16 bits; as more where the file has exact samples of
     * more.
     *
     * @return the hashes of each stream with pictures, then of each with sound; unmodifiable
     */
    public synchronized List<StreamHashes> frameHashes() {
        if (frameHashes == null) {
            List<StreamInfo> streams = decodables();
            frameHashes = streams.isEmpty()
                    ? List.of()
                    : FrameMd5.parse(ffmpeg(QUIET, FrameMd5.arguments(streams)).standardOutputText(), streams);
        }
        return frameHashes;
    }

    /**
     * The hashes of one stream.
     *
     * @param stream the index of a stream with pictures or sound
     * @return its hashes
     */
    public StreamHashes frameHashes(int stream) {
        decodable(stream);
        return frameHashes().stream()
                .filter(hashes -> hashes.stream() == stream)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Decodes all of the file, as strictly as FFmpeg can ({@code -xerror -err_detect explode}), and reads its subtitles.
     *
     * @return what FFmpeg has to say, of level error or graver; empty for a file without fault; unmodifiable
     */
    public synchronized List<LogLine> problems() {
        if (problems == null) {
            List<Object> arguments = new ArrayList<>(QUIET);
            arguments.add("-xerror");
            if (!hasTiff()) {
                arguments.addAll(List.of("-err_detect", "explode"));
            }
            arguments.addAll(List.of("-i", file));
            arguments.addAll(List.of("-map", "0:v?", "-map", "0:a?", "-map", "0:s?", "-c:s", "copy"));
            // At an average rate, times that are close to each other would become one, and be told as a fault
            arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base:v", "demux"));
            arguments.addAll(NO_OUTPUT);
            Run run = ask(sandbox -> sandbox.ffmpeg().tryRun(arguments.toArray()));
            List<LogLine> errors = run.log().stream()
                    .filter(line -> line.level().isAtLeast(LogLine.Level.ERROR))
                    .toList();
            problems = run.exitCode() != 0 && errors.isEmpty() ? run.log() : errors;
        }
        return problems;
    }

    /** Its decoder would take each tag that it does not know for an error, valid ones as well. */
    private boolean hasTiff() {
        return info().streams().stream()
                .anyMatch(stream -> stream.codecName().orElse("").equals("tiff"));
    }

    // ---- pictures

    /**
     * Decodes the pictures of a stream, one after another, without holding all of them.
     *
     * @param stream the index of a stream with pictures
     * @param format in what form they are handed out
     * @param pictures gets them in the order of showing, on a thread of the run; what it throws ends the run and comes out unchanged
     * @throws NullPointerException if an argument is null
     */
    public void forEachPicture(int stream, PixelFormat format, Consumer<DecodedPicture> pictures) {
        requireNonNull(pictures, "pictures");
        decode(stream, format, List.of(), pictures);
    }

    /**
     * Decodes one picture.
     *
     * @param stream the index of a stream with pictures
     * @param number its place in the order of showing, from 0
     * @param format in what form it is handed out
     * @return the picture, or empty if the stream has not so many
     * @throws NullPointerException if {@code format} is null
     */
    public Optional<DecodedPicture> picture(int stream, int number, PixelFormat format) {
        List<DecodedPicture> found = new ArrayList<>();
        decode(stream, format, List.of("-vf", "select=eq(n\\," + number + ")", "-frames:v", 1), found::add);
        return found.stream()
                .map(picture -> new DecodedPicture(number, format, picture.width(), picture.height(), picture.pixels()))
                .findFirst();
    }

    private void decode(int stream, PixelFormat format, List<Object> selection, Consumer<DecodedPicture> pictures) {
        StreamInfo video = require(stream, StreamInfo.Type.VIDEO);
        requireNonNull(format, "format");
        int width = video.width().orElseThrow();
        int height = video.height().orElseThrow();
        List<Object> arguments = new ArrayList<>(QUIET);
        arguments.addAll(INPUT);
        arguments.addAll(List.of(file, "-map", "0:" + stream, "-fps_mode", "passthrough"));
        arguments.addAll(selection);
        arguments.addAll(List.of("-f", "rawvideo", "-pix_fmt", format.pixFmt(), "-"));
        ask(sandbox -> sandbox.ffmpeg()
                .withStandardOutput(new PictureSplitter(format, width, height, pictures))
                .run(arguments.toArray()));
    }

    /**
     * Compares the pictures of two streams, the first with the first and so on, as far as both go. Times do not matter. The pixels of the other are
     * brought into the format of this one; RGB of any depth is compared as 8 bits, transparency is not compared.
     *
     * @param stream the index of a stream with pictures
     * @param other the file to compare with
     * @param otherStream the index of its stream with pictures, of the same width and height
     * @return how far off each pair is
     * @throws NullPointerException if {@code other} is null
     * @throws IllegalArgumentException if the sizes differ
     */
    public List<FrameQuality> compare(int stream, MediaAnalysis other, int otherStream) {
        StreamInfo mine = require(stream, StreamInfo.Type.VIDEO);
        StreamInfo theirs = other.require(otherStream, StreamInfo.Type.VIDEO);
        if (!mine.width().equals(theirs.width()) || !mine.height().equals(theirs.height())) {
            throw new IllegalArgumentException("[%s] is of %sx%s pixels, [%s] of %sx%s; scale one of them first"
                    .formatted(
                            file,
                            mine.width().orElse(0),
                            mine.height().orElse(0),
                            other.file,
                            theirs.width().orElse(0),
                            theirs.height().orElse(0)));
        }
        List<Object> arguments = new ArrayList<>(QUIET);
        arguments.addAll(INPUT);
        arguments.add(file);
        arguments.addAll(INPUT);
        arguments.addAll(List.of(other.file, "-filter_complex", comparison(mine, theirs), "-map", "[out]"));
        arguments.addAll(List.of("-fps_mode", "passthrough"));
        arguments.addAll(NO_OUTPUT);
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                .mountReadOnly("/media", folder())
                .mountReadOnly("/other", other.folder())
                .open()) {
            sandbox.ffmpeg().run(arguments.toArray());
            return Measurements.quality(
                    text(sandbox, "psnr.txt"), text(sandbox, "ssim.txt"), text(sandbox, "difference.txt"));
        }
    }

    private static String comparison(StreamInfo mine, StreamInfo theirs) {
        String format = mine.pixelFormat().orElse("");
        boolean yuv = format.startsWith("yuv");
        // Numbered instead of timed, so that the first meets the first
        String prepare = "settb=1/1000,setpts=N,format=" + (yuv ? format.replace("yuva", "yuv") : "gbrp") + ",split=3";
        // The filter that finds the maximum knows planes of YUV only
        String planes = yuv ? "" : "mergeplanes=map0p=0:map1p=1:map2p=2:format=yuv444p,";
        return String.join(
                ";",
                "[0:%s]%s[a1][a2][a3]".formatted(mine.index(), prepare),
                "[1:%s]%s[b1][b2][b3]".formatted(theirs.index(), prepare),
                "[a1][b1]psnr=stats_file=psnr.txt:shortest=1,nullsink",
                "[a2][b2]ssim=stats_file=ssim.txt:shortest=1,nullsink",
                "[a3][b3]blend=all_mode=difference:shortest=1," + planes
                        + "signalstats,metadata=print:file=difference.txt[out]");
    }

    private static String text(FFmpegSandbox sandbox, String name) {
        try {
            return Files.readString(sandbox.workDirectory().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("ffmpeg wrote no [%s]".formatted(name), e);
        }
    }

    /**
     * Finds black pictures, by FFmpeg's filter {@code blackdetect}: those with at least 98% of pixels in the darkest 10%.
     *
     * @param stream the index of a stream with pictures
     * @param atLeast how long a span must be to count; not negative
     * @return the spans, in their order; unmodifiable
     * @throws NullPointerException if {@code atLeast} is null
     */
    public List<TimeSpan> blackSpans(int stream, Duration atLeast) {
        require(stream, StreamInfo.Type.VIDEO);
        StreamHashes hashes = frameHashes(stream);
        List<TimeSpan> spans = Measurements.spans(
                filter(stream, "-vf", "blackdetect=d=0").log(), "black_start", "black_end", hashes.end());
        // At the end of the stream the filter names the time of the last picture, which is when that one starts
        Rational last = hashes.frames().isEmpty()
                ? Rational.ZERO
                : hashes.time(hashes.frames().size() - 1);
        Rational least = seconds(atLeast);
        return spans.stream()
                .map(span -> isNear(span.end(), last) ? new TimeSpan(span.start(), hashes.end()) : span)
                .filter(span -> span.duration().compareTo(least) >= 0)
                .toList();
    }

    /**
     * Finds pictures that do not change, by FFmpeg's filter {@code freezedetect} with its noise level of -60 dB.
     *
     * @param stream the index of a stream with pictures
     * @param atLeast how long a span must be to count; positive
     * @return the spans, in their order; unmodifiable
     * @throws NullPointerException if {@code atLeast} is null
     */
    public List<TimeSpan> frozenSpans(int stream, Duration atLeast) {
        require(stream, StreamInfo.Type.VIDEO);
        return Measurements.spans(
                filter(stream, "-vf", "freezedetect=d=" + decimal(atLeast)).log(),
                "freeze_start",
                "freeze_end",
                frameHashes(stream).end());
    }

    // ---- sound

    /**
     * Decodes all samples of a stream.
     *
     * @param stream the index of a stream with sound
     * @return the samples; in memory, four bytes each
     */
    public Samples samples(int stream) {
        StreamInfo audio = require(stream, StreamInfo.Type.AUDIO);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Object> arguments = new ArrayList<>(QUIET);
        arguments.addAll(List.of("-i", file, "-map", "0:" + stream, "-f", "f32le", "-c:a", "pcm_f32le", "-"));
        ask(sandbox -> sandbox.ffmpeg().withStandardOutput(bytes).run(arguments.toArray()));
        float[] samples = new float[bytes.size() / Float.BYTES];
        ByteBuffer.wrap(bytes.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(samples);
        return new Samples(audio.sampleRate().orElseThrow(), audio.channels().orElseThrow(), samples);
    }

    /**
     * Measures loudness.
     *
     * @param stream the index of a stream with sound
     * @return what FFmpeg's filter {@code ebur128} says
     */
    public Loudness loudness(int stream) {
        require(stream, StreamInfo.Type.AUDIO);
        return Measurements.loudness(filter(stream, "-af", "ebur128=metadata=1:peak=true,ametadata=print:file=-"));
    }

    /**
     * Finds silence in all channels at once, by FFmpeg's filter {@code silencedetect}.
     *
     * @param stream the index of a stream with sound
     * @param belowDb what counts as silence, in dB of full scale, for instance -60; negative
     * @param atLeast how long a span must be to count; not negative
     * @return the spans, in their order; unmodifiable
     * @throws NullPointerException if {@code atLeast} is null
     */
    public List<TimeSpan> silences(int stream, double belowDb, Duration atLeast) {
        require(stream, StreamInfo.Type.AUDIO);
        return Measurements.spans(
                filter(stream, "-af", "silencedetect=noise=" + belowDb + "dB:duration=" + decimal(atLeast))
                        .log(),
                "silence_start",
                "silence_end",
                Rational.ZERO);
    }

    // ---- subtitles

    /**
     * Turns subtitles into SubRip.
     *
     * @param stream the index of a stream with subtitles that are text
     * @return a SubRip file; styles are tags in it
     */
    public String subRip(int stream) {
        require(stream, StreamInfo.Type.SUBTITLE);
        return ffmpeg(QUIET, List.of("-map", "0:" + stream, "-f", "srt", "-")).standardOutputText();
    }

    // ---- asking

    private StreamInfo stream(int index) {
        return info().streams().stream()
                .filter(stream -> stream.index() == index)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("[%s] has no stream [%s]; it has %s streams"
                        .formatted(file, index, info().streams().size())));
    }

    private StreamInfo require(int index, StreamInfo.Type type) {
        StreamInfo stream = stream(index);
        if (stream.type() != type) {
            throw new IllegalArgumentException("stream [%s] of [%s] is of type %s; this can be asked of %s only"
                    .formatted(index, file, stream.type(), type));
        }
        return stream;
    }

    private void decodable(int index) {
        if (stream(index).type() != StreamInfo.Type.AUDIO) {
            require(index, StreamInfo.Type.VIDEO);
        }
    }

    private List<StreamInfo> decodables() {
        List<StreamInfo> streams = new ArrayList<>(info().streams(StreamInfo.Type.VIDEO));
        streams.addAll(info().streams(StreamInfo.Type.AUDIO));
        return streams;
    }

    private Run filter(int stream, String option, String filter) {
        List<Object> arguments = new ArrayList<>(List.of("-map", "0:" + stream, option, filter));
        arguments.addAll(NO_OUTPUT);
        return ffmpeg(TELLING, arguments);
    }

    private Run ffmpeg(List<Object> verbosity, List<Object> rest) {
        List<Object> arguments = new ArrayList<>(verbosity);
        arguments.addAll(INPUT);
        arguments.add(file);
        arguments.addAll(rest);
        return ask(sandbox -> sandbox.ffmpeg().run(arguments.toArray()));
    }

    private String probe(Object... options) {
        List<Object> arguments = new ArrayList<>(QUIET);
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-of", "json", file));
        return ask(sandbox -> sandbox.ffprobe().run(arguments.toArray())).standardOutputText();
    }

    private <T> T ask(Function<FFmpegSandbox, T> question) {
        try (FFmpegSandbox sandbox =
                FFmpegSandbox.builder().mountReadOnly("/media", folder()).open()) {
            return question.apply(sandbox);
        }
    }

    private Path folder() {
        return requireNonNull(file.getParent(), "folder of the file");
    }

    private static boolean isNear(Rational logged, Rational exact) {
        // The filter logs six significant digits
        return Math.abs(logged.minus(exact).toDouble()) <= 1e-5 * Math.max(1, Math.abs(exact.toDouble()));
    }

    private static Rational seconds(Duration duration) {
        return Rational.parse(decimal(duration));
    }

    private static String decimal(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).toPlainString();
    }
}
