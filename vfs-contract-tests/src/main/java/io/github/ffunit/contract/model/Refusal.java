package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;

/** A call fails: with which errno, and by which property. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final String rule;

    Refusal(Errno errno, String rule) {
        // Half of all calls of a campaign fail: no stack trace.
        super(rule, null, false, false);
        this.errno = errno;
        this.rule = rule;
    }

    static void unless(boolean condition, Errno errno, String rule) {
        if (!condition) {
            throw new Refusal(errno, rule);
        }
    }

    Errno errno() {
        return errno;
    }

    String rule() {
        return rule;
    }
}
