package io.github.ffunit.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param job its name
 * @param engine who did it
 * @param jdk the version of what an engine runs on, a JDK or Node; null for native programs
 * @param run what was timed
 * @param samples how long it took
 * @param referenceSeconds of native FFmpeg with default options, for as many at once; null where there is none
 * @param packagedSeconds of the FFmpeg on the search path; null where there is none
 * @param oneSeconds of one run, where this row is of several at once, else null
 * @param memory the most that was used up to then
 */
record Row(
        String job,
        String engine,
        @Nullable String jdk,
        Kind run,
        Samples samples,
        @Nullable Double referenceSeconds,
        @Nullable Double packagedSeconds,
        @Nullable Double oneSeconds,
        Contender.Memory memory) {

    /** What a time covers. */
    enum Kind {
        /** From starting a process to its result: JVM, engine and first run. */
        PROCESS("process"),
        /** The first run in a process, without its start. */
        FIRST("first"),
        /** A run in a process that has done it before. */
        WARM("warm"),
        /** Two in parallel, from the start of the first to the end of the last. */
        TWO("2 at once"),
        /** Four in parallel. */
        FOUR("4 at once");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        boolean atOnce() {
            return this == TWO || this == FOUR;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    boolean warm() {
        return jdk != null && run != Kind.PROCESS && run != Kind.FIRST;
    }

    @Nullable
    Double ratio() {
        return ratioTo(referenceSeconds);
    }

    @Nullable
    Double ratioTo(@Nullable Double seconds) {
        return seconds == null ? null : samples.median() / seconds;
    }
}
