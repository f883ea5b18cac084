package io.github.ffunit.golden;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.nio.file.Path;

/** A sandbox that can read one folder alone: what a golden asks about a file leaves no trace in the test's own. */
final class OneFile implements AutoCloseable {

    private final FFmpegSandbox sandbox;
    private final Path file;

    OneFile(Path file) {
        this.file = file.toAbsolutePath();
        this.sandbox = FFmpegSandbox.builder()
                .mountReadOnly("/golden", requireNonNull(this.file.getParent(), "folder of the file"))
                .open();
    }

    FFmpegSandbox sandbox() {
        return sandbox;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
