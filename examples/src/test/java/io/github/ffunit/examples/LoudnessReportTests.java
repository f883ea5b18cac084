package io.github.ffunit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoudnessReportTests {

    private static final String SUMMARY = """
            [Parsed_ebur128_0 @ 0xeb0470] t: 0.0999792  TARGET:-23 LUFS    M:-120.7 S:-120.7     I: -70.0 LUFS       LRA:   0.0 LU
            [Parsed_ebur128_0 @ 0xeb0470] Summary:

              Integrated loudness:
                I:         -21.8 LUFS
                Threshold: -31.8 LUFS

              Loudness range:
                LRA:         3.5 LU
                Threshold:   0.0 LUFS
                LRA low:     0.0 LUFS
                LRA high:    0.0 LUFS

              True peak:
                Peak:      -17.6 dBFS
            """;

    @Test
    void parse_logWithSummary_readsSummary() {
        assertThat(LoudnessReport.parse(SUMMARY)).isEqualTo(new LoudnessReport(-21.8, 3.5, -17.6));
    }

    @Test
    void parse_silence_isInfinitelyLow() {
        assertThat(LoudnessReport.parse(SUMMARY.replace("-17.6", "-inf")).truePeakDbfs())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void parse_logWithoutSummary_saysWhatIsMissing() {
        assertThatThrownBy(() -> LoudnessReport.parse("size=N/A time=00:00:02.00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected an ebur128 summary with [\\bI:\\s+(\\S+) LUFS] but got [size=N/A time=00:00:02.00]");
    }
}
