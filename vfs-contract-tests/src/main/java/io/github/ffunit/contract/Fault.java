package io.github.ffunit.contract;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A hook that fails calls: the k-th one of any kind, or all of one kind. Harmless until armed. */
final class Fault implements Hook {
    private int callsLeft;
    private boolean armed;
    private boolean struck;
    private @Nullable String kind;
    private @Nullable Throwable thrown;

    /** Fails one call, after some others, with an input/output error. */
    void strikeAfter(int calls) {
        callsLeft = calls;
        armed = true;
        struck = false;
        kind = null;
        thrown = new FileSystemException("f", null, "Input/output error");
    }

    /** Fails all calls of a kind, or of all kinds if null, until {@link #disarm}. */
    void failAll(@Nullable String newKind, Throwable toThrow) {
        callsLeft = -1;
        armed = true;
        struck = false;
        kind = newKind;
        thrown = toThrow;
    }

    void disarm() {
        armed = false;
    }

    boolean hasStruck() {
        return struck;
    }

    @Override
    public void before(String call) throws IOException {
        if (!armed) {
            return;
        }
        if (callsLeft >= 0) {
            if (callsLeft-- > 0) {
                return;
            }
            armed = false;
        } else if (kind != null && !kind.equals(call)) {
            return;
        }
        struck = true;
        throwIt();
    }

    private void throwIt() throws IOException {
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
