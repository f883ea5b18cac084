package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.Claim.*;
import static io.github.ffunit.assertj.CorpusMedia.replaced;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.ffunit.assertj.Claim.Output;
import io.github.ffunit.assertj.CorpusMedia.Change;
import io.github.ffunit.assertj.CorpusMedia.Recipe;
import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.golden.Facet;
import io.github.ffunit.golden.Facets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Planted defects, each of which one assertion and the standard golden must find, and harmless variants, at which none may fire. What was found is
 * written to {@code target/defect-corpus.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectCorpusTests {

    private static final String UNTOLD = "cannot be told: ";

    private static final Path TABLE = Path.of("target", "defect-corpus.md");

    /** Makes one output of the corpus. */
    @FunctionalInterface
    private interface Maker {
        Path make(CorpusMedia media, Path good) throws IOException;
    }

    private record Defect(String name, Maker maker, Claim claim) {}

    /** {@code but} is what a test with such outputs would not assert. */
    private record Variant(String name, Maker maker, Set<Claim> but) {}

    private static Defect clip(String name, UnaryOperator<Recipe> change, Claim claim) {
        return new Defect(name, (media, good) -> media.make(change.apply(Recipe.good())), claim);
    }

    private static Defect hls(String name, Change change, Claim claim, String... options) {
        return new Defect(name, (media, good) -> media.pack("mpegts", change, options), claim);
    }

    private static Variant same(String name, UnaryOperator<Recipe> change, Claim... but) {
        return new Variant(name, (media, good) -> media.make(change.apply(Recipe.good())), Set.of(but));
    }

    private static Variant sameHls(String name, Change change, String... options) {
        return new Variant(name, (media, good) -> media.pack("mpegts", change, options), Set.of());
    }

    /** By the frame with this number, from 0. */
    private static String at(int frame) {
        return ":enable='eq(n," + frame + ")'";
    }

    private static final List<Defect> DEFECTS = List.of(
            // Pictures
            clip("frame dropped", r -> r.video("select='not(eq(n,12))',setpts=N/25/TB"), FRAMES_IN_ORDER),
            clip("frame doubled", r -> r.video("loop=loop=1:size=1:start=12,setpts=N/25/TB"), FRAMES_IN_ORDER),
            clip(
                    "two frames swapped",
                    r -> r.video("shuffleframes=" + order(i -> i == 12 ? 13 : i == 13 ? 12 : i)),
                    FRAMES_IN_ORDER),
            clip(
                    "frame replaced by the one before",
                    r -> r.video("shuffleframes=" + order(i -> i == 12 ? 11 : i)),
                    FRAMES_IN_ORDER),
            clip("upside down", r -> r.video("vflip"), FRAMES_IN_ORDER),
            clip("last frame lost", r -> r.with("-frames:v", "24"), FRAME_COUNT),
            clip("one frame more", r -> r.video("tpad=stop=1:stop_mode=clone"), FRAME_COUNT),
            clip("one black frame", r -> r.video("drawbox=color=black:t=fill" + at(12)), NO_BLACK),
            clip(
                    "picture stands still",
                    r -> r.video("shuffleframes=" + order(i -> i >= 5 && i <= 15 ? 4 : i)),
                    NO_FREEZE),
            clip(
                    "region of a frame painted over",
                    r -> r.video("drawbox=x=20:y=100:w=20:h=10:color=red:t=fill" + at(7)),
                    IDENTICAL_PICTURES),
            clip(
                    "one pixel changed",
                    r -> r.video("drawbox=x=80:y=60:w=1:h=1:color=white:t=fill" + at(20)),
                    SAME_FRAMES),
            clip("slightly brighter", r -> r.video("lutyuv=y=val+2"), QUALITY),
            clip("bad quality", r -> r.with("-qp", "40"), SIMILARITY),
            clip("wrong matrix", r -> r.with("-colorspace", "smpte170m"), COLOR_SPACE),
            clip("wrong range", r -> r.with("-color_range", "pc"), COLOR_RANGE),
            clip("wrong aspect ratio of pixels", r -> r.video("setsar=4/3"), SAMPLE_ASPECT_RATIO),
            clip("wrong size", r -> r.video("scale=158:120"), SIZE),
            clip("wrong rotation", r -> r.before("-display_rotation", "90", "-noautorotate"), ROTATION),
            clip("wrong pixel format", r -> r.with("-pix_fmt", "yuv444p"), PIXEL_FORMAT),
            clip("marked as interlaced", r -> r.video("setfield=tff").with("-flags", "+ildct+ilme"), PROGRESSIVE),
            clip(
                    "wrong codec",
                    r -> r.with("-c:v", "mpeg4")
                            .without("-qp")
                            .without("-preset")
                            .with("-q:v", "2"),
                    VIDEO_CODEC),
            clip("wrong profile", r -> r.without("-qp").with("-crf", "1"), PROFILE),
            clip("too few keyframes", r -> r.with("-g", "10"), KEYFRAME_INTERVAL),
            clip(
                    "open GOPs",
                    r -> r.without("-qp")
                            .with("-crf", "1")
                            .with("-bf", "2")
                            .with("-preset", "veryfast")
                            .with("-x264-params", "open-gop=1:scenecut=0"),
                    CLOSED_GOPS),
            clip("B-frames", r -> r.without("-qp").with("-crf", "1").with("-bf", "2"), NO_B_FRAMES),
            clip("first keyframe lost", r -> r.with("-bsf:v", "noise=drop=eq(n\\,0)"), STARTS_WITH_KEYFRAME),

            // Times
            clip("wrong frame rate", r -> r.video("setpts=N/24/TB").with("-r", "24"), FRAME_RATE),
            clip(
                    "jitter",
                    r -> r.video("setpts='(N+0.25*mod(N,2))/25/TB'")
                            .with("-fps_mode", "passthrough")
                            .with("-enc_time_base", "1/12800"),
                    CONSTANT_FRAME_RATE),
            clip("everything later", r -> r.with("-output_ts_offset", "0.5"), START),
            clip(
                    "last frame twice as long",
                    r -> r.with("-bsf:v", "setts=duration='if(eq(N,24),2*DURATION,DURATION)'"),
                    DURATION),
            clip(
                    "last frame one tick longer",
                    r -> r.with("-enc_time_base", "1/12800")
                            .with("-bsf:v", "setts=duration='if(eq(N,24),DURATION+1,DURATION)'"),
                    DURATION),
            clip(
                    "one frame one tick late",
                    r -> r.with("-enc_time_base", "1/12800").with("-bsf:v", "setts=ts='TS+eq(N,12)'"),
                    SAME_FRAMES),
            clip("one frame with the time of the next", r -> r.with("-bsf:v", "setts=ts='TS+eq(N,12)'"), SAME_PACKETS),
            clip("other time base", r -> r.with("-video_track_timescale", "90000"), TIME_BASE),

            // Sound
            clip("sound one sample late", r -> r.audio("adelay=1S:all=1,atrim=end_sample=48000"), OFFSET),
            clip("sound 20 ms late", r -> r.audio("adelay=20:all=1,atrim=end_sample=48000"), SAME_SAMPLES),
            clip("half a LU louder", r -> r.audio("volume=0.5dB"), LOUDNESS),
            clip("too loud", r -> r.audio("volume=9dB"), TRUE_PEAK),
            clip("441 Hz instead of 440", r -> r.audio("aeval='0.25*sin(2*PI*441*t)|val(1)':c=same"), TONE_LEFT),
            clip("channels swapped", r -> r.audio("channelmap=1|0:stereo"), TONE_RIGHT),
            clip("mixed to mono", r -> r.with("-ac:a:0", "1"), CHANNELS),
            clip("other sample rate", r -> r.with("-ar:a:0", "44100"), SAMPLE_RATE),
            clip("dropout", r -> r.audio("volume=0:enable='between(t,0.4,0.45)'"), NO_SILENCE),
            clip("sound too short", r -> r.audio("atrim=end_sample=47999"), SAMPLE_COUNT),
            clip("sound ends early", r -> r.audio("atrim=end=0.9"), END_TOGETHER),
            clip("wrong codec of sound", r -> r.with("-c:a:0", "flac"), AUDIO_CODEC),
            clip("second sound is the first", r -> r.maps("0:v", "1:a", "1:a", "3:s"), TONE_SECOND),

            // Streams
            clip("stream missing", r -> r.maps("0:v", "1:a", "3:s"), STREAM_COUNT),
            clip("lost language", r -> r.without("-metadata:s:a:0"), LANGUAGE_OF_FIRST),
            clip("wrong language", r -> r.with("-metadata:s:a:1", "language=fra"), LANGUAGE_OF_SECOND),
            clip("lost language of subtitles", r -> r.without("-metadata:s:s:0"), LANGUAGE_OF_CUES),
            clip(
                    "other sound is the default",
                    r -> r.with("-disposition:a:0", "0").with("-disposition:a:1", "default"),
                    DEFAULT_SOUND),
            clip("two defaults", r -> r.with("-disposition:a:1", "default"), NOT_DEFAULT_SOUND),
            clip("lost subtitles", r -> r.maps("0:v", "1:a", "2:a"), CUES),
            new Defect(
                    "lost cue",
                    (media, good) ->
                            media.make(otherSource(media, "text.srt", 3, "1\n00:00:00,100 --> 00:00:00,400\nHallo\n")),
                    CUES),
            new Defect(
                    "cue too long",
                    (media, good) -> media.make(otherSource(
                            media,
                            "text.srt",
                            3,
                            "1\n00:00:00,100 --> 00:00:00,450\nHallo\n\n2\n00:00:00,500 --> 00:00:00,900\nWelt\n")),
                    CUE_TIMES),
            new Defect(
                    "lost chapter",
                    (media, good) -> media.make(otherSource(
                            media,
                            "chapters.txt",
                            4,
                            CorpusMedia.chapters("Intro", 500, "Main")
                                    .replaceFirst("(?s)\\[CHAPTER\\].*?Intro\n", ""))),
                    CHAPTERS),
            new Defect(
                    "chapter with another title",
                    (media, good) -> media.make(
                            otherSource(media, "chapters.txt", 4, CorpusMedia.chapters("Intro", 500, "Mein"))),
                    CHAPTERS),
            new Defect(
                    "chapter 1 ms late",
                    (media, good) -> media.make(
                            otherSource(media, "chapters.txt", 4, CorpusMedia.chapters("Intro", 501, "Main"))),
                    CHAPTER_TIMES),
            clip("lost title", r -> r.without("-metadata"), TITLE),

            // Files
            clip("moov at the end", r -> r.without("-movflags"), FASTSTART),
            clip("fragmented", r -> r.with("-movflags", "+frag_keyframe+empty_moov"), NOT_FRAGMENTED),
            clip("wrong brand", r -> r.with("-brand", "mp42"), BRAND),
            clip("edit list missing", r -> r.with("-use_editlist", "0"), EDITS),
            clip("wrong container", r -> r.named("out.mkv").with("-c:s", "srt"), FORMAT),
            clip("end cut off", r -> r.bytes(file -> Arrays.copyOf(file, file.length - 200)), WELL_FORMED),
            clip(
                    "bytes of a frame overwritten",
                    r -> r.bytes(file -> overwritten(file, file.length / 2, 64)),
                    SAME_PAYLOAD),

            // Packages
            hls("segment missing", folder -> Files.delete(folder.resolve("v01.ts")), ALL_FILES),
            hls("empty segment", folder -> Files.write(folder.resolve("v01.ts"), new byte[0]), ALL_FILES),
            hls("segment left over", folder -> Files.write(folder.resolve("v03.ts"), new byte[188]), NO_OTHER_FILES),
            hls("no end", replaced("v0.m3u8", "#EXT-X-ENDLIST", ""), END_LIST),
            hls("wrong target duration", replaced("v0.m3u8", "TARGETDURATION:1", "TARGETDURATION:2"), TARGET_DURATION),
            hls(
                    "target duration too short",
                    replaced("v0.m3u8", "TARGETDURATION:1", "TARGETDURATION:0"),
                    KEPT_TARGET_DURATION),
            hls(
                    "wrong duration of a segment",
                    replaced("v0.m3u8", "#EXTINF:0.600000", "#EXTINF:0.600020"),
                    SEGMENT_DURATIONS),
            hls("wrong sequence number", replaced("v0.m3u8", "SEQUENCE:0", "SEQUENCE:1"), MEDIA_SEQUENCE),
            hls("wrong type", replaced("v1.m3u8", "TYPE:VOD", "TYPE:EVENT"), PLAYLIST_TYPE),
            hls("segment played twice", replaced("v0.m3u8", "v01.ts", "v00.ts"), NO_GAPS),
            hls("variant without a playlist", replaced("master.m3u8", "v1.m3u8", "# gone"), VARIANTS),
            hls("segment unlisted", replaced("v1.m3u8", "#EXTINF:0.600000,\nv12.ts\n", ""), SEGMENTS),
            hls("wrong codecs", replaced("master.m3u8", "avc1.64", "avc1.42"), TRUE_CODECS),
            hls("wrong resolution", replaced("master.m3u8", "160x120", "320x240"), TRUE_RESOLUTIONS),
            hls(
                    "segments cut anywhere",
                    folder -> {},
                    SEGMENT_KEYFRAMES,
                    "-g",
                    "100",
                    "-keyint_min",
                    "100",
                    "-hls_flags",
                    "split_by_time"),
            hls("variants cut at other times", replaced("v1.m3u8", "v10.ts", "v11.ts"), ALIGNED),
            hls(
                    "discontinuity out of nowhere",
                    replaced("v0.m3u8", "v01.ts", "v01.ts\n#EXT-X-DISCONTINUITY"),
                    NO_DISCONTINUITIES));

    /** Which frame is shown in the place of each. */
    private static String order(IntUnaryOperator shown) {
        return IntStream.range(0, CorpusMedia.FRAMES)
                .map(shown)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static byte[] overwritten(byte[] file, int from, int count) {
        byte[] changed = file.clone();
        Arrays.fill(changed, from, from + count, (byte) 0x55);
        return changed;
    }

    /** With another text in place of one of the sources; the number is that of the input. */
    private static Recipe otherSource(CorpusMedia media, String name, int input, String text) throws IOException {
        Path other = media.folder().resolve(name);
        Files.writeString(other, text);
        // The text takes the first place among the inputs, and the others move on by one
        List<String> maps = new ArrayList<>();
        for (String stream : List.of("0:v", "1:a", "2:a", "3:s")) {
            maps.add(input == 3 && stream.equals("3:s") ? "0:s" : (stream.charAt(0) - '0' + 1) + stream.substring(1));
        }
        return Recipe.good()
                .before("-i", other.toString())
                .maps(maps.toArray(String[]::new))
                .with("-map_chapters", input == 4 ? "0" : "5");
    }

    /** Claims about bits and bytes that another encoding of the same pictures cannot keep. */
    private static final Claim[] OTHER_PACKETS = {SAME_PACKETS, SAME_PAYLOAD};

    private static final List<Variant> VARIANTS_THAT_ARE_HARMLESS = List.of(
            // Said where nobody asks
            same("nothing changed", r -> r),
            same("comment", r -> r.with("-metadata:g", "comment=made by a test")),
            same("artist", r -> r.with("-metadata:g", "artist=Somebody")),
            same("date", r -> r.with("-metadata:g", "creation_time=2020-01-01T00:00:00Z")),
            same(
                    "name of the encoder left away",
                    r -> r.with("-fflags", "+bitexact").with("-flags", "+bitexact"),
                    OTHER_PACKETS),
            same("title of a stream", r -> r.with("-metadata:s:v:0", "title=Picture")),
            same("handler of a stream", r -> r.with("-metadata:s:v:0", "handler_name=Other")),
            same("language of the pictures", r -> r.with("-metadata:s:v:0", "language=deu")),
            same("primaries", r -> r.with("-color_primaries", "bt709"), OTHER_PACKETS),
            same("disposition of the second sound", r -> r.with("-disposition:a:1", "comment")),

            // Another way to write the same file
            same("free box behind everything", r -> r.bytes(file -> withBox(file, "free", 1000))),
            same("box of somebody's own", r -> r.bytes(file -> withBox(file, "uuid", 40))),
            same("time scale of the movie", r -> r.with("-movie_timescale", "48000")),
            same("bit rates not written", r -> r.with("-write_btrt", "0")),
            same("no QuickTime time code", r -> r.with("-write_tmcd", "0")),
            same("chapters without Nero's copy", r -> r.with("-movflags", "+faststart+disable_chpl")),
            same("names of handlers left out", r -> r.with("-empty_hdlr_name", "1")),
            same("colr box always", r -> r.with("-movflags", "+faststart+write_colr")),
            same("interleaved in larger chunks", r -> r.with("-max_interleave_delta", "1000000")),
            new Variant(
                    "copied once more",
                    (media, good) -> media.copy(good, "copy.mp4", "-movflags", "+faststart"),
                    Set.of()),
            new Variant(
                    "copied twice",
                    (media, good) -> media.copy(
                            media.copy(good, "a.mp4", "-movflags", "+faststart"), "b.mp4", "-movflags", "+faststart"),
                    Set.of()),
            new Variant(
                    "copied to QuickTime",
                    (media, good) -> media.copy(good, "copy.mov", "-movflags", "+faststart"),
                    // Its table of languages has no [deu]
                    Set.of(BRAND, LANGUAGE_OF_FIRST, LANGUAGE_OF_CUES)),
            new Variant(
                    "copied to Matroska",
                    (media, good) -> media.copy(good, "copy.mkv", "-c:s", "srt"),
                    EnumSet.of(
                            SAME_FRAMES,
                            TIME_BASE,
                            STREAM_COUNT,
                            DURATION,
                            END_TOGETHER,
                            FORMAT,
                            FASTSTART,
                            NOT_FRAGMENTED,
                            BRAND,
                            EDITS,
                            SAME_PACKETS,
                            SAME_PAYLOAD,
                            CONSTANT_FRAME_RATE)),

            // Another way to encode the same pictures
            same("slower preset", r -> r.with("-preset", "medium"), OTHER_PACKETS),
            same("one slice for each thread", r -> r.with("-slices", "4"), OTHER_PACKETS),
            same("without CABAC", r -> r.with("-coder", "vlc"), OTHER_PACKETS),
            same("more references", r -> r.with("-refs", "4"), OTHER_PACKETS),
            same("tuned for animation", r -> r.with("-tune", "animation"), OTHER_PACKETS),
            same("more keyframes", r -> r.with("-g", "3"), OTHER_PACKETS),
            same("higher level", r -> r.with("-level", "4"), OTHER_PACKETS),
            same("without the encoder's note", r -> r.with("-bsf:v", "filter_units=remove_types=6"), OTHER_PACKETS),
            same("other motion search", r -> r.with("-x264-params", "me=umh:subme=5"), OTHER_PACKETS),
            same("simpler ALAC", r -> r.with("-compression_level", "0"), OTHER_PACKETS),

            // Filters that change nothing
            same("mirrored twice", r -> r.video("hflip,hflip")),
            same("turned upside down twice", r -> r.video("vflip,vflip")),
            same("turned four times", r -> r.video("transpose=1,transpose=1,transpose=1,transpose=1")),
            same("scaled to its own size", r -> r.video("scale=160:120")),
            same("frame rate it has", r -> r.video("fps=25")),
            same("padded and cropped", r -> r.video("pad=168:128:4:4,crop=160:120:4:4")),
            same("frames reversed twice", r -> r.video("reverse,reverse")),
            same("volume of 0 dB", r -> r.audio("volume=0dB"), OTHER_PACKETS),
            same("resampled to its own rate", r -> r.audio("aresample=48000")),
            same("channels swapped twice", r -> r.audio("channelmap=1|0:stereo,channelmap=1|0:stereo")),
            same("split into other frames", r -> r.audio("asetnsamples=333:p=0"), OTHER_PACKETS),

            // Packages
            sameHls("package as it is", folder -> {}),
            sameHls("comments", replaced("v0.m3u8", "#EXTINF:0.600000", "# the last one\n#EXTINF:0.600000")),
            sameHls("titles of segments", replaced("v0.m3u8", "#EXTINF:0.600000,", "#EXTINF:0.600000,A title")),
            sameHls("fewer digits", replaced("v0.m3u8", "#EXTINF:0.600000", "#EXTINF:0.6")),
            sameHls("blank lines", replaced("v0.m3u8", "#EXTINF", "\n#EXTINF")),
            sameHls("lines that end as on Windows", replaced("v0.m3u8", "\n", "\r\n")),
            sameHls("independent segments", folder -> {}, "-hls_flags", "independent_segments"),
            sameHls(
                    "date and time",
                    replaced("v0.m3u8", "v01.ts\n", "v01.ts\n#EXT-X-PROGRAM-DATE-TIME:2020-01-01T00:00:00.000Z\n")),
            sameHls(
                    "tag of somebody's own",
                    replaced("master.m3u8", "#EXT-X-VERSION", "#EXT-X-OTHER:A=1\n#EXT-X-VERSION")),
            sameHls("query behind a name", replaced("v0.m3u8", "v01.ts", "v01.ts?token=1")),
            sameHls("name written with percent", replaced("v0.m3u8", "v01.ts", "v%301.ts")),
            sameHls("other names of segments", folder -> {}, "-hls_segment_filename", "{folder}/seg-%v-%03d.ts"),
            sameHls("lower bandwidth stated", replaced("master.m3u8", "BANDWIDTH=", "BANDWIDTH=1")),
            new Variant("segments of MP4", (media, good) -> media.pack("fmp4", folder -> {}), Set.of()),
            new Variant(
                    "all segments in one file",
                    (media, good) -> media.pack("fmp4", folder -> {}, "-hls_flags", "single_file"),
                    Set.of()));

    private static byte[] withBox(byte[] file, String type, int size) {
        byte[] longer = Arrays.copyOf(file, file.length + size);
        longer[file.length + 2] = (byte) (size >> 8);
        longer[file.length + 3] = (byte) size;
        for (int i = 0; i < 4; i++) {
            longer[file.length + 4 + i] = (byte) type.charAt(i);
        }
        return longer;
    }

    // ---- tests

    private CorpusMedia media;
    private Path good;
    private Path goodPackage;
    private final Map<Path, Map<String, List<String>>> goldens = new LinkedHashMap<>();
    private final Map<Integer, String> rows = new TreeMap<>();

    @BeforeAll
    void makeGoodOutputs() throws IOException {
        media = new CorpusMedia();
        good = media.make(Recipe.good());
        goodPackage = media.pack("mpegts", folder -> {});
        goldens.put(good, describe(good));
        goldens.put(goodPackage, describe(goodPackage));
        // A facet that cannot be told of a good output would differ from everything
        assertThat(goldens.values()).allSatisfy(golden -> assertThat(golden.values())
                .allSatisfy(lines -> assertThat(lines).isNotEmpty().noneMatch(line -> line.startsWith(UNTOLD))));
    }

    @AfterAll
    void writeTable() throws IOException {
        media.close();
        Files.createDirectories(TABLE.getParent());
        Files.writeString(
                TABLE,
                "| defect | assertion | found by assertion | found by golden |\n|---|---|---|---|\n"
                        + String.join("", rows.values()));
    }

    @Test
    void corpus_isLargeAndHasADefectForEachClaim() {
        assertThat(DEFECTS).extracting(Defect::claim).containsAll(EnumSet.allOf(Claim.class));
        assertThat(DEFECTS).hasSizeGreaterThanOrEqualTo(40);
        assertThat(VARIANTS_THAT_ARE_HARMLESS).hasSizeGreaterThanOrEqualTo(40);
        assertThat(DEFECTS).extracting(Defect::name).doesNotHaveDuplicates();
        assertThat(VARIANTS_THAT_ARE_HARMLESS).extracting(Variant::name).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> defect_isFoundByItsAssertionAndByTheGolden() {
        return Stream.iterate(0, i -> i < DEFECTS.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(DEFECTS.get(i).name(), () -> find(i, DEFECTS.get(i))));
    }

    private void find(int row, Defect defect) throws IOException {
        Path file = defect.maker().make(media, good);
        String byAssertion = "no";
        try {
            defect.claim().check(Output.of(file, good));
        } catch (AssertionError e) {
            byAssertion = String.valueOf(e.getMessage());
        }
        List<String> byGolden = facetsThatDiffer(file, defect.claim().isOfPackages() ? goodPackage : good);
        rows.put(
                row,
                "| %s | %s | %s | %s |\n"
                        .formatted(
                                defect.name(),
                                defect.claim(),
                                cell(byAssertion),
                                byGolden.isEmpty() ? "no" : String.join(", ", byGolden)));

        assertThat(byAssertion).as("what %s says", defect.claim()).isNotEqualTo("no");
        assertThat(byGolden).as("facets that differ").isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> harmlessVariant_isLeftInPeace() {
        return VARIANTS_THAT_ARE_HARMLESS.stream()
                .map(variant -> DynamicTest.dynamicTest(variant.name(), () -> leaveInPeace(variant)));
    }

    private void leaveInPeace(Variant variant) throws IOException {
        Path file = variant.maker().make(media, good);
        boolean isPackage = file.toString().endsWith(".m3u8");
        Output output = Output.of(file, good);
        List<String> fired = new ArrayList<>();
        for (Claim claim : Claim.values()) {
            if (claim.isOfPackages() == isPackage && !variant.but().contains(claim)) {
                try {
                    claim.check(output);
                } catch (AssertionError e) {
                    fired.add(claim + ": " + e.getMessage());
                }
            }
        }
        if (!fired.isEmpty()) {
            fail("assertions fired at a harmless variant:%n%s", String.join("\n", fired));
        }
    }

    /** In a table a line has to be one. */
    private static String cell(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).replace("|", "\\|");
    }

    // ---- the golden

    private List<String> facetsThatDiffer(Path file, Path from) {
        Map<String, List<String>> expected = requireNonNull(goldens.get(from));
        Map<String, List<String>> received = describe(file);
        return expected.entrySet().stream()
                .filter(facet -> !facet.getValue().equals(received.get(facet.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the standard facets say. A facet that cannot be told is a failure of the golden, and so a difference. */
    private static Map<String, List<String>> describe(Path file) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Facet facet : Facets.standard()) {
            try {
                lines.put(facet.name(), facet.describe(file));
            } catch (FFmpegException | UncheckedIOException e) {
                lines.put(facet.name(), List.of(UNTOLD + e.getMessage()));
            }
        }
        return lines;
    }
}
