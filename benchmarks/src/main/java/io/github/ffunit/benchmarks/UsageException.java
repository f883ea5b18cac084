package io.github.ffunit.benchmarks;

/** A command line that cannot be understood. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String option, String got, String allowed) {
        super("./dev bench: %s got [%s]; it takes %s; see ./dev help".formatted(option, got, allowed));
    }
}
