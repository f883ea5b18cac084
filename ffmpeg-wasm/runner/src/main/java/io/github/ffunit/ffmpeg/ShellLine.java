package io.github.ffunit.ffmpeg;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands as lines that a POSIX shell reads back to the same words. */
final class ShellLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellLine() {}

    static String of(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream())
                .map(ShellLine::quote)
                .collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
