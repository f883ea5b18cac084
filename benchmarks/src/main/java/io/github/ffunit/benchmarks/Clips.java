package io.github.ffunit.benchmarks;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** Makes the clips of jobs, each once: a folder of the work directory keeps them. */
final class Clips {

    private Clips() {}

    /**
     * Makes what is missing.
     *
     * @return the folder with the clips of all these jobs
     */
    static Path make(Path work, List<Job> jobs, Consumer<String> progress) throws IOException {
        Path folder = Files.createDirectories(work.resolve("clips"));
        List<Clip> clips =
                jobs.stream().flatMap(job -> job.clips().stream()).distinct().toList();
        for (Clip clip : clips) {
            Path file = folder.resolve(clip.fileName());
            if (!Files.exists(file)) {
                progress.accept("making " + clip.fileName());
                make(clip, file);
            }
        }
        return folder;
    }

    private static void make(Clip clip, Path file) throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            sandbox.ffmpeg().run(clip.arguments().toArray());
            // Moved there when it is whole
            Path part = file.resolveSibling(clip.fileName() + ".part");
            Files.copy(sandbox.workDirectory().resolve(clip.fileName()), part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
