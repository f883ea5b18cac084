package io.github.ffunit.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * {@code @ffmpeg/core}, an FFmpeg that Emscripten compiled for browsers; it runs on Node when its script is told
 * that it is in a worker.
 *
 * @param folder with {@code ffmpeg-core.js} and {@code ffmpeg-core.wasm}, the package's {@code dist/umd}
 * @param script that answers a {@link RunServer} with it
 */
record NodeCore(Path folder, Path script) {

    private static final String SCRIPT = "ffmpeg-core.cjs";

    /** With our script in the folder given. */
    static NodeCore in(Path folder, Path work) throws IOException {
        if (!Files.isRegularFile(folder.resolve("ffmpeg-core.js"))) {
            throw new UsageException(
                    "FFUNIT_BENCH_NODE_CORE",
                    folder.toString(),
                    "the folder dist/umd of the npm package @ffmpeg/core, with ffmpeg-core.js in it");
        }
        Path script = work.resolve(SCRIPT);
        try (InputStream in = Objects.requireNonNull(NodeCore.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodeCore(folder.toAbsolutePath(), script);
    }
}
