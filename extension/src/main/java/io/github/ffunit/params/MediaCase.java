package io.github.ffunit.params;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.probe.MediaInfo;
import io.github.ffunit.ffmpeg.probe.StreamInfo;
import io.github.ffunit.fixtures.Clip;
import io.github.ffunit.fixtures.Container;
import io.github.ffunit.fixtures.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One combination of a {@link MediaMatrix}: 25 frames of FFmpeg's {@code testsrc2}, 160x120 at 25 per second, and a sine wave of 440 Hz, as far as it has
 * pictures and sound.
 *
 * <p>A value; thread-safe.
 *
 * @param container the format of the file
 * @param video FFmpeg's name of the encoder of the pictures; empty for none
 * @param audio FFmpeg's name of the encoder of the sound; empty for none
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record MediaCase(Container container, Optional<String> video, Optional<String> audio) {

    /** What FFmpeg says of a combination that does not exist, and not of one that went wrong. */
    private static final List<String> REFUSALS = List.of("Unknown encoder", "Could not write header");

    /**
     * Makes a combination.
     *
     * @param container the format of the file
     * @param video FFmpeg's name of the encoder of the pictures; empty for none
     * @param audio FFmpeg's name of the encoder of the sound; empty for none
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a name cannot be that of an encoder, or there is none
     */
    public MediaCase {
        requireNonNull(container, "container");
        requireNonNull(video, "video");
        requireNonNull(audio, "audio");
        if (video.isEmpty() && audio.isEmpty()) {
            throw new IllegalArgumentException("a case needs pictures, or sound, or both");
        }
        clip(container, video, audio); // which looks at the names
    }

    /** {@return the description of the file, with what is to be expected of it} */
    public Clip clip() {
        return clip(container, video, audio);
    }

    private static Clip clip(Container container, Optional<String> video, Optional<String> audio) {
        Sound tone = Sound.sine(440);
        Sound sound = audio.map(tone::codec).orElse(tone);
        Clip clip;
        if (video.isPresent()) {
            clip = Clip.video().codec(video.get());
            clip = audio.isPresent() ? clip.audio(sound) : clip;
        } else {
            clip = Clip.sound(sound);
        }
        return clip.container(container);
    }

    /**
     * Writes the file, or aborts the test where FFmpeg cannot: when it has no such encoder, when the container takes no such codec, or when what it has
     * written cannot be read as that.
     *
     * @param directory an existing directory of any file system
     * @return the new file, for instance {@code mpeg4-aac.mkv}
     * @throws IOException if there is a file of that name, or it cannot be written
     * @throws NullPointerException if {@code directory} is null
     * @throws TestAbortedException if the combination does not exist; says why
     */
    public Path writeTo(Path directory) throws IOException {
        requireNonNull(directory, "directory");
        String name = codecs().collect(Collectors.joining("-")) + "." + container.extension();
        Path file;
        try {
            file = clip().writeTo(directory.resolve(name));
        } catch (FFmpegExitException e) {
            if (e.errorLines().stream().noneMatch(MediaCase::isRefusal)) {
                throw e;
            }
            throw aborted(String.join("; ", e.errorLines()), e);
        } catch (IllegalArgumentException e) {
            throw aborted(String.valueOf(e.getMessage()), e);
        }
        requireReadable(file);
        return file;
    }

    private static boolean isRefusal(String line) {
        return REFUSALS.stream().anyMatch(line::contains);
    }

    /** Some muxers write what they do not know as data that nobody can play. */
    private void requireReadable(Path file) throws IOException {
        MediaInfo info;
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            Path copy = sandbox.workDirectory().resolve(file.getFileName().toString());
            Files.copy(file, copy);
            info = sandbox.ffprobe().probe(copy);
        }
        boolean lacksVideo =
                video.isPresent() && info.streams(StreamInfo.Type.VIDEO).isEmpty();
        boolean lacksAudio =
                audio.isPresent() && info.streams(StreamInfo.Type.AUDIO).isEmpty();
        if (lacksVideo || lacksAudio) {
            Files.delete(file);
            throw aborted("it is written as data that FFmpeg does not know again; it reads " + info.streams(), null);
        }
    }

    private TestAbortedException aborted(String why, @Nullable Throwable cause) {
        return new TestAbortedException("there is no %s: %s".formatted(this, why), cause);
    }

    private Stream<String> codecs() {
        return Stream.concat(video.stream(), audio.stream());
    }

    /** {@return codecs and container, for instance {@code mpeg4/aac in mkv}} */
    @Override
    public String toString() {
        return codecs().collect(Collectors.joining("/")) + " in " + container.extension();
    }
}
