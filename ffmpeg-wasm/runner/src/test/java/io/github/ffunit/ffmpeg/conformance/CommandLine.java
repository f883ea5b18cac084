package io.github.ffunit.ffmpeg.conformance;

/** Command lines without quotes, as a shell would split them. */
final class CommandLine {

    private CommandLine() {}

    /** The words of a line, as arguments of a run. */
    static Object[] words(String line) {
        return line.split(" ");
    }
}
