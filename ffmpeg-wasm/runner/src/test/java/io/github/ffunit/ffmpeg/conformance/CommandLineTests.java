package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Command lines as people type them, each run by the engine over an in-memory file system. */
class CommandLineTests {

    private static final int FRAMES = 20;
    private static byte[] clip = {};

    private final FFmpegSandbox sandbox = FFmpegSandbox.open();
    private final Path dir = sandbox.workDirectory();
    private final FFmpeg ffmpeg = sandbox.ffmpeg();

    @BeforeAll
    static void makeClip() throws IOException {
        try (FFmpegSandbox studio = FFmpegSandbox.open()) {
            studio.ffmpeg()
                    .run(words("-v error -f lavfi -i testsrc2=size=96x64:rate=25:duration=0.8"
                            + " -f lavfi -i sine=duration=0.8 -c:v libx264 -g 10 -preset ultrafast -c:a aac clip.mp4"));
            clip = Files.readAllBytes(studio.workDirectory().resolve("clip.mp4"));
        }
    }

    @BeforeEach
    void putClip() throws IOException {
        Files.write(dir.resolve("clip.mp4"), clip);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Run run(String line) {
        return ffmpeg.run(words(line));
    }

    private MediaInfo probe(String file) {
        return sandbox.ffprobe().probe(dir.resolve(file));
    }

    private List<String> codecs(String file) {
        return probe(file).streams().stream()
                .map(stream -> stream.codecName().orElse("unknown"))
                .toList();
    }

    private long countFrames(String file) {
        Run run = sandbox.ffprobe()
                .run(words("-v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames"
                        + " -of default=nokey=1:noprint_wrappers=1 " + file));
        // A playlist lists its streams once more, as parts of its programs.
        return Long.parseLong(run.standardOutputText().lines().findFirst().orElseThrow());
    }

    /** The four-character codes of the top-level boxes, read without FFmpeg. */
    private static List<String> boxes(byte[] mp4) {
        List<String> types = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(mp4);
        while (bytes.remaining() >= 8) {
            int size = bytes.getInt(bytes.position());
            types.add(new String(mp4, bytes.position() + 4, 4, UTF_8));
            bytes.position(bytes.position() + size);
        }
        return types;
    }

    @Test
    void transcode_faststart_putsMoovBeforeMdat() throws IOException {
        Run run = run("-i clip.mp4 -vf scale=48:-2 -c:v libx264 -preset medium -c:a aac -movflags +faststart out.mp4");

        assertThat(boxes(Files.readAllBytes(dir.resolve("out.mp4")))).containsSubsequence("ftyp", "moov", "mdat");
        assertThat(countFrames("out.mp4")).isEqualTo(FRAMES);
        assertThat(run.createdFiles()).containsExactly(dir.resolve("out.mp4"));
        assertThat(run.changedFiles()).isEmpty();
    }

    @Test
    void transcode_withoutFaststart_putsMoovLast() throws IOException {
        run("-i clip.mp4 -c copy out.mp4");

        assertThat(boxes(Files.readAllBytes(dir.resolve("out.mp4")))).containsSubsequence("ftyp", "mdat", "moov");
    }

    @Test
    void transcode_fourThreads_isRepeatable() throws IOException {
        String line = "-threads 4 -i clip.mp4 -an -c:v libx264 -preset veryfast -threads 4 -y out.mp4";
        run(line);
        byte[] first = Files.readAllBytes(dir.resolve("out.mp4"));
        run(line);

        assertThat(Files.readAllBytes(dir.resolve("out.mp4"))).isEqualTo(first);
        assertThat(countFrames("out.mp4")).isEqualTo(FRAMES);
    }

    @Test
    void filterComplex_twoInputs_overlaysAndMixes() {
        ffmpeg.run(
                "-i",
                "clip.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=32x32:rate=25:duration=0.8",
                "-filter_complex",
                "[0:v][1:v]overlay=8:8[v];[0:a]volume=0.5[a]",
                "-map",
                "[v]",
                "-map",
                "[a]",
                "-c:v",
                "mpeg4",
                "-c:a",
                "aac",
                "out.mp4");

        assertThat(codecs("out.mp4")).containsExactly("mpeg4", "aac");
        assertThat(countFrames("out.mp4")).isEqualTo(FRAMES);
    }

    @Test
    void x264_twoPasses_secondReadsTheLogOfTheFirst() {
        String coder = "-c:v libx264 -preset veryfast -b:v 100k -an -passlogfile stats ";
        run("-i clip.mp4 " + coder + "-pass 1 -f null -");
        assertThat(dir.resolve("stats-0.log")).exists();
        assertThat(dir.resolve("stats-0.log.mbtree")).exists();

        run("-i clip.mp4 " + coder + "-pass 2 out.mp4");

        assertThat(countFrames("out.mp4")).isEqualTo(FRAMES);
    }

    @Test
    void hls_segmentFiles_areListedInThePlaylist() throws IOException {
        run("-i clip.mp4 -c copy -f hls -hls_time 0.4 -hls_flags temp_file -hls_segment_filename seg%03d.ts list.m3u8");

        List<String> segments = Files.readAllLines(dir.resolve("list.m3u8")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(segments).containsExactly("seg000.ts", "seg001.ts");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("clip.mp4", "list.m3u8", "seg000.ts", "seg001.ts");
        }
        assertThat(countFrames("list.m3u8")).isEqualTo(FRAMES);
    }

    @Test
    void matroska_copy_keepsStreams() {
        run("-i clip.mp4 -c copy out.mkv");

        assertThat(codecs("out.mkv")).containsExactly("h264", "aac");
    }

    @Test
    void concat_listOfFiles_joinsThem() throws IOException {
        Files.writeString(dir.resolve("list.txt"), "file 'clip.mp4'\nfile 'clip.mp4'\n");

        run("-f concat -i list.txt -c copy -an out.mp4");

        assertThat(countFrames("out.mp4")).isEqualTo(2 * FRAMES);
    }

    @Test
    void image2_sequence_goesOutAndComesBack() {
        run("-i clip.mp4 -frames:v 5 img%03d.png");
        assertThat(dir.resolve("img005.png")).exists();
        assertThat(dir.resolve("img006.png")).doesNotExist();

        run("-framerate 25 -i img%03d.png -c:v ffv1 out.mkv");

        assertThat(countFrames("out.mkv")).isEqualTo(5);
    }

    @Test
    void segment_muxer_writesParts() {
        run("-i clip.mp4 -c copy -an -f segment -segment_time 0.4 -reset_timestamps 1 part%d.mp4");

        assertThat(countFrames("part0.mp4")).isEqualTo(10);
        assertThat(countFrames("part1.mp4")).isEqualTo(10);
    }

    @Test
    void pipes_standardInputToStandardOutput() {
        Run run = ffmpeg.withStandardInput(clip).run(words("-v error -i - -map 0:a -c:a pcm_s16le -f s16le pipe:1"));

        // 44,100 samples a second, 2 bytes each, one channel; AAC rounds up to frames of 1,024
        assertThat(run.standardOutput().length).isBetween(2 * 35_280, 2 * 35_280 + 2 * 2_048);
        assertThat(run.log()).isEmpty();
    }

    @Test
    void framemd5_toStandardOutput_hasALineForEachFrame() {
        String text = run("-v error -i clip.mp4 -map 0:v -f framemd5 -").standardOutputText();

        assertThat(text.lines().filter(line -> !line.startsWith("#"))).hasSize(FRAMES);
    }

    @Test
    void tenBits_encodeAndProbe() {
        run("-i clip.mp4 -an -pix_fmt yuv420p10le -c:v libx264 -preset ultrafast out.mp4");

        StreamInfo video = probe("out.mp4").streams().get(0);
        assertThat(video.pixelFormat()).contains("yuv420p10le");
        assertThat(video.profile()).contains("High 10");
    }

    @Test
    void audioOnly_dropsTheVideo() {
        run("-i clip.mp4 -vn -c:a flac out.flac");

        assertThat(codecs("out.flac")).containsExactly("flac");
    }

    @Test
    void subtitles_mp4ToSrt_keepText() throws IOException {
        Files.writeString(dir.resolve("in.srt"), "1\n00:00:00,100 --> 00:00:00,500\nGuten Tag, größte Welt\n\n");
        run("-i clip.mp4 -i in.srt -map 0:v -map 1 -c:v copy -c:s mov_text subs.mp4");

        run("-i subs.mp4 -map 0:s out.srt");

        assertThat(Files.readString(dir.resolve("out.srt")))
                .isEqualTo("1\n00:00:00,100 --> 00:00:00,500\nGuten Tag, größte Welt\n\n");
    }

    @Test
    void existingOutput_withoutOverwriteOption_isKept() throws IOException {
        Files.writeString(dir.resolve("out.mp4"), "precious");

        Run run = ffmpeg.tryRun(words("-n -i clip.mp4 -c copy out.mp4"));

        assertThat(run.exitCode()).as("FFmpeg calls this a success").isZero();
        assertThat(run.logText()).contains("File 'out.mp4' already exists. Exiting.");
        assertThat(Files.readString(dir.resolve("out.mp4"))).isEqualTo("precious");
        assertThat(run.changedFiles()).isEmpty();
    }

    @Test
    void existingOutput_withOverwriteOption_isReplaced() throws IOException {
        Files.writeString(dir.resolve("out.mp4"), "old");

        Run run = run("-y -i clip.mp4 -c copy out.mp4");

        assertThat(countFrames("out.mp4")).isEqualTo(FRAMES);
        assertThat(run.changedFiles()).containsExactly(dir.resolve("out.mp4"));
        assertThat(run.createdFiles()).isEmpty();
    }
}
