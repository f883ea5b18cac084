package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A part that an FFmpeg may have been built with or without, by the name it has on a command line.
 *
 * <pre>{@code
 * if (ffmpeg.has(encoder("libx264"))) { … }
 * }</pre>
 *
 * <p>A value; thread-safe.
 *
 * @param kind what sort of part
 * @param name FFmpeg's name: letters, digits and {@code _ . + -}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Capability(Kind kind, String name) {

    private static final Pattern NAME = Pattern.compile("[\\w.+-]+");

    /** The one engine of a JVM does not change. */
    private static final Map<Capability, Boolean> KNOWN = new ConcurrentHashMap<>();

    /** The sorts of parts of FFmpeg. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** Reads coded media; as for {@code -c} before an input. The name of a codec stands for all its decoders. */
        DECODER("Decoder"),
        /** Writes coded media; as for {@code -c} before an output. The name of a codec stands for all its encoders. */
        ENCODER("Encoder"),
        /** Reads containers; as for {@code -f} before an input. */
        DEMUXER("Demuxer"),
        /** Writes containers; as for {@code -f} before an output. */
        MUXER("Muxer"),
        /** Changes media; as in {@code -vf} and {@code -af}. */
        FILTER("Filter"),
        /** Changes coded media; as for {@code -bsf}. */
        BITSTREAM_FILTER("Bit stream filter", "bsf");

        private final String title;
        private final String topic;

        Kind(String title) {
            this(title, title.toLowerCase(Locale.ROOT));
        }

        Kind(String title, String topic) {
            this.title = title;
            this.topic = topic;
        }

        /** {@return the name in words, for instance {@code bitstream filter}} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Names a part.
     *
     * @param kind what sort of part
     * @param name FFmpeg's name
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} cannot be the name of a part
     */
    public Capability {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name [%s] of the %s must have letters, digits and _ . + - alone, as on the command line"
                            .formatted(name, kind));
        }
    }

    /**
     * Names a decoder, for instance {@code h264}.
     *
     * @param name FFmpeg's name of it, or of a codec
     * @return the capability
     */
    public static Capability decoder(String name) {
        return new Capability(Kind.DECODER, name);
    }

    /**
     * Names an encoder, for instance {@code libx264}.
     *
     * @param name FFmpeg's name of it, or of a codec
     * @return the capability
     */
    public static Capability encoder(String name) {
        return new Capability(Kind.ENCODER, name);
    }

    /**
     * Names a demuxer, for instance {@code matroska}.
     *
     * @param name FFmpeg's name of it
     * @return the capability
     */
    public static Capability demuxer(String name) {
        return new Capability(Kind.DEMUXER, name);
    }

    /**
     * Names a muxer, for instance {@code mp4}.
     *
     * @param name FFmpeg's name of it
     * @return the capability
     */
    public static Capability muxer(String name) {
        return new Capability(Kind.MUXER, name);
    }

    /**
     * Names a filter, for instance {@code loudnorm}.
     *
     * @param name FFmpeg's name of it
     * @return the capability
     */
    public static Capability filter(String name) {
        return new Capability(Kind.FILTER, name);
    }

    /**
     * Names a bitstream filter, for instance {@code h264_mp4toannexb}.
     *
     * @param name FFmpeg's name of it
     * @return the capability
     */
    public static Capability bitstreamFilter(String name) {
        return new Capability(Kind.BITSTREAM_FILTER, name);
    }

    /** {@return kind and name, for instance {@code encoder libx264}} */
    @Override
    public String toString() {
        return kind + " " + name;
    }

    /** Asks the engine's ffmpeg, the first time; in a sandbox of its own, so that nobody's listener hears of it. */
    boolean isThere() {
        return KNOWN.computeIfAbsent(this, Capability::ask);
    }

    private static boolean ask(Capability capability) {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            // The title comes with the description alone; who is not known gets a sentence, and exit code 0 as well
            return sandbox.ffmpeg()
                    .tryRun("-hide_banner", "-h", capability.kind.topic + "=" + capability.name)
                    .standardOutputText()
                    .startsWith(capability.kind.title + " ");
        }
    }
}
