package io.github.ffunit.ffmpeg.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param feature its feature release, for instance 17
 * @param java its java command
 */
record Jdk(int feature, Path java) {

    private static final Path ALL = Path.of("/usr/lib/jvm");

    /** The one that runs this test. */
    static Jdk current() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** One of each other feature release from 17 on, the oldest first. */
    static List<Jdk> others() {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        Set<Integer> seen = new HashSet<>(Set.of(current().feature()));
        try (Stream<Path> homes = Files.list(ALL)) {
            return homes.filter(home -> !Files.isSymbolicLink(home))
                    .map(home -> new Jdk(featureOf(home), home.resolve("bin/java")))
                    .filter(jdk -> jdk.feature() >= 17 && Files.isExecutable(jdk.java()))
                    .sorted(Comparator.comparingInt(Jdk::feature).thenComparing(Jdk::java))
                    .filter(jdk -> seen.add(jdk.feature()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a main class of the tests in a JVM of this JDK, with this JVM's class path.
     *
     * @param options of the JVM
     * @param output gets its standard output; standard error goes to this JVM's
     */
    Process start(List<String> options, Class<?> main, Path output) throws IOException {
        return new ProcessBuilder(command(options, main))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The command that {@link #start} starts. */
    List<String> command(List<String> options, Class<?> main) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx1g", "-cp", classPath()));
        command.addAll(options);
        command.add(main.getName());
        return command;
    }

    /** Of this JVM, which may run the tests on its module path. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }

    /** The feature release that a JDK's release file names, or 0. */
    private static int featureOf(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Runtime.Version.parse(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                            .feature())
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // a folder that is no JDK
        }
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
