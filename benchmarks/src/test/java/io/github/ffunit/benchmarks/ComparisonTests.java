package io.github.ffunit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.ffunit.benchmarks.Comparison.Field;
import io.github.ffunit.benchmarks.Job.Effort;
import io.github.ffunit.benchmarks.Row.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That contenders are really run and rows say so. What the times are is nobody's business here. */
class ComparisonTests {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Clip CLIP = new Clip("testsrc2", 32, 24, 1);

    private final Path folder;

    ComparisonTests(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Job probe(String arguments, int atOnce) {
        return new Job(
                "tiny", "a probe", "ffprobe", List.of(CLIP), Words.of(arguments), "", new Effort(1, 1, 1, atOnce));
    }

    private List<Row> measure(Job job, @Nullable Path reference, List<String> notes, String... engines)
            throws IOException {
        Path clips = Clips.make(folder, List.of(job), line -> {});
        List<Path> jdks = engines.length == 0 ? List.of() : List.of(JDK);
        Comparison comparison =
                new Comparison(new Field(List.of(engines), jdks, reference, null, null, clips), line -> {});
        List<Row> rows = comparison.measure(job);
        notes.addAll(comparison.notes());
        return rows;
    }

    /** Stands for a native program: a shell script. */
    private Path nativePrograms(String script) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(programs.resolve("ffprobe"), "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return programs;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void engineAndNativeProgram_doTheJob_andHaveRows() throws IOException {
        List<String> notes = new ArrayList<>();
        List<Row> rows = measure(
                probe("-v error -show_format -of json " + CLIP.fileName(), 2),
                nativePrograms("test -s " + CLIP.fileName()),
                notes,
                "jvm");

        assertThat(notes).isEmpty();
        assertThat(rows)
                .extracting(row -> row.engine() + " " + row.run())
                .containsExactly(
                        "FFmpeg process", "FFmpeg 2 at once", "jvm process", "jvm first", "jvm warm", "jvm 2 at once");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.samples().count()).isEqualTo(1);
            assertThat(row.samples().median()).isPositive();
            assertThat(row.ratio()).isPositive();
        });
        assertThat(rows).filteredOn(row -> row.engine().equals("jvm")).allSatisfy(row -> {
            assertThat(row.jdk()).isEqualTo(System.getProperty("java.version"));
            assertThat(row.memory().guest()).isGreaterThan(1 << 20);
            assertThat(row.memory().resident()).isGreaterThan(row.memory().guest());
        });
        assertThat(rows.get(2).samples().median())
                .as("start and first run last longer than the run")
                .isGreaterThan(rows.get(3).samples().median());
        assertThat(rows.get(5).oneSeconds()).isEqualTo(rows.get(4).samples().median());
        assertThat(rows).filteredOn(row -> row.run() == Kind.WARM).allMatch(Row::warm);
    }

    @Test
    void engineThatFails_isLeftOutWithItsReason() throws IOException {
        List<String> notes = new ArrayList<>();
        assertThat(measure(probe("-v error missing.mp4", 1), null, notes, "jvm"))
                .isEmpty();
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("Left out: jvm on " + JDK)
                .contains("missing.mp4: No such file or directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeProgramThatFails_failsTheComparison() throws IOException {
        Path programs = nativePrograms("echo broken >&2; exit 3");
        assertThatIOException()
                .isThrownBy(() -> measure(probe("-version", 1), programs, new ArrayList<>()))
                .withMessage(programs.resolve("ffprobe") + " failed with exit code 3: broken");
    }
}
