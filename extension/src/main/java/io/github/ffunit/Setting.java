package io.github.ffunit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The settings that a build can make, for all tests of a run. Each is a JUnit configuration parameter, a system property, or a variable of the
 * environment: the first of these that is there counts.
 */
enum Setting {
    GOLDEN("golden", "verify", "What is done with goldens: `verify`, `update`, `missing` or `review`"),
    GOLDEN_DIR("golden.dir", "src/test/goldens", "The folder of goldens"),
    BUNDLE("bundle", "on-failure", "Which tests leave a folder: `on-failure`, `always` or `off`"),
    BUNDLE_DIR("bundle.dir", "target/ffunit", "Where these folders are made"),
    BUNDLE_ATTACHMENTS(
            "bundle.attachments",
            "false",
            "`true` names the files of such a folder on standard output, as `[[ATTACHMENT\\|/…]]`, for build servers that collect those"),
    REPLAY("replay", "", "Such a folder; its test starts with the files in it"),
    WALL_TIME_SECONDS("wall-time-seconds", "600", "The longest that one run may take, in seconds"),
    MEMORY_MIB("memory-mib", "1024", "The most memory that one run may have, in MiB"),
    OUTPUT_MIB("output-mib", "2048", "The most that one run may write, in MiB"),
    MAX_PARALLEL_TESTS("max-parallel-tests", "the number of processors", "How many tests may have FFmpeg at one time"),
    NATIVE("native", "off", "For `@AlsoOnNative`: the folder of another `ffmpeg` and `ffprobe`, or `path`"),
    PRINT_CONFIG(
            "print-config",
            "false",
            "`true` prints all settings, and where they come from, when the first test begins"),
    ENGINE("engine", "auto", "What FFmpeg runs on: `auto`, `jvm` or `native`"),
    CACHE(
            "cache",
            "`ffunit` in the user's cache folder",
            "Where media that were made are kept; `off`: in memory alone");

    static final String PREFIX = "ffunit.";

    private final String name;
    private final String withoutIt;
    private final String meaning;

    Setting(String name, String withoutIt, String meaning) {
        this.name = name;
        this.withoutIt = withoutIt;
        this.meaning = meaning;
    }

    /** {@return the name of the parameter, and of the system property} */
    String key() {
        return PREFIX + name;
    }

    /** {@return the name of the variable of the environment} */
    String variable() {
        return key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** {@return what holds where nothing is set; in words where that depends on the machine} */
    String withoutIt() {
        return withoutIt;
    }

    /** {@return what it is for, in Markdown} */
    String meaning() {
        return meaning;
    }

    /** Whether also code without JUnit asks for it, which knows properties and variables alone. */
    boolean holdsWithoutJUnit() {
        return this == ENGINE || this == CACHE;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
