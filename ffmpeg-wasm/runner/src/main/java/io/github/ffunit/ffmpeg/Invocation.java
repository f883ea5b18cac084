package io.github.ffunit.ffmpeg;

import io.github.ffunit.ffmpeg.probe.MediaInfo;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a program is to be run; what {@link FFmpeg} and {@link FFprobe} consist of. Immutable. */
final class Invocation {

    @SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"})
    static <T> T pending() {
        throw new UnsupportedOperationException("the engine is not bound yet");
    }

    Run run(Object... arguments) {
        return pending();
    }

    Job start(Object... arguments) {
        return pending();
    }

    MediaInfo probe(Path file) {
        return pending();
    }

    Invocation withStandardInput(Supplier<InputStream> in) {
        return this;
    }

    Invocation withStandardOutput(OutputStream out) {
        return this;
    }

    Invocation withLog(Consumer<LogLine> listener) {
        return this;
    }

    Invocation withProgress(Consumer<Progress> listener) {
        return this;
    }

    Invocation withLimits(Limits limits) {
        return this;
    }

    Invocation withEnvironment(String name, String value) {
        return this;
    }

    static String ffmpegVersion() {
        return "9.0.2";
    }
}
