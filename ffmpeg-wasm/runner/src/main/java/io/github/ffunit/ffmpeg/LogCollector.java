package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.GuestOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Standard error of one run: its bytes exactly, and its lines with the levels that the guest tells on the side. Used by
 * one guest thread at a time, and after the run.
 */
final class LogCollector implements GuestOutput {

    private final Budget budget;
    private final OutputStream copy;
    private final Consumer<LogLine> listener;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<LogLine> lines = new ArrayList<>();
    private LogLine.Level level = LogLine.Level.INFO;
    private LogLine.Level pendingLevel = level;
    private byte last;

    LogCollector(Budget budget, OutputStream copy, Consumer<LogLine> listener) {
        this.budget = budget;
        this.copy = copy;
        this.listener = listener;
    }

    /** Tells the level of what is written next, as a number of FFmpeg's ({@code AV_LOG_ERROR} is 16). */
    void level(int avLevel) {
        level = LogLine.Level.ofAvLevel(avLevel);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        budget.beforeLog(bytes.remaining());
        byte[] written = new byte[bytes.remaining()];
        bytes.get(written);
        text.writeBytes(written);
        copy.write(written);
        copy.flush();
        for (byte next : written) {
            accept(next);
        }
    }

    private void accept(byte next) {
        boolean secondHalfOfEnd = next == '\n' && last == '\r';
        last = next;
        if (secondHalfOfEnd) {
            return;
        }
        if (next == '\n' || next == '\r') {
            endLine();
            return;
        }
        if (pending.size() == 0) {
            pendingLevel = level;
        }
        pending.write(next);
    }

    private void endLine() {
        LogLine line =
                LogLine.parse(pending.size() == 0 ? level : pendingLevel, pending.toString(StandardCharsets.UTF_8));
        pending.reset();
        lines.add(line);
        listener.accept(line);
    }

    /** The run is over: what stands after the last end of a line is a line, too. */
    void finish() {
        if (pending.size() > 0) {
            endLine();
        }
    }

    List<LogLine> lines() {
        return lines;
    }

    String text() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
