package io.github.ffunit.assertj;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion is about, and where its failures go.
 *
 * @param name how messages call it, for instance {@code [/sandbox/out.mp4] video stream 0}
 * @param failures throws them, or collects them
 * @param missing whether there is no such thing, which has been reported: then there is nothing more to say about it
 */
record Subject(String name, Consumer<AssertionError> failures, boolean missing) {

    /** One that fails at once. */
    static Subject strict(@Nullable Object actual) {
        return new Subject(nameOf(actual), Subject::fail, false);
    }

    /** One whose failures are collected. */
    static Subject soft(@Nullable Object actual, Consumer<AssertionError> failures) {
        return new Subject(nameOf(actual), failures, false);
    }

    /** A part of this one, whose failures go the same way. */
    Subject part(String part) {
        return new Subject(name + " " + part, failures, missing);
    }

    /** This one, failing at once. */
    Subject strictly() {
        return new Subject(name, Subject::fail, missing);
    }

    /** A part that was looked for and not found. */
    Subject nowhere() {
        return new Subject(name, failures, true);
    }

    private static void fail(AssertionError failure) {
        throw failure;
    }

    private static String nameOf(@Nullable Object actual) {
        return actual instanceof Path ? "[" + actual + "]" : String.valueOf(actual);
    }
}
