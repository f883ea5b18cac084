package io.github.ffunit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.commons.JUnitException;

/** What is to be closed, the last first. One that fails does not keep the others open. Not thread-safe. */
final class Closings {

    private final Deque<AutoCloseable> lastFirst = new ArrayDeque<>();

    void add(AutoCloseable closing) {
        lastFirst.push(closing);
    }

    /** Closes all because of a failure; what goes wrong then is suppressed there. */
    void closeAfter(Throwable failure) {
        while (!lastFirst.isEmpty()) {
            try {
                lastFirst.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    /**
     * Closes all.
     *
     * @throws JUnitException whose cause is the first failure
     */
    void close() {
        JUnitException failure = new JUnitException("FFUnit cannot close what a test had");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
