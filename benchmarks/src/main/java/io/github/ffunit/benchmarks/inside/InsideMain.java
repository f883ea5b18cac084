package io.github.ffunit.benchmarks.inside;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code ./dev bench inside}: JMH as it is, with its profiler of allocations. */
public final class InsideMain {

    private InsideMain() {}

    /**
     * Runs benchmarks.
     *
     * @param arguments JMH's own
     * @throws RunnerException if a benchmark fails
     * @throws CommandLineOptionException if the arguments are not JMH's
     */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
