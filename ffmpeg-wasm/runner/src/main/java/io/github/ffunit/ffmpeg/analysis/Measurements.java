package io.github.ffunit.ffmpeg.analysis;

import io.github.ffunit.ffmpeg.LogLine;
import io.github.ffunit.ffmpeg.Run;
import io.github.ffunit.ffmpeg.probe.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What FFmpeg's measuring filters write: each in one place. */
final class Measurements {

    /** In the summary that {@code ebur128} logs at its end. */
    private static final Pattern TRUE_PEAK = Pattern.compile("\\s*Peak:\\s+(\\S+) dBFS");

    private static final Pattern PSNR = Pattern.compile("n:\\d+ .*\\bpsnr_avg:(\\S+) .*");
    private static final Pattern SSIM = Pattern.compile("n:\\d+ .*\\bAll:(\\S+) .*");
    private static final Pattern COMPONENT_MAX = Pattern.compile("lavfi\\.signalstats\\.[YUV]MAX=(\\S+)");

    private Measurements() {}

    // ---- ebur128

    /** {@code ebur128=metadata=1:peak=true,ametadata=print:file=-}; the metadata of the last frame are those of all. */
    static Loudness loudness(Run run) {
        String metadata = run.standardOutputText();
        double maxShortTerm = Double.NEGATIVE_INFINITY;
        for (double value : all(metadata, "lavfi.r128.S")) {
            maxShortTerm = Math.max(maxShortTerm, value);
        }
        List<Double> integrated = all(metadata, "lavfi.r128.I");
        List<Double> range = all(metadata, "lavfi.r128.LRA");
        if (integrated.isEmpty()) {
            // Less than the 100 ms of the first measurement
            return new Loudness(-70, 0, -120.691, truePeak(run));
        }
        return new Loudness(last(integrated), last(range), maxShortTerm, truePeak(run));
    }

    private static List<Double> all(String metadata, String key) {
        return metadata.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> number(line.substring(key.length() + 1)))
                .toList();
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static double truePeak(Run run) {
        for (LogLine line : run.log()) {
            Matcher peak = TRUE_PEAK.matcher(line.text());
            if (peak.matches()) {
                return number(peak.group(1));
            }
        }
        throw new IllegalStateException("ffmpeg's filter ebur128 logged no true peak but %s".formatted(run.log()));
    }

    // ---- silencedetect, blackdetect, freezedetect

    /** Spans of which start and end are logged, each after its word and a colon. One without an end lasts to {@code end}. */
    static List<TimeSpan> spans(List<LogLine> log, String startWord, String endWord, Rational end) {
        Pattern mark = Pattern.compile("\\b(%s|%s): ?(-?[0-9.e+-]+)".formatted(startWord, endWord));
        List<TimeSpan> spans = new ArrayList<>();
        Rational start = null;
        for (LogLine line : log) {
            Matcher marks = mark.matcher(line.message());
            while (marks.find()) {
                Rational time = Rational.parse(new BigDecimal(marks.group(2)).toPlainString());
                if (marks.group(1).equals(startWord)) {
                    start = time;
                } else if (start != null) {
                    spans.add(new TimeSpan(start, time));
                    start = null;
                }
            }
        }
        if (start != null) {
            spans.add(new TimeSpan(start, end.compareTo(start) < 0 ? start : end));
        }
        return List.copyOf(spans);
    }

    // ---- psnr, ssim, signalstats

    /** One for each line of the three files, which have as many as there are pairs of pictures. */
    static List<FrameQuality> quality(String psnr, String ssim, String signalstats) {
        List<Double> psnrs = figures(psnr, PSNR);
        List<Double> ssims = figures(ssim, SSIM);
        List<Double> differences = figures(signalstats, COMPONENT_MAX);
        if (psnrs.size() != ssims.size() || differences.size() != 3 * psnrs.size()) {
            throw new IllegalStateException("ffmpeg measured %s PSNRs, %s SSIMs and %s differences of three components"
                    .formatted(psnrs.size(), ssims.size(), differences.size()));
        }
        List<FrameQuality> qualities = new ArrayList<>();
        for (int i = 0; i < psnrs.size(); i++) {
            double difference =
                    Math.max(differences.get(3 * i), Math.max(differences.get(3 * i + 1), differences.get(3 * i + 2)));
            qualities.add(new FrameQuality(i, psnrs.get(i), ssims.get(i), (int) difference));
        }
        return List.copyOf(qualities);
    }

    private static List<Double> figures(String text, Pattern line) {
        List<Double> figures = new ArrayList<>();
        for (String candidate : text.lines().toList()) {
            Matcher figure = line.matcher(candidate);
            if (figure.matches()) {
                figures.add(number(figure.group(1)));
            }
        }
        return figures;
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
