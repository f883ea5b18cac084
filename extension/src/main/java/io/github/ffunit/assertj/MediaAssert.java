package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.analysis.MediaAnalysis;
import io.github.ffunit.ffmpeg.probe.Chapter;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a media file.
 *
 * <p>Times and numbers are exact, unless an assertion takes a tolerance. A file that FFmpeg cannot read fails each assertion, with what FFmpeg says.
 * Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MediaAssert extends AbstractMediaAssert<MediaAssert, Path> {

    private final @Nullable MediaAnalysis analysis;

    MediaAssert(@Nullable Path file, Subject subject) {
        super(file, MediaAssert.class, subject);
        this.analysis = file == null ? null : MediaAnalysis.of(file);
    }

    // ---- streams

    /**
     * Goes on to the first stream with pictures, covers aside; fails without one.
     *
     * @return assertions about it
     */
    public VideoAssert video() {
        return video(0);
    }

    /**
     * Goes on to a stream with pictures, covers aside; fails without it.
     *
     * @param number its place among those, from 0
     * @return assertions about it
     */
    public VideoAssert video(int number) {
        return go(() -> videoOf(nth(StreamInfo.Type.VIDEO, number), subject()), VideoAssert::missing);
    }

    /**
     * Goes on to the first stream with sound; fails without one.
     *
     * @return assertions about it
     */
    public AudioAssert audio() {
        return audio(0);
    }

    /**
     * Goes on to a stream with sound; fails without it.
     *
     * @param number its place among those, from 0
     * @return assertions about it
     */
    public AudioAssert audio(int number) {
        return go(() -> audioOf(nth(StreamInfo.Type.AUDIO, number), subject()), AudioAssert::missing);
    }

    /**
     * Goes on to the first stream with subtitles; fails without one.
     *
     * @return assertions about it
     */
    public SubtitleAssert subtitles() {
        return subtitles(0);
    }

    /**
     * Goes on to a stream with subtitles; fails without it.
     *
     * @param number its place among those, from 0
     * @return assertions about it
     */
    public SubtitleAssert subtitles(int number) {
        return go(() -> subtitlesOf(nth(StreamInfo.Type.SUBTITLE, number), subject()), SubtitleAssert::missing);
    }

    /**
     * Asserts that at least one stream with pictures, covers aside, meets some assertions.
     *
     * @param assertions about one stream
     * @return this
     */
    public MediaAssert hasVideo(Consumer<VideoAssert> assertions) {
        return hasAny(StreamInfo.Type.VIDEO, this::videoOf, assertions);
    }

    /**
     * Asserts that there is exactly one stream with pictures, covers aside, and that it meets some assertions.
     *
     * @param assertions about the stream
     * @return this
     */
    public MediaAssert hasSingleVideo(Consumer<VideoAssert> assertions) {
        return hasCount(StreamInfo.Type.VIDEO, 1).hasVideo(assertions);
    }

    /**
     * Asserts that there is no stream with pictures, covers aside.
     *
     * @return this
     */
    public MediaAssert hasNoVideo() {
        return hasCount(StreamInfo.Type.VIDEO, 0);
    }

    /**
     * Asserts that at least one stream with sound meets some assertions.
     *
     * @param assertions about one stream
     * @return this
     */
    public MediaAssert hasAudio(Consumer<AudioAssert> assertions) {
        return hasAny(StreamInfo.Type.AUDIO, this::audioOf, assertions);
    }

    /**
     * Asserts that there is exactly one stream with sound, and that it meets some assertions.
     *
     * @param assertions about the stream
     * @return this
     */
    public MediaAssert hasSingleAudio(Consumer<AudioAssert> assertions) {
        return hasCount(StreamInfo.Type.AUDIO, 1).hasAudio(assertions);
    }

    /**
     * Asserts that there is no stream with sound.
     *
     * @return this
     */
    public MediaAssert hasNoAudio() {
        return hasCount(StreamInfo.Type.AUDIO, 0);
    }

    /**
     * Asserts that at least one stream with subtitles meets some assertions.
     *
     * @param assertions about one stream
     * @return this
     */
    public MediaAssert hasSubtitles(Consumer<SubtitleAssert> assertions) {
        return hasAny(StreamInfo.Type.SUBTITLE, this::subtitlesOf, assertions);
    }

    /**
     * Asserts that there is no stream with subtitles.
     *
     * @return this
     */
    public MediaAssert hasNoSubtitles() {
        return hasCount(StreamInfo.Type.SUBTITLE, 0);
    }

    /**
     * Asserts the number of all streams, of whatever type.
     *
     * @param count how many there are
     * @return this
     */
    public MediaAssert hasStreamCount(int count) {
        return check(() -> {
            if (info().streams().size() != count) {
                throw difference(
                        count,
                        info().streams().size(),
                        "expected [%s] streams but has %s",
                        count,
                        describe(info().streams()));
            }
        });
    }

    private MediaAssert hasCount(StreamInfo.Type type, int count) {
        return check(() -> {
            List<StreamInfo> streams = streams(type);
            if (streams.size() != count) {
                throw difference(
                        count,
                        streams.size(),
                        "expected %s %s %s but has %s",
                        count == 0 ? "no" : count,
                        name(type),
                        count == 1 ? "stream" : "streams",
                        describe(info().streams()));
            }
        });
    }

    /** One of several is enough; if none is, each is told. */
    private <T> MediaAssert hasAny(
            StreamInfo.Type type, BiFunction<StreamInfo, Subject, T> asserts, Consumer<T> assertions) {
        requireNonNull(assertions, "assertions");
        return check(() -> {
            List<StreamInfo> streams = streams(type);
            if (streams.isEmpty()) {
                throw nothing(type);
            }
            List<String> failures = new ArrayList<>();
            for (StreamInfo stream : streams) {
                try {
                    assertions.accept(asserts.apply(stream, subject().strictly()));
                    return;
                } catch (AssertionError e) {
                    if (streams.size() == 1) {
                        throw e;
                    }
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
            throw problem(
                    "expected one %s stream to meet the assertions but none of %s does:\n  %s",
                    name(type), streams.size(), String.join("\n  ", failures));
        });
    }

    private StreamInfo nth(StreamInfo.Type type, int number) {
        List<StreamInfo> streams = streams(type);
        if (streams.isEmpty()) {
            throw nothing(type);
        }
        if (number >= streams.size()) {
            throw problem("expected %s streams 0 to %s but has %s", name(type), number, describe(info().streams()));
        }
        return streams.get(number);
    }

    private AssertionError nothing(StreamInfo.Type type) {
        return problem("expected one %s stream or more but has %s", name(type), describe(info().streams()));
    }

    private List<StreamInfo> streams(StreamInfo.Type type) {
        return info().streams(type).stream()
                .filter(stream -> !stream.dispositions().contains("attached_pic"))
                .toList();
    }

    private VideoAssert videoOf(StreamInfo stream, Subject subject) {
        return new VideoAssert(analysis(), stream, part(subject, stream));
    }

    private AudioAssert audioOf(StreamInfo stream, Subject subject) {
        return new AudioAssert(analysis(), stream, part(subject, stream));
    }

    private SubtitleAssert subtitlesOf(StreamInfo stream, Subject subject) {
        return new SubtitleAssert(analysis(), stream, part(subject, stream));
    }

    private static Subject part(Subject subject, StreamInfo stream) {
        return subject.part(say("%s stream %s", name(stream.type()), stream.index()));
    }

    private static String name(StreamInfo.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(List<StreamInfo> streams) {
        return streams.stream()
                .map(stream -> say(
                        "%s %s%s",
                        name(stream.type()),
                        stream.codecName().orElse("of unknown codec"),
                        stream.dispositions().contains("attached_pic") ? " (cover)" : ""))
                .toList()
                .toString();
    }

    // ---- container

    /**
     * Asserts the format of the container.
     *
     * @param name one of the names that ffprobe gives it, for instance {@code mp4}, {@code matroska} or {@code mpegts}
     * @return this
     */
    public MediaAssert hasFormat(String name) {
        requireNonNull(name, "name");
        return check(() -> {
            List<String> names = info().format().names();
            if (!names.contains(name)) {
                throw difference(name, names, "expected format [%s] but was %s", name, names);
            }
        });
    }

    /**
     * Asserts a tag of the container.
     *
     * @param name its name as ffprobe prints it, for instance {@code title}
     * @param value its value
     * @return this
     */
    public MediaAssert hasTag(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        return check(
                () -> requireEqual("tag " + name, value, info().format().tags().getOrDefault(name, "none")));
    }

    /**
     * Asserts that the container has not got a tag.
     *
     * @param name its name as ffprobe prints it, for instance {@code creation_time}
     * @return this
     */
    public MediaAssert hasNoTag(String name) {
        requireNonNull(name, "name");
        return check(() -> {
            String value = info().format().tags().get(name);
            if (value != null) {
                throw problem("expected no tag [%s] but it is [%s]", name, value);
            }
        });
    }

    /**
     * Asserts the duration that ffprobe tells of the file, to the microsecond. That of a {@linkplain #video() stream} is exact to its tick.
     *
     * @param duration what is expected
     * @return this
     */
    public MediaAssert hasDuration(Duration duration) {
        return hasDurationCloseTo(duration, Duration.ZERO);
    }

    /**
     * Asserts the duration that ffprobe tells of the file, with a tolerance.
     *
     * @param duration what is expected
     * @param tolerance how far off it may be in each direction, inclusive
     * @return this
     */
    public MediaAssert hasDurationCloseTo(Duration duration, Duration tolerance) {
        requireNonNull(duration, "duration");
        requireNonNull(tolerance, "tolerance");
        return check(() -> {
            Duration was = info().format()
                    .duration()
                    .orElseThrow(() ->
                            problem("expected a duration of %s but the file does not tell", Times.text(duration)));
            Duration off = was.minus(duration).abs();
            if (off.compareTo(tolerance) > 0) {
                throw difference(
                        duration,
                        was,
                        "expected a duration of %s%s but was %s; the smallest tolerance that passes is %s",
                        Times.text(duration),
                        tolerance.isZero() ? "" : " within " + Times.text(tolerance),
                        Times.text(was),
                        Times.text(off));
            }
        });
    }

    /**
     * Goes on to the boxes of an MP4 or QuickTime file; fails for other files, and for boxes that do not fit together.
     *
     * @return assertions about them
     */
    public Mp4Assert mp4() {
        return go(() -> Mp4Assert.of(analysis().file(), subject()), Mp4Assert::missing);
    }

    /**
     * As {@link Mp4Assert#hasMoovBeforeMdat()}.
     *
     * @return this
     */
    public MediaAssert hasMoovBeforeMdat() {
        mp4().hasMoovBeforeMdat();
        return this;
    }

    // ---- as a whole

    /**
     * Asserts that the file is consistent. FFmpeg decodes all of it as strictly as it can, and may not complain; packets of a stream are decoded
     * one after another and not after they are shown; as many pictures come out as packets went in, and as the container declares. MP4, QuickTime and
     * PCM WAV files are also read by a second reader, in Java, which is stricter about their structure.
     *
     * @return this
     */
    public MediaAssert isWellFormed() {
        return check(() -> {
            List<String> problems = WellFormed.problems(analysis());
            if (!problems.isEmpty()) {
                throw problem("expected a well-formed file but\n  %s", String.join("\n  ", problems));
            }
        });
    }

    /**
     * Asserts that the streams are coded the same way, with the same packets: their payload, their number and order in each stream, and their times,
     * exactly. Containers that round times, as Matroska, cannot keep them: see {@link #hasSamePayloadAs(Path)}.
     *
     * @param other a file of any file system
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     */
    public MediaAssert hasSamePacketsAs(Path other) {
        return hasSamePackets(other, true);
    }

    /**
     * Asserts that the streams are coded the same way, with the same packets, but for their times: payload, number and order in each stream. MPEG-TS and
     * MP4 wrap the packets of H.264 and AAC in different ways, and so have not the same.
     *
     * @param other a file of any file system
     * @return this
     * @throws io.github.ffunit.ffmpeg.FFmpegExitException if FFmpeg cannot read the other file
     */
    public MediaAssert hasSamePayloadAs(Path other) {
        return hasSamePackets(other, false);
    }

    private MediaAssert hasSamePackets(Path other, boolean withTimes) {
        MediaAnalysis reference = MediaAnalysis.of(requireNonNull(other, "other"));
        // What is wrong with the test's own file is no failure of what is tested
        reference.info();
        return check(() -> {
            Optional<String> difference = PacketDifference.between(reference, analysis(), withTimes);
            if (difference.isPresent()) {
                throw problem("expected the packets of [%s] but %s", other, difference.get());
            }
        });
    }

    /**
     * Decodes the first pictures and the first sound, goes on to how much later each beep comes than its flash, in milliseconds, negative for earlier;
     * the worst one counts. A flash is the first bright picture after dark ones, a beep the first loud sample after 50 ms of quiet, as in the fixture of
     * {@code Clip.flashes()} with {@code Sound.beeps()}. Fails if there are not as many beeps as flashes, or none.
     *
     * @return assertions about the figure
     */
    public MeasureAssert avOffset() {
        return go(
                () -> {
                    List<Double> flashes = FlashAndBeep.flashes(
                            analysis(), nth(StreamInfo.Type.VIDEO, 0).index());
                    List<Double> beeps = FlashAndBeep.beeps(
                            analysis(), nth(StreamInfo.Type.AUDIO, 0).index());
                    if (flashes.isEmpty() || flashes.size() != beeps.size()) {
                        throw problem(
                                "expected as many flashes as beeps but has %s flashes and %s beeps",
                                flashes.size(), beeps.size());
                    }
                    double worst = 0;
                    for (int i = 0; i < flashes.size(); i++) {
                        double offset = 1000 * (beeps.get(i) - flashes.get(i));
                        worst = Math.abs(offset) > Math.abs(worst) ? offset : worst;
                    }
                    return new MeasureAssert(worst, " ms", subject().part("A/V offset"));
                },
                MeasureAssert::missing);
    }

    /**
     * Asserts that the pictures and the sound end together: the ends of all such streams, covers aside, lie within a tolerance.
     *
     * @param tolerance the largest distance, inclusive
     * @return this
     */
    public MediaAssert endsTogether(Duration tolerance) {
        requireNonNull(tolerance, "tolerance");
        return check(() -> {
            List<StreamInfo> streams = new ArrayList<>(streams(StreamInfo.Type.VIDEO));
            streams.addAll(streams(StreamInfo.Type.AUDIO));
            if (streams.isEmpty()) {
                throw problem("expected pictures or sound but has %s", describe(info().streams()));
            }
            List<Rational> ends = streams.stream()
                    .map(stream -> analysis().frameHashes(stream.index()).end())
                    .toList();
            Rational distance = ends.stream()
                    .max(Rational::compareTo)
                    .orElseThrow()
                    .minus(ends.stream().min(Rational::compareTo).orElseThrow());
            if (distance.compareTo(Times.of(tolerance)) > 0) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < streams.size(); i++) {
                    texts.add(name(streams.get(i).type()) + " " + Times.text(ends.get(i)));
                }
                throw problem(
                        "expected streams to end within %s but they end at %s; the smallest tolerance that passes is %s",
                        Times.text(tolerance), texts, Times.text(distance));
            }
        });
    }

    // ---- chapters

    /**
     * Asserts the titles of all chapters.
     *
     * @param titles in the order of the file; none for a file without chapters
     * @return this
     */
    public MediaAssert hasChapters(String... titles) {
        List<String> expected = List.of(titles);
        return check(() -> requireEqual(
                "chapters",
                expected,
                info().chapters().stream()
                        .map(chapter -> chapter.title().orElse("none"))
                        .toList()));
    }

    /**
     * Asserts the times of a chapter, exactly.
     *
     * @param number its place, from 0
     * @param start when it starts, as {@code 1.5} or {@code 0:00:01.500}
     * @param end when it ends
     * @return this
     * @throws IllegalArgumentException if a time cannot be read
     */
    public MediaAssert hasChapterAt(int number, String start, String end) {
        Rational from = Times.parse(start);
        Rational to = Times.parse(end);
        return check(() -> {
            List<Chapter> chapters = info().chapters();
            if (number >= chapters.size()) {
                throw problem("expected a chapter [%s] but has [%s] chapters", number, chapters.size());
            }
            Chapter chapter = chapters.get(number);
            requireEqual(
                    say("chapter %s", number),
                    span(from, to),
                    span(
                            chapter.timeBase().times(chapter.startTicks()),
                            chapter.timeBase().times(chapter.endTicks())));
        });
    }

    private static String span(Rational start, Rational end) {
        return Times.text(start) + " to " + Times.text(end);
    }

    // ---- helpers

    /** To be asked within checks alone. */
    private MediaAnalysis analysis() {
        return requireNonNull(analysis, "a file that is null is not looked into");
    }

    private MediaInfo info() {
        return analysis().info();
    }
}
