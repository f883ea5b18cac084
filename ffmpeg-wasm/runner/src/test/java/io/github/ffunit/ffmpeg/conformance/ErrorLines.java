package io.github.ffunit.ffmpeg.conformance;

import java.util.List;

/** What two builds of FFmpeg have in common of a message: all but the addresses of their objects. */
final class ErrorLines {

    private ErrorLines() {}

    /** The last line with text in it, or the empty string. */
    static String last(String log) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).replaceAll(" @ 0x[0-9a-f]+", "");
    }
}
