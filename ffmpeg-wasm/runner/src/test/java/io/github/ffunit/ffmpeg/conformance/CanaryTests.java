package io.github.ffunit.ffmpeg.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule L06 for FFmpeg as it is: while it works on files in memory, nothing of the host is opened, asked for or made. */
class CanaryTests {

    private static final List<String> OPTIONS =
            List.of("-Djava.nio.file.spi.DefaultFileSystemProvider=" + CanaryProvider.class.getName());

    /** What a JVM may ask for at any time: its own files and classes, and what the kernel tells of itself and the process. */
    private static final List<String> ALLOWED = Stream.concat(
                    Stream.of(System.getProperty("java.home") + "/", "/proc/", "/sys/"),
                    Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path", ""))
                            .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                            .filter(path -> !path.isEmpty()))
            .toList();

    private static final Pattern NAMED_FILE = Pattern.compile("\\d+ +(\\w+)\\((?:AT_FDCWD|\\d+)?,? ?\"([^\"]+)\".*");

    /** Runs all in another JVM, below a tracer perhaps; returns what it printed. */
    private static List<String> run(List<String> prefix, Path folder, Path output)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Dcanary.folder=" + folder);
        options.add("-Dffunit.engine=" + System.getProperty("ffunit.engine", "auto"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Jdk.current().command(options, CanaryMain.class));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        List<String> printed = Files.readAllLines(output, UTF_8);
        assertThat(process.waitFor()).as("%s", printed).isZero();
        return printed;
    }

    @Test
    void runsInMemory_neverReachTheDefaultProvider(@TempDir Path temporary) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temporary.toRealPath().resolve("host"));
        List<String> printed = run(List.of(), folder, temporary.resolve("output"));

        assertThat(printed).filteredOn(line -> line.startsWith("call ")).isEmpty();
        assertThat(printed)
                .contains("leak open " + folder.resolve("leaked.png"), "leak delete " + folder.resolve("leaked.png"));
    }

    /** The same from outside of the JVM: also what native code and the old file classes ask the kernel for. */
    @Test
    void runsInMemory_askTheKernelForNoFile(@TempDir Path temporary) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temporary.toRealPath().resolve("host"));
        Path trace = temporary.resolve("trace");
        List<String> tracer = List.of("strace", "-f", "-qq", "-e", "trace=%file", "-o", trace.toString());
        assumeTrue(works(tracer), "no strace here, or no permission to trace");
        run(tracer, folder, temporary.resolve("output"));
        List<String> lines = Files.readAllLines(trace, UTF_8);

        assertThat(strangers(lines, CanaryMain.START, CanaryMain.END)).isEmpty();
        assertThat(strangers(lines, CanaryMain.END, CanaryMain.LEAK))
                .anySatisfy(line -> assertThat(line).contains("open", folder.resolve("leaked.png") + "\""));
    }

    private static boolean works(List<String> tracer) throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(tracer);
            command.add("true");
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }

    /** The calls between two marks that name a file, and one that is not allowed; asking for what is open has no name. */
    private static List<String> strangers(List<String> trace, String from, String to) {
        List<String> found = new ArrayList<>();
        int marks = 0;
        for (String line : trace) {
            Matcher call = NAMED_FILE.matcher(line);
            if (call.matches()) {
                String file = call.group(2);
                if (file.equals(from) || file.equals(to)) {
                    marks++;
                } else if (marks == 1 && ALLOWED.stream().noneMatch(file::startsWith)) {
                    found.add(line);
                }
            }
        }
        assertThat(marks).as("marks [%s] and [%s] in the trace", from, to).isEqualTo(2);
        return found;
    }
}
