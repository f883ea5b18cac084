package io.github.ffunit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobTests {

    private static Job named(String name) {
        return Jobs.named(List.of(name)).get(0);
    }

    @Test
    void allJobs_readTheirClips_andWriteTheirOutput() {
        assertThat(Jobs.named(List.of("standard", "growth")))
                .hasSizeGreaterThan(10)
                .allSatisfy(job -> {
                    assertThat(job.arguments())
                            .containsAll(
                                    job.clips().stream().map(Clip::fileName).toList());
                    if (!job.output().isEmpty()) {
                        assertThat(job.arguments()).endsWith(job.output());
                    }
                });
    }

    @Test
    void allNames_areDifferent() {
        assertThat(Jobs.names()).doesNotHaveDuplicates();
    }

    @Test
    void singleThreaded_limitsEachInputAndTheOutput() {
        assertThat(named("remux").singleThreaded().arguments())
                .containsExactly(
                        "-filter_threads",
                        "1",
                        "-filter_complex_threads",
                        "1",
                        "-v",
                        "error",
                        "-nostdin",
                        "-y",
                        "-threads",
                        "1",
                        "-i",
                        "testsrc2-640x360-10s.mp4",
                        "-c",
                        "copy",
                        "-threads",
                        "1",
                        "out.mkv");
        assertThat(named("reel").singleThreaded().arguments())
                .filteredOn("-threads"::equals)
                .as("four inputs and an output")
                .hasSize(5);
    }
}
