package io.github.ffunit.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * One command line that all contenders do.
 *
 * @param name as {@code --jobs} takes it
 * @param description for readers of the report
 * @param program {@code ffmpeg} or {@code ffprobe}
 * @param clips what it reads, by their file names
 * @param arguments of the program
 * @param output the file that it writes, or empty where that is standard output or nothing
 * @param effort how often it runs
 */
record Job(
        String name,
        String description,
        String program,
        List<Clip> clips,
        List<String> arguments,
        String output,
        Effort effort) {

    /**
     * How often a job runs.
     *
     * @param starts fresh processes whose first run is timed
     * @param warmUps runs that are not timed, the first one among them
     * @param runs timed runs; the median is reported
     * @param atOnce the largest number of runs in parallel: 1, 2 or 4
     */
    record Effort(int starts, int warmUps, int runs, int atOnce) {

        /** Enough to see whether something is badly wrong. */
        Effort quick() {
            return new Effort(1, Math.min(warmUps, 3), Math.min(runs, 3), 1);
        }
    }

    Job quick() {
        return new Job(name, description, program, clips, arguments, output, effort.quick());
    }

    /**
     * The same with one thread for each decoder, filter graph and encoder. FFmpeg itself still has a thread for each of
     * these: no option joins them.
     */
    Job singleThreaded() {
        List<String> single = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("-i")) {
                single.addAll(Words.of("-threads 1"));
            }
            single.add(argument);
        }
        single.addAll(0, Words.of("-filter_threads 1 -filter_complex_threads 1"));
        single.addAll(single.size() - 1, Words.of("-threads 1"));
        return new Job(name, description, program, clips, single, output, effort);
    }
}
