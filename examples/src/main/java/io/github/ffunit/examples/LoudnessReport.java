package io.github.ffunit.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How loud something is, by EBU R 128.
 *
 * @param integratedLufs the loudness of the whole, in LUFS
 * @param rangeLu the spread between its loud and quiet parts, in LU
 * @param truePeakDbfs the highest peak between samples, in dBFS
 */
public record LoudnessReport(double integratedLufs, double rangeLu, double truePeakDbfs) {

    private static final Pattern INTEGRATED = Pattern.compile("\\bI:\\s+(\\S+) LUFS");
    private static final Pattern RANGE = Pattern.compile("\\bLRA:\\s+(\\S+) LU\\b");
    private static final Pattern PEAK = Pattern.compile("\\bPeak:\\s+(\\S+) dBFS");

    /**
     * Reads the summary that ffmpeg's filter {@code ebur128=peak=true} writes at its end.
     *
     * @param log all that ffmpeg wrote
     * @return the figures of the summary
     * @throws IllegalArgumentException if the log has no such summary
     */
    public static LoudnessReport parse(String log) {
        // Before its summary the filter may report every tenth of a second, in the same words
        String summary = log.substring(Math.max(0, log.lastIndexOf("Summary:")));
        return new LoudnessReport(
                figure(INTEGRATED, summary, log), figure(RANGE, summary, log), figure(PEAK, summary, log));
    }

    private static double figure(Pattern pattern, String summary, String log) {
        Matcher matcher = pattern.matcher(summary);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "Expected an ebur128 summary with [" + pattern + "] but got [" + log + "]");
        }
        // The summary of silence says "-inf"
        return matcher.group(1).equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(matcher.group(1));
    }
}
