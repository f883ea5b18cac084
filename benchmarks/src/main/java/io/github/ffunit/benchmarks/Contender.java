package io.github.ffunit.benchmarks;

import java.io.IOException;

/** Something that does a job, as often as it is asked to. */
interface Contender extends AutoCloseable {

    /**
     * Does the job.
     *
     * @param atOnce how many times, in parallel
     * @throws IOException if any of them fails; the message says who and why
     */
    Outcome run(int atOnce) throws IOException;

    /** Ends and deletes what runs have left. */
    @Override
    void close();

    /**
     * What came of it.
     *
     * @param seconds from the start of the first to the end of the last
     * @param memory of the process that did it
     * @param output a sum of what one of them wrote; empty where contenders need not agree
     * @param engine that did it, with its version; empty for native programs
     * @param runtime the version of what the engine runs on, for instance a JDK's; empty for native programs
     */
    record Outcome(double seconds, Memory memory, String output, String engine, String runtime) {}

    /**
     * The most that was ever used, in bytes; 0 where nobody knows.
     *
     * @param resident of the process
     * @param guest of one run
     * @param heap of the JVM
     */
    record Memory(long resident, long guest, long heap) {
        static final Memory UNKNOWN = new Memory(0, 0, 0);
    }
}
