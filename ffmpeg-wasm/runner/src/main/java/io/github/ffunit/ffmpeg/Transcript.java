package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.journal.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run whichever way it ended.
 *
 * @param journal null where the sandbox keeps none
 */
record Transcript(
        String program,
        List<String> arguments,
        List<LogLine> log,
        String logText,
        String engine,
        @Nullable Journal journal) {

    private static final int ERROR_LINES = 5;

    Transcript {
        arguments = List.copyOf(arguments);
        log = List.copyOf(log);
    }

    String commandLine() {
        return ShellLine.of(program, arguments);
    }

    /** What ends every failure's message: how to repeat it, and with what. */
    String signature() {
        return "  " + commandLine() + "\n  " + engine;
    }

    /** The last errors or, where FFmpeg logged none, the last lines at all. */
    List<String> lastErrors() {
        List<String> errors = log.stream()
                .filter(line -> line.level().isAtLeast(LogLine.Level.ERROR))
                .map(LogLine::text)
                .toList();
        List<String> lines = errors.isEmpty()
                ? log.stream()
                        .map(LogLine::text)
                        .filter(text -> !text.isBlank())
                        .toList()
                : errors;
        return List.copyOf(lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()));
    }
}
