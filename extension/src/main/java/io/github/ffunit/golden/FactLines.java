package io.github.ffunit.golden;

import io.github.ffunit.ffmpeg.probe.Chapter;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.Rational;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Container, streams and chapters. */
final class FactLines {

    /** Tags that people set; the others are of muxers. */
    private static final List<String> TAGS = List.of("language", "title");

    /** What MP4 has for a language that nobody set. */
    private static final String UNDETERMINED = "und";

    private FactLines() {}

    /** One line for the container and for each chapter, two for each stream. */
    static List<String> of(Path media) {
        try (OneFile one = new OneFile(media)) {
            return of(one.sandbox().ffprobe().probe(one.file()));
        }
    }

    private static List<String> of(MediaInfo info) {
        List<String> lines = new ArrayList<>();
        lines.add("format: " + String.join(",", info.format().names())
                + tags(info.format().tags()));
        for (StreamInfo stream : info.streams()) {
            lines.add("stream %d: %s".formatted(stream.index(), looks(stream)));
            lines.add("stream %d time: %s".formatted(stream.index(), times(stream)));
        }
        for (int i = 0; i < info.chapters().size(); i++) {
            Chapter chapter = info.chapters().get(i);
            lines.add("chapter %d: %s to %s in units of %s s%s"
                    .formatted(i, chapter.startTicks(), chapter.endTicks(), chapter.timeBase(), tags(chapter.tags())));
        }
        return lines;
    }

    private static String looks(StreamInfo stream) {
        StringJoiner looks = new StringJoiner(", ");
        looks.add(stream.type().name().toLowerCase(Locale.ROOT)
                + stream.codecName().map(name -> " " + name).orElse("")
                + stream.profile().map(profile -> " " + profile).orElse(""));
        if (stream.width().isPresent() && stream.height().isPresent()) {
            looks.add(stream.width().getAsInt() + "x" + stream.height().getAsInt());
        }
        stream.sampleAspectRatio()
                .ifPresent(ratio -> looks.add("sample aspect ratio " + ratio.numerator() + ":" + ratio.denominator()));
        stream.pixelFormat().ifPresent(looks::add);
        if (stream.type() == StreamInfo.Type.VIDEO) {
            stream.averageFrameRate().ifPresent(rate -> looks.add(number(rate) + " fps"));
        }
        stream.sampleRate().ifPresent(rate -> looks.add(rate + " Hz"));
        stream.channels().ifPresent(channels -> looks.add(channels + (channels == 1 ? " channel" : " channels")));
        stream.channelLayout().ifPresent(looks::add);
        return looks + tags(stream.tags());
    }

    private static String times(StreamInfo stream) {
        StringJoiner times = new StringJoiner(", ");
        times.add("base " + stream.timeBase());
        stream.startTicks().ifPresent(ticks -> times.add("start " + ticks));
        stream.durationTicks().ifPresent(ticks -> times.add("duration " + ticks));
        stream.frameCount().ifPresent(frames -> times.add(frames + " frames"));
        return times.toString();
    }

    private static String number(Rational value) {
        return value.denominator() == 1 ? Long.toString(value.numerator()) : value.toString();
    }

    private static String tags(Map<String, String> tags) {
        StringBuilder text = new StringBuilder();
        for (String name : TAGS) {
            String value = tags.get(name);
            if (value != null && !value.equals(UNDETERMINED)) {
                text.append(", ")
                        .append(name)
                        .append(" \"")
                        .append(value.replaceAll("\\R", " "))
                        .append('"');
            }
        }
        return text.toString();
    }
}
