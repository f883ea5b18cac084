package io.github.ffunit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.ffmpeg.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The other end of {@link RunServer}, in a JVM: does a job with the engine that {@code ffunit.engine} names.
 *
 * <p>Each run has a sandbox of its own with a new Jimfs, which has the clips before the clock starts.
 */
public final class EngineMain {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SUM_LENGTH = 16;

    private final Path clips;
    private final String output;
    private final String program;
    private final List<String> arguments;

    private EngineMain(List<String> command) {
        clips = Path.of(command.get(0));
        output = command.get(1);
        program = command.get(2);
        arguments = command.subList(3, command.size());
    }

    /**
     * Answers each line of standard input by runs.
     *
     * @param command the folder with the clips, the output's name or an empty string, the program, its arguments
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] command) throws IOException {
        EngineMain main = new EngineMain(List.of(command));
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(main.answer(Integer.parseInt(line)));
        }
    }

    private String answer(int atOnce) {
        List<FFmpegSandbox> sandboxes = new ArrayList<>();
        try {
            for (int i = 0; i < atOnce; i++) {
                sandboxes.add(openSandbox());
            }
            long start = System.nanoTime();
            Run run = atOnce == 1 ? run(sandboxes.get(0)) : runAll(sandboxes);
            double seconds = (System.nanoTime() - start) / 1e9;
            return String.join(
                    "\t",
                    RunServer.OK,
                    String.format(Locale.ROOT, "%.6f", seconds),
                    Long.toString(peakResidentBytes()),
                    Long.toString(run.peakMemoryBytes()),
                    Long.toString(peakHeapBytes()),
                    sum(sandboxes.get(0), run),
                    run.engine(),
                    System.getProperty("java.version"));
        } catch (FFmpegException | IllegalStateException | IOException | LinkageError e) {
            return RunServer.ERROR + "\t" + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        } finally {
            sandboxes.forEach(FFmpegSandbox::close);
        }
    }

    private FFmpegSandbox openSandbox() throws IOException {
        FFmpegSandbox sandbox =
                FFmpegSandbox.builder().limits(Limits.unlimited()).open();
        for (String argument : arguments) {
            Path clip = clips.resolve(argument);
            if (Files.isRegularFile(clip)) {
                Files.copy(clip, sandbox.workDirectory().resolve(argument));
            }
        }
        return sandbox;
    }

    private Run run(FFmpegSandbox sandbox) {
        Object[] words = arguments.toArray();
        return program.equals("ffprobe")
                ? sandbox.ffprobe().run(words)
                : sandbox.ffmpeg().run(words);
    }

    private Run runAll(List<FFmpegSandbox> sandboxes) {
        ExecutorService threads = Executors.newFixedThreadPool(sandboxes.size());
        try {
            List<Callable<Run>> runs = sandboxes.stream()
                    .map(sandbox -> (Callable<Run>) () -> run(sandbox))
                    .toList();
            List<Future<Run>> ended = threads.invokeAll(runs);
            for (Future<Run> run : ended) {
                run.get();
            }
            return ended.get(0).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run in parallel failed: " + e.getCause(), e);
        } finally {
            threads.shutdown();
        }
    }

    /** Engines must agree on it, so that none is fast by doing less. */
    private String sum(FFmpegSandbox sandbox, Run run) throws IOException {
        byte[] written = output.isEmpty()
                ? run.standardOutput()
                : Files.readAllBytes(sandbox.workDirectory().resolve(output));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(written);
            return HexFormat.of().formatHex(digest).substring(0, SUM_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As Linux counts it, 0 elsewhere. */
    private static long peakResidentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The sum of the pools' peaks, which need not have been at the same time. */
    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
