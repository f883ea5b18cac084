package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegException;
import io.github.ffunit.ffmpeg.GuestCrashException;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.vfs.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One run of a program, whichever way it ended.
 *
 * @param exitCode empty if it did not end by itself
 * @param ending how it ended, in words
 * @param created files; empty if it did not end by itself
 * @param changed files that were there before; empty if it did not end by itself
 * @param guestStack of a crash; empty otherwise
 */
record RunRecord(
        String program,
        List<String> arguments,
        String commandLine,
        OptionalInt exitCode,
        String ending,
        String log,
        String engine,
        Optional<Journal> journal,
        List<Path> created,
        List<Path> changed,
        List<String> guestStack) {

    RunRecord withoutJournal() {
        return new RunRecord(
                program,
                arguments,
                commandLine,
                exitCode,
                ending,
                log,
                engine,
                Optional.empty(),
                created,
                changed,
                guestStack);
    }

    static RunRecord of(Run run) {
        return new RunRecord(
                run.program(),
                run.arguments(),
                run.commandLine(),
                OptionalInt.of(run.exitCode()),
                "exit code " + run.exitCode(),
                run.logText(),
                run.engine(),
                run.journal(),
                run.createdFiles(),
                run.changedFiles(),
                List.of());
    }

    static RunRecord of(FFmpegException exception) {
        return new RunRecord(
                exception.program(),
                exception.arguments(),
                exception.commandLine(),
                OptionalInt.empty(),
                String.valueOf(exception.getMessage()).lines().findFirst().orElse(""),
                exception.logText(),
                exception.engine(),
                exception.journal(),
                List.of(),
                List.of(),
                exception instanceof GuestCrashException crash ? crash.guestStack() : List.of());
    }
}
