package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.ffmpeg.FFmpegExitException;
import io.github.ffunit.ffmpeg.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What all assertions of this package share: where failures go, and what they look like.
 *
 * <p>Each assertion is a {@link #check}: it throws what {@link #problem} made. So soft assertions need no proxies, which could not be made of
 * the classes of a module.
 *
 * @param <S> the assertion itself
 * @param <A> what it is about
 */
abstract class AbstractMediaAssert<S extends AbstractMediaAssert<S, A>, A> extends AbstractAssert<S, A> {

    private static final Pattern OWN = Pattern.compile("io\\.github\\.ffunit\\.assertj\\.\\w*Assert(\\$.*)?");

    private final Subject subject;

    /** {@code actual} is null if the user gave null, or the subject is missing. */
    AbstractMediaAssert(@Nullable A actual, Class<S> type, Subject subject) {
        super(actual, type);
        this.subject = subject;
    }

    /** What can be asserted; an exception that tells of the file, not of the machine, is a failure as well. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    /** What is looked for; see {@link Check}. */
    @FunctionalInterface
    interface Search<T> {
        T find() throws IOException;
    }

    final Subject subject() {
        return subject;
    }

    /** Runs an assertion, and passes its failure on. */
    final S check(Check check) {
        attempt(() -> {
            check.run();
            return "";
        });
        return myself;
    }

    /** Goes on to a part; without one, that is the failure, and all that follows is about nothing. */
    final <T extends AbstractMediaAssert<T, ?>> T go(Search<T> part, Function<Subject, T> nowhere) {
        T found = attempt(part);
        T next = found == null ? nowhere.apply(subject.nowhere()) : found;
        if (info.hasDescription()) {
            next.as(info.description());
        }
        return next;
    }

    private <T> @Nullable T attempt(Search<T> search) {
        if (subject.missing()) {
            return null;
        }
        try {
            if (actual == null) {
                throw problem("expected something to look at but was null");
            }
            if (actual instanceof Path file && !Files.exists(file)) {
                throw problem("there is no such file");
            }
            return search.find();
        } catch (AssertionError e) {
            report(e);
        } catch (FFmpegExitException e) {
            report(problem(e, "cannot be read: %s", wordsOf(e)));
        } catch (IOException e) {
            report(problem(e, "cannot be read: %s", requireNonNull(e.getMessage())));
        }
        return null;
    }

    /** Without addresses of the guest, and without the name by which FFmpeg saw the file: the message begins with the file. */
    private static String wordsOf(FFmpegExitException failure) {
        List<String> words = failure.run().log().stream()
                .filter(line -> line.level().isAtLeast(LogLine.Level.ERROR))
                .map(line -> line.message().replaceFirst("^/(media|other)/.*: (?=[^:]*$)", ""))
                .distinct()
                .toList();
        return String.join("; ", words.isEmpty() ? failure.errorLines() : words);
    }

    private void report(AssertionError failure) {
        // What stands first in a trace is to be the line of the test
        failure.setStackTrace(Arrays.stream(failure.getStackTrace())
                .dropWhile(frame -> OWN.matcher(frame.getClassName()).matches())
                .toArray(StackTraceElement[]::new));
        subject.failures().accept(failure);
    }

    // ---- messages

    /** A failure without two sides. */
    final MediaAssertionError problem(String text, Object... values) {
        return new MediaAssertionError(message(text, values), null, null, Map.of(), null);
    }

    /** A failure with two sides that an IDE shows beside each other. */
    final MediaAssertionError difference(Object expected, Object actual, String text, Object... values) {
        return difference(expected, actual, Map.of(), text, values);
    }

    /** A failure with two sides, and files for the failure bundle. */
    final MediaAssertionError difference(
            Object expected, Object actual, Map<String, byte[]> evidence, String text, Object... values) {
        return new MediaAssertionError(message(text, values), expected, actual, evidence, null);
    }

    /** Fails unless two values are equal. */
    final void requireEqual(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw difference(expected, actual, "expected %s %s but was %s", what, text(expected), text(actual));
        }
    }

    private MediaAssertionError problem(Throwable cause, String text, Object... values) {
        return new MediaAssertionError(message(text, values), null, null, Map.of(), cause);
    }

    private String message(String text, Object... values) {
        String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
        String overriding = info.overridingErrorMessage();
        return description + (overriding != null ? overriding : subject.name() + ": " + say(text, values));
    }

    private static String text(Object value) {
        return value instanceof List ? value.toString() : "[" + value + "]";
    }

    /** The same digits in every locale. */
    static String say(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
