package io.github.ffunit.benchmarks;

import io.github.ffunit.benchmarks.Job.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All jobs there are, by name and in groups. */
final class Jobs {

    private static final String TRANSCODE = "-c:v libx264 -preset medium -c:a aac -movflags +faststart out.mp4";

    private static final Clip SMALL = new Clip("testsrc2", 320, 240, 3);
    private static final Clip LARGE = new Clip("testsrc2", 640, 360, 10);
    private static final Clip HD = new Clip("testsrc2", 1280, 720, 2);

    private static final Effort USUAL = new Effort(1, 5, 5, 1);
    /** What takes hundredths of a second is compiled late, and its times vary more. */
    private static final Effort SHORT = new Effort(1, 20, 15, 1);

    private static final Effort LONG = new Effort(1, 1, 5, 1);

    private static final List<Job> STANDARD = List.of(
            ffmpeg(
                    "transcode",
                    "3 s of 320x240 to 160 px, libx264 medium, AAC, faststart",
                    List.of(SMALL),
                    "-i %s -vf scale=160:-2 " + TRANSCODE,
                    "out.mp4",
                    new Effort(3, 8, 5, 4)),
            ffmpeg(
                    "larger",
                    "10 s of 640x360 to 480 px, else the same",
                    List.of(LARGE),
                    "-i %s -vf scale=480:-2 " + TRANSCODE,
                    "out.mp4",
                    LONG),
            ffmpeg(
                    "reel",
                    "3 clips of 2 s, 320x240, with cross-fades and a tone mixed in, as transcode",
                    List.of(
                            new Clip("testsrc2", 320, 240, 2),
                            new Clip("smptebars", 320, 240, 2),
                            new Clip("rgbtestsrc", 320, 240, 2)),
                    "-i %s -i %s -i %s -f lavfi -i sine=frequency=220:sample_rate=44100:duration=5 -filter_complex "
                            + "[0:v][1:v]xfade=duration=0.5:offset=1.5[v1];[v1][2:v]xfade=duration=0.5:offset=3[v];"
                            + "[0:a][1:a]acrossfade=duration=0.5[a1];[a1][2:a]acrossfade=duration=0.5[a2];"
                            + "[a2][3:a]amix=duration=first[a] -map [v] -map [a] " + TRANSCODE,
                    "out.mp4",
                    new Effort(1, 3, 5, 1)),
            ffmpeg(
                    "thumbnail",
                    "one PNG of 320 px from second 1 of 1280x720",
                    List.of(HD),
                    "-ss 1 -i %s -frames:v 1 -update 1 -vf scale=320:-2 out.png",
                    "out.png",
                    SHORT),
            new Job(
                    "probe",
                    "ffprobe, streams and format of 3 s of 320x240 as JSON",
                    "ffprobe",
                    List.of(SMALL),
                    Words.of("-v error -show_streams -show_format -of json " + SMALL.fileName()),
                    "",
                    new Effort(3, 20, 15, 1)),
            ffmpeg(
                    "framemd5",
                    "sums of all frames of 2 s of 1280x720 and its sound",
                    List.of(HD),
                    "-i %s -f framemd5 out.md5",
                    "out.md5",
                    USUAL),
            ffmpeg("decode720", "2 s of 1280x720 to nowhere", List.of(HD), "-i %s -f null -", "", USUAL),
            ffmpeg(
                    "remux",
                    "10 s of 640x360 from MP4 to Matroska, copied",
                    List.of(LARGE),
                    "-i %s -c copy out.mkv",
                    "out.mkv",
                    SHORT));

    private static final List<Job> GROWTH = Stream.concat(
                    IntStream.of(1, 2, 5, 10)
                            .mapToObj(seconds -> growth("length-" + seconds, new Clip("testsrc2", 320, 240, seconds))),
                    Stream.of(
                                    new Clip("testsrc2", 160, 120, 2),
                                    new Clip("testsrc2", 320, 240, 2),
                                    new Clip("testsrc2", 640, 360, 2),
                                    new Clip("testsrc2", 1280, 720, 2))
                            .map(clip -> growth("size-%dx%d".formatted(clip.width(), clip.height()), clip)))
            .toList();

    /** What is over soon, and one of each kind. */
    private static final List<String> QUICK = List.of("transcode", "thumbnail", "probe");

    private static final Map<String, Supplier<List<Job>>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("standard", () -> STANDARD);
        GROUPS.put("growth", () -> GROWTH);
        GROUPS.put("quick", () -> STANDARD.stream()
                .filter(job -> QUICK.contains(job.name()))
                .toList());
    }

    private Jobs() {}

    private static Job ffmpeg(
            String name, String description, List<Clip> clips, String arguments, String output, Effort effort) {
        Object[] names = clips.stream().map(Clip::fileName).toArray();
        return new Job(
                name,
                description,
                "ffmpeg",
                clips,
                Words.of("-v error -nostdin -y " + arguments.formatted(names)),
                output,
                effort);
    }

    private static Job growth(String name, Clip clip) {
        return ffmpeg(
                name,
                "%d s of %dx%d to half of that, else as transcode"
                        .formatted(clip.seconds(), clip.width(), clip.height()),
                List.of(clip),
                "-i %s -vf scale=iw/2:-2 " + TRANSCODE,
                "out.mp4",
                new Effort(1, 3, 3, 1));
    }

    /** Names that {@link #named} takes: groups first. */
    static List<String> names() {
        List<String> names = new ArrayList<>(GROUPS.keySet());
        all().map(Job::name).forEach(names::add);
        return names;
    }

    private static Stream<Job> all() {
        return Stream.concat(STANDARD.stream(), GROWTH.stream());
    }

    /** The jobs of these names and groups, each once, in the order given. */
    static List<Job> named(List<String> names) {
        Set<Job> jobs = new LinkedHashSet<>();
        for (String name : names) {
            Supplier<List<Job>> group = GROUPS.get(name);
            if (group != null) {
                jobs.addAll(group.get());
            } else {
                jobs.add(all().filter(job -> job.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("--jobs", name, "a list of " + names())));
            }
        }
        return List.copyOf(jobs);
    }
}
