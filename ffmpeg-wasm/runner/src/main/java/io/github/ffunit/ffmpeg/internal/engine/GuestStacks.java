package io.github.ffunit.ffmpeg.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a guest's stack off a Java stack trace: compiled function number n is a Java method {@code func_n}.
 *
 * <p>Names come from a resource beside the compiled module, one for each line, by number; it is read only after a crash.
 */
final class GuestStacks {

    /** The module's build leaves the names here; under META-INF they are visible from every Java module. */
    static final String NAMES = "/META-INF/ffunit/function-names.txt";

    private static final Pattern FUNCTION = Pattern.compile("func_(\\d+)");
    private static final int MAX_DEPTH = 32;

    private final @Nullable Class<?> beside;

    /** For a module whose names lie beside this class; null where there are none. */
    GuestStacks(@Nullable Class<?> beside) {
        this.beside = beside;
    }

    /** Names of the guest's functions in a stack trace, innermost first. */
    List<String> of(Throwable crash) {
        List<Integer> functions = new ArrayList<>();
        for (StackTraceElement element : crash.getStackTrace()) {
            Matcher function = FUNCTION.matcher(element.getMethodName());
            if (function.matches() && functions.size() < MAX_DEPTH) {
                functions.add(Integer.valueOf(function.group(1)));
            }
        }
        if (functions.isEmpty()) {
            return List.of();
        }
        List<String> names = names();
        return functions.stream()
                .map(number -> number < names.size() && !names.get(number).isEmpty()
                        ? names.get(number)
                        : "function " + number)
                .toList();
    }

    /** No names are better than a second failure that hides the first. */
    private List<String> names() {
        if (beside == null) {
            return List.of();
        }
        try (InputStream in = beside.getResourceAsStream(NAMES)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
