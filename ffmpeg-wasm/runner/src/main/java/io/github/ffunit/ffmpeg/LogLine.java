package io.github.ffunit.ffmpeg;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * One line that a program wrote to standard error.
 *
 * <p>Both {@code \n} and {@code \r} end a line: FFmpeg's status line, which it rewrites in place, arrives once for each
 * rewriting.
 *
 * @param level how grave FFmpeg itself considers the line; {@link Level#INFO} for what it prints outside of its log
 * @param component who says it, for instance {@code libx264} or {@code vost#0:0/libx264}; empty when the line names none
 * @param text the line exactly as printed, without its end and with its prefix, if it has one
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LogLine(Level level, String component, String text) {

    /** "[libx264 @ 0x55d0] ", possibly after the prefix of a parent. */
    private static final Pattern PREFIX = Pattern.compile("^(?:\\[([^\\[\\]]+) @ (?:0x)?[0-9a-fA-F]+\\] )+");

    /** FFmpeg's levels, gravest first. */
    public enum Level {
        /** Something went wrong that should not be possible; the program is about to crash. */
        PANIC(0),
        /** Something went wrong and recovery is not possible. */
        FATAL(8),
        /** Something went wrong and cannot be recovered losslessly. */
        ERROR(16),
        /** Something does not look right; the result may or may not be what was wanted. */
        WARNING(24),
        /** What FFmpeg prints by default. */
        INFO(32),
        /** More of the same, with {@code -loglevel verbose}. */
        VERBOSE(40),
        /** For FFmpeg's developers, with {@code -loglevel debug}. */
        DEBUG(48),
        /** Extremely verbose, with {@code -loglevel trace}. */
        TRACE(56);

        private final int avLevel;

        Level(int avLevel) {
            this.avLevel = avLevel;
        }

        /** The level of a message that FFmpeg logs with this number; its numbers have room between the levels. */
        static Level ofAvLevel(int number) {
            for (Level level : values()) {
                if (number <= level.avLevel) {
                    return level;
                }
            }
            return TRACE;
        }

        /**
         * Tells whether this level is at least as grave as another.
         *
         * @param other to compare with
         * @return whether it is
         * @throws NullPointerException if {@code other} is null
         */
        public boolean isAtLeast(Level other) {
            return compareTo(requireNonNull(other, "other")) <= 0;
        }
    }

    /**
     * Makes a line.
     *
     * @param level see {@link LogLine}
     * @param component see {@link LogLine}
     * @param text see {@link LogLine}
     * @throws NullPointerException if any argument is null
     */
    public LogLine {
        requireNonNull(level, "level");
        requireNonNull(component, "component");
        requireNonNull(text, "text");
    }

    /** Takes the component from the line's prefix. */
    static LogLine parse(Level level, String text) {
        Matcher prefix = PREFIX.matcher(text);
        return new LogLine(level, prefix.find() ? prefix.group(1) : "", text);
    }

    /**
     * Returns the text without the prefix that names the component and its address.
     *
     * @return the message alone
     */
    public String message() {
        Matcher prefix = PREFIX.matcher(text);
        return prefix.find() ? text.substring(prefix.end()) : text;
    }

    /** {@return the line exactly as printed} */
    @Override
    public String toString() {
        return text;
    }
}
