package io.github.ffunit.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our unsigned comparisons against the shape that JDK-8376400 needs; the bug is open on JDK 17.
 *
 * <p>What goes wrong there is a method that flips the sign bits and compares, called as Chicory calls its helpers. The
 * module's {@code branch} is what we make of the same code. Its {@code value} keeps the result in a local variable; that
 * was not seen to go wrong here with either form, so for it the test is only a guard.
 */
class FoldedComparisonsTests {

    private final Path folder;

    FoldedComparisonsTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void unsignedComparisons_thatC2WouldFold_areRight() throws IOException, InterruptedException {
        assertThat(runInOwnJvm()).contains("branch 1", "value 1");
    }

    /** Without it the test above would show nothing. Fails once a JDK 17 has the bug mended; then this can go. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void obviousReplacement_onJdk17_isWrong() throws IOException, InterruptedException {
        assertThat(runInOwnJvm()).contains("flipped trapped");
    }

    private List<String> runInOwnJvm() throws IOException, InterruptedException {
        Path wasm = Files.write(folder.resolve("module.wasm"), TestModule.foldableComparisons());
        Path classes = folder.resolve("classes");
        new ModuleCompiler(folder.resolve("cache")).compile(wasm, classes);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xbatch", // compile in the foreground: always at the same call
                        "-classpath",
                        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        FoldedComparisons.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
