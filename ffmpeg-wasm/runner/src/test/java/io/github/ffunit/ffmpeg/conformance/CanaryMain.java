package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.vfs.faults.BackendCall;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs FFmpeg in memory, in a JVM of its own, and prints what the host's file system heard of it: first the engine, then a line for
 * each call, then those of a leak that is planted.
 *
 * <p>All runs are made twice, and only the second time counts: what the JVM and the engine load they have loaded by then.
 * So that a trace of the process can be read as well, it looks for files {@link #START}, {@link #END} and
 * {@link #LEAK} there, by a way past the default provider.
 */
final class CanaryMain {

    static final String START = "/canary-start";
    static final String END = "/canary-end";
    static final String LEAK = "/canary-leak";

    private static final Set<String> GROUPS = Set.of("muxer", "program", "file", "failure");

    /** What a guest might try that wants out; the host has all of these. */
    private static final List<String> OUTWARD = List.of(
            "-i /etc/passwd -f null -",
            "-i ../../../../etc/passwd -f null -",
            "-i file:///etc/passwd -f null -",
            "-f lavfi -i testsrc2 -frames:v 1 -y /etc/out.png",
            "-f lavfi -i testsrc2 -frames:v 1 -y ../../../tmp/ffunit-canary.png",
            "-f rawvideo -video_size 1x1 -i /proc/self/maps -f null -",
            "-i subfile,,start,0,end,9,,:/etc/passwd -f null -",
            "-f concat -safe 0 -i /in/list.txt -f null -",
            "-report -f lavfi -i testsrc2 -frames:v 1 -f null -");

    private CanaryMain() {}

    /** The argument is a folder of the host for the planted leak, by the system property {@code canary.folder}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(System.getProperty("canary.folder"));
        System.out.println(Corpus.engine());
        runAll();
        mark(START);
        CanaryProvider.wake();
        runAll();
        List<BackendCall> calls = CanaryProvider.song();
        mark(END);
        calls.forEach(call -> System.out.println("call " + call));
        // The canary must be able to sing, or its silence means nothing.
        leak(folder);
        CanaryProvider.song().stream()
                .skip(calls.size())
                .forEach(call -> System.out.println("leak " + call.kind() + " " + call.path()));
        mark(LEAK);
    }

    private static void runAll() throws IOException {
        Predicate<Corpus.Line> wanted = line -> GROUPS.contains(line.group()) && line.core();
        Corpus.lines().stream().filter(wanted).forEach(Corpus::run);
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            for (String line : OUTWARD) {
                sandbox.ffmpeg().tryRun(words("-nostdin " + line));
            }
        }
    }

    private static void leak(Path folder) throws IOException {
        try (FFmpegSandbox sandbox =
                FFmpegSandbox.builder().mount("/host", folder).open()) {
            sandbox.ffmpeg().run(words("-nostdin -f lavfi -i testsrc2 -frames:v 1 /host/leaked.png"));
        }
        Files.delete(folder.resolve("leaked.png"));
    }

    private static void mark(String name) {
        if (new File(name).exists()) {
            throw new IllegalStateException("a file [%s] is there: it is the mark of this test".formatted(name));
        }
    }
}
