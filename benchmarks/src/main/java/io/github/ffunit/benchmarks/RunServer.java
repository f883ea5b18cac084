package io.github.ffunit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that does one job again and again. It is told how many times at once, in a line, and answers with a line:
 * {@code bench ok SECONDS RESIDENT GUEST HEAP SUM ENGINE RUNTIME} or {@code bench error WHY}, with tabs between.
 */
final class RunServer implements Contender {

    static final String OK = "bench\tok";
    static final String ERROR = "bench\terror";

    private static final int FIELDS = 9;
    private static final int EXIT_SECONDS = 10;

    private final String name;
    private final String engine;
    private final List<String> command;
    private @Nullable Connection connection;

    private record Connection(Process process, BufferedReader answers, Writer requests) {}

    /**
     * Makes one.
     *
     * @param name for messages
     * @param engine how the name of what answers must begin
     * @param command that starts the process
     */
    private RunServer(String name, String engine, List<String> command) {
        this.name = name;
        this.engine = engine;
        this.command = command;
    }

    /** A JVM with an engine; its options are a JVM's defaults, as those of most test runs are. */
    static RunServer jvm(Path jdk, String engine, Job job, Path clips) {
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/java").toString(),
                "-Dffunit.engine=" + engine,
                "-cp",
                System.getProperty("java.class.path"),
                EngineMain.class.getName()));
        return new RunServer("the engine [%s] on %s".formatted(engine, jdk), engine, withJob(command, job, clips));
    }

    /** Node with an FFmpeg that was compiled for it. */
    static RunServer node(NodeCore core, Job job, Path clips) {
        List<String> command = new ArrayList<>(
                List.of("node", core.script().toString(), core.folder().toString()));
        return new RunServer("ffmpeg-core on Node", "ffmpeg-core", withJob(command, job, clips));
    }

    private static List<String> withJob(List<String> command, Job job, Path clips) {
        command.addAll(List.of(clips.toString(), job.output(), job.program()));
        command.addAll(job.arguments());
        return command;
    }

    /** Starts the process, if it is not there. */
    @Override
    public Outcome run(int atOnce) throws IOException {
        if (connection == null) {
            connection = connect();
        }
        connection.requests.write(atOnce + "\n");
        connection.requests.flush();
        // Whatever else a runtime prints comes in between
        BufferedReader answers = connection.answers;
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(OK)) {
                return outcome(line.split("\t", FIELDS));
            }
            if (line.startsWith(ERROR)) {
                throw new IOException("%s failed: %s"
                        .formatted(name, line.substring(ERROR.length()).strip()));
            }
        }
        throw new IOException("%s ended without an answer; what it printed is above".formatted(name));
    }

    private Connection connect() throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Connection(process, process.inputReader(UTF_8), process.outputWriter(UTF_8));
    }

    private Outcome outcome(String[] fields) throws IOException {
        if (!fields[7].startsWith(engine)) {
            throw new IOException("%s: [%s] answered instead; is it on the class path?".formatted(name, fields[7]));
        }
        Memory memory = new Memory(Long.parseLong(fields[3]), Long.parseLong(fields[4]), Long.parseLong(fields[5]));
        return new Outcome(Double.parseDouble(fields[2]), memory, fields[6], fields[7], fields[8]);
    }

    /** Ends the process. The next run starts another. */
    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        Process process = connection.process;
        try {
            connection.requests.close();
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // it has ended before us
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            connection = null;
        }
    }
}
