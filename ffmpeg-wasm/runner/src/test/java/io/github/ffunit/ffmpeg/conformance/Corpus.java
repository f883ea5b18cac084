package io.github.ffunit.ffmpeg.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.MediaProgram;
import io.github.ffunit.ffmpeg.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Command lines of every kind, and what comes out of them: the same wherever they run.
 *
 * <p>The lines stand in the resource {@code corpus/corpus.txt}, which explains its form. Each runs in a sandbox of its own,
 * so that they need no order and any choice of them can run.
 */
final class Corpus {

    private static final Pattern GROUP = Pattern.compile("\\[(\\S+)] (.+)");
    private static final Pattern LINE = Pattern.compile("(\\*?)(\\S+) +(.+)");

    /** What the lines share besides their template. */
    private static final Map<String, String> SOURCES = Map.of(
            "$V", "-f lavfi -i testsrc2=size=64x48:rate=25:duration=0.2",
            "$W", "-f lavfi -i testsrc2=size=96x64:rate=25:duration=0.4",
            "$A", "-f lavfi -i sine=frequency=440:beep_factor=4:duration=0.15",
            "$S", "-f lavfi -i aevalsrc=0.5*sin(2*PI*330*t)|0.4*sin(2*PI*900*t*t):s=44100:d=0.15",
            "$N", "-f lavfi -i anoisesrc=seed=6:amplitude=0.3:duration=0.15,aformat=cl=stereo");

    /** The guest finds these in {@code /in}. */
    private static final List<String> INPUTS =
            List.of("cues.srt", "list.txt", "chapters.txt", "warm.cube", "curve.cube");

    /** Where the guest has an object; in another build of the same sources that is another place. */
    private static final Pattern ADDRESS = Pattern.compile("@ 0x[0-9a-f]+");

    /** The result that tells whether a line that makes NaNs made the same ones each time. */
    static final String AGAIN = "again";

    private static final int NAN_RUNS = 4;

    private Corpus() {}

    /**
     * One line of the corpus.
     *
     * @param group what it is about
     * @param name unique in the corpus
     * @param core whether it is one of the few that run where time is short
     * @param commands programs with their arguments, to run one after the other; at least one
     */
    record Line(String group, String name, boolean core, List<String> commands) {

        /** Whether its last command must end with an exit code other than 0. */
        boolean fails() {
            return group.equals("failure");
        }

        /** Whether its output is made of NaNs, whose bits are nowhere laid down. */
        boolean makesNans() {
            return group.equals("nan");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All lines, in the order of the resource. */
    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        String group = "";
        String template = "";
        List<String> texts = new String(resource("corpus.txt"), UTF_8)
                .lines()
                .filter(text -> !text.isEmpty() && !text.startsWith("#"))
                .toList();
        for (String text : texts) {
            Matcher header = GROUP.matcher(text);
            Matcher line = LINE.matcher(text);
            if (header.matches()) {
                group = header.group(1);
                template = header.group(2);
            } else if (line.matches()) {
                lines.add(new Line(group, line.group(2), !line.group(1).isEmpty(), commands(template, line.group(3))));
            } else {
                throw new IllegalStateException("corpus.txt: neither a group nor a line: [%s]".formatted(text));
            }
        }
        return List.copyOf(lines);
    }

    /** A line that needs what only one test can give it, and so is not in the resource; written as one of its group. */
    static Line failure(String name, String commands) {
        return new Line("failure", name, false, commands("$*", commands));
    }

    private static List<String> commands(String template, String arguments) {
        String commands =
                template.replace("$*", arguments).replace("$out", arguments.substring(arguments.lastIndexOf(' ') + 1));
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            commands = commands.replace(source.getKey(), source.getValue());
        }
        return List.of(commands.split(" && "));
    }

    /** Runs a line in memory, with all defaults: see {@link #run(Line, FFmpegSandbox)}. */
    static Map<String, String> run(Line line) {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            return run(line, sandbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a line.
     *
     * @param sandbox a fresh one, with the default working directory
     * @return by the name of what came out ({@code exit}, {@code out}, {@code log} or {@code file NAME}) the exit codes
     *     of the commands, and the sha256 of everything else
     */
    static Map<String, String> run(Line line, FFmpegSandbox sandbox) throws IOException {
        Path in = Files.createDirectory(sandbox.workDirectory().resolveSibling("in"));
        for (String input : INPUTS) {
            Files.write(in.resolve(input), resource(input));
        }
        List<String> exits = new ArrayList<>();
        MessageDigest out = sha256();
        MessageDigest log = sha256();
        for (String command : line.commands()) {
            exits.add(run(sandbox, command.split(" "), out, log));
        }
        Map<String, String> results = files(sandbox.workDirectory());
        results.put("exit", String.join(" ", exits));
        results.put("out", hex(out));
        results.put("log", hex(log));
        return results;
    }

    /** The sha256 of each file below a directory, by {@code file NAME}. */
    static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                MessageDigest content = sha256();
                content.update(Files.readAllBytes(file));
                String name = directory.relativize(file).toString();
                results.put("file " + name.replace(file.getFileSystem().getSeparator(), "/"), hex(content));
            }
        }
        return results;
    }

    /** Runs one command; returns its exit code, or what ended it otherwise. */
    private static String run(FFmpegSandbox sandbox, String[] words, MessageDigest out, MessageDigest log) {
        MediaProgram<?> program = words[0].equals("ffprobe") ? sandbox.ffprobe() : sandbox.ffmpeg();
        Object[] arguments = Stream.concat(Stream.of("-hide_banner"), Arrays.stream(words, 1, words.length))
                .map(word -> word.replace('~', ' '))
                .toArray();
        try {
            Run run = program.tryRun(arguments);
            out.update(run.standardOutput());
            log.update(ADDRESS.matcher(run.logText()).replaceAll("@").getBytes(UTF_8));
            return String.valueOf(run.exitCode());
        } catch (FFmpegException e) {
            return e.getClass().getSimpleName();
        }
    }

    /**
     * What runs the guests of this JVM, and its version, for instance {@code jvm (Chicory 1.7.5), FFmpeg 9.0.2}: the last
     * line of every failure.
     */
    static String engine() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            sandbox.ffmpeg().run("-i", "missing");
            throw new IllegalStateException("FFmpeg read a file that is not there");
        } catch (FFmpegExitException e) {
            String message = requireNonNull(e.getMessage());
            return message.substring(message.lastIndexOf('\n')).strip();
        }
    }

    /**
     * Runs the corpus and prints the results, for a comparison with another JVM: first the engine, then
     * {@code LINE<tab>RESULT<tab>VALUE} for each result of each line.
     *
     * <p>Lines that make NaNs come first, while nothing is compiled yet, and run {@value #NAN_RUNS} times; they have one
     * result more, {@code again}: {@code same} or {@code other}.
     *
     * <p>System properties: {@code ffunit.engine} is the engine to use; if it is not there, the reason is all that is
     * printed. {@code ffunit.corpus} may be {@code core}, for only the lines of the core.
     */
    public static void main(String[] arguments) {
        try {
            System.out.println(engine());
        } catch (IllegalStateException e) {
            System.out.println("none: " + e.getMessage());
            return;
        }
        boolean coreOnly = System.getProperty("ffunit.corpus", "").equals("core");
        List<Line> lines =
                lines().stream().filter(line -> line.core() || !coreOnly).toList();
        runNans(lines.stream().filter(Line::makesNans).toList());
        lines.stream().filter(line -> !line.makesNans()).forEach(line -> print(line, run(line)));
    }

    private static void runNans(List<Line> lines) {
        List<Map<String, String>> first = lines.stream().map(Corpus::run).toList();
        Set<Line> others = new HashSet<>();
        for (int run = 1; run < NAN_RUNS; run++) {
            for (int i = 0; i < lines.size(); i++) {
                if (!run(lines.get(i)).equals(first.get(i))) {
                    others.add(lines.get(i));
                }
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            print(lines.get(i), first.get(i));
            print(lines.get(i), Map.of(AGAIN, others.contains(lines.get(i)) ? "other" : "same"));
        }
    }

    private static void print(Line line, Map<String, String> results) {
        results.forEach((result, value) -> System.out.println(line + "\t" + result + "\t" + value));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Corpus.class.getResourceAsStream("corpus/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource corpus/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
