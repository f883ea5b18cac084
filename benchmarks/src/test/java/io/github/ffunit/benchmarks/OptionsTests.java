package io.github.ffunit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments));
    }

    @Test
    void parse_nothing_isTheStandardJobsOnBothEnginesAndThisJdk() {
        Options options = parse();
        assertThat(options.jobs())
                .extracting(Job::name)
                .containsExactly("transcode", "larger", "reel", "thumbnail", "probe", "framemd5", "decode720", "remux");
        assertThat(options.engines()).containsExactly("jvm", "native");
        assertThat(options.jdks()).containsExactly(Path.of(System.getProperty("java.home")));
        assertThat(options.json()).isNull();
    }

    @Test
    void parse_quick_hasFewerJobsAndRuns() {
        assertThat(parse("--quick").jobs())
                .hasSizeLessThan(parse().jobs().size())
                .allSatisfy(job -> {
                    assertThat(job.effort().runs()).isEqualTo(3);
                    assertThat(job.effort().starts()).isEqualTo(1);
                    assertThat(job.effort().atOnce()).isEqualTo(1);
                });
    }

    @Test
    void parse_groupAndOneOfItsJobs_hasEachJobOnce() {
        assertThat(parse("--jobs", "length-2,growth").jobs())
                .hasSize(8)
                .doesNotHaveDuplicates()
                .first()
                .extracting(Job::name)
                .isEqualTo("length-2");
    }

    @Test
    void parse_allOptions_areHeeded(@TempDir Path folder) {
        String jdk = System.getProperty("java.home");
        Options options = parse(
                "--engines",
                "native",
                "--jdk",
                jdk,
                "--jdk",
                jdk + "/.",
                "--json",
                folder.resolve("rows.json").toString());
        assertThat(options.engines()).containsExactly("native");
        assertThat(options.jdks()).containsExactly(Path.of(jdk), Path.of(jdk));
        assertThat(options.json()).isEqualTo(folder.resolve("rows.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jobs transcoding | --jobs got [transcoding]; it takes a list of [standard, growth, quick, transcode,",
                "--jobs             | --jobs got []; it takes a list of",
                "--jobs probe,      | --jobs got []; it takes a list of",
                "--engines gpu      | --engines got [gpu]; it takes a list of [jvm, native], with commas between",
                "--jdk /nowhere     | --jdk got [/nowhere]; it takes the home of a JDK 17 or newer",
                "--json /nowhere/f  | --json got [/nowhere/f]; it takes a file to write, in a folder that exists",
                "--fast             | the command line got [--fast]; it takes --quick, --jobs,"
            })
    void parse_wrong_saysWhatItGotAndWhatIsAllowed(String line, String message) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("./dev bench: " + message)
                .hasMessageEndingWith("; see ./dev help");
    }
}
