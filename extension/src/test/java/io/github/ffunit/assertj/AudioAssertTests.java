package io.github.ffunit.assertj;

import static io.github.ffunit.assertj.MediaAssertions.assertThatMedia;
import static io.github.ffunit.assertj.MediaAssertions.between;
import static io.github.ffunit.assertj.TestMedia.failureOf;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each assertion of sound, once good and once failing. */
class AudioAssertTests {

    private static final TestMedia MEDIA = new TestMedia();

    /** 440 Hz at an eighth of full scale, in one channel. */
    private static final Path SINE = MEDIA.catalog("sine-2s.wav");

    /** 8 kHz, 100 ms of 1 kHz at half of full scale at the beginning of each second. */
    private static final Path BEEPS = MEDIA.catalog("beeps-3s.wav");

    private static final MediaAssert ASSERTED = assertThatMedia(SINE);
    private static final String ME = "[/sandbox/sine-2s.wav] audio stream 0";

    @AfterAll
    static void close() {
        MEDIA.close();
    }

    private static AudioAssert sine() {
        return ASSERTED.audio();
    }

    private static AudioAssert beeps() {
        return assertThatMedia(BEEPS).audio();
    }

    @Test
    void facts_areExact() {
        sine().hasSampleRate(48_000).hasChannels(1).hasSampleCount(96_000);
        assertThatMedia(MEDIA.catalog("aac-5-1-1s.m4a")).audio().hasChannelLayout("5.1");

        failureOf(() -> sine().hasSampleRate(44_100)).isEqualTo(ME + ": expected sample rate [44100] but was [48000]");
        failureOf(() -> sine().hasChannels(2)).isEqualTo(ME + ": expected channels [2] but was [1]");
        failureOf(() -> sine().hasChannelLayout("stereo"))
                .isEqualTo(ME + ": expected channel layout [stereo] but was [none]");
        failureOf(() -> sine().hasSampleCount(96_001))
                .isEqualTo(ME + ": expected [96001] samples but decoded [96000], 1 too few");
    }

    @Test
    void gaps_areFound() {
        Path gap = MEDIA.make("gap.mkv", "-i sine-2s.wav -af asetpts=PTS+gte(N\\,48000)*0.1/TB -c:a pcm_s16le");
        sine().hasNoGaps();

        failureOf(() -> assertThatMedia(gap).audio().hasNoGaps())
                .matches(
                        "\\Q[/sandbox/gap.mkv]\\E audio stream 0: expected no gap but frame \\d+ starts at \\S+ s, 0\\.1\\d* s after the end of the one before");
    }

    // ---- loudness

    @Test
    void loudness_isThatOfTheStandard() {
        sine().integratedLoudness().isCloseTo(-21.77, 0.01);
        sine().maxShortTermLoudness().isAtMost(-120);
        sine().loudnessRange().isAtMost(0);
        sine().truePeak().isCloseTo(-18.1, 0.1);

        failureOf(() -> sine().integratedLoudness().isCloseTo(-16, 0.5))
                .isEqualTo(
                        ME
                                + " integrated loudness: expected -16 LUFS within 0.5 but was -21.76 LUFS; the smallest tolerance that passes is 5.761");
        failureOf(() -> sine().truePeak().isAtMost(-30))
                .matches(
                        "\\Q" + ME
                                + "\\E true peak: expected at most -30 dBTP but was -18(\\.1)? dBTP; the smallest limit that passes is -18(\\.1)?");
    }

    @Test
    void levels_areThoseOfTheSamples() {
        // An eighth is -18.06 dB, the RMS of a sine 3.01 dB below its peak
        sine().samplePeak().isCloseTo(-18.06, 0.01);
        sine().rms(0).isCloseTo(-21.07, 0.01);

        failureOf(() -> sine().samplePeak().isAtLeast(-1))
                .contains(ME + " sample peak: expected at least -1 dBFS but was -18.06");
        failureOf(() -> sine().rms(1)).isEqualTo(ME + ": expected a channel [1] but has [1] channels");
    }

    @Test
    void silence_isSilent() {
        Path silence = MEDIA.catalog("silence-stereo-1s.flac");
        assertThatMedia(silence).audio().isSilent().silences().containsExactly(between("0", "1"));
        sine().isNotSilent().silences().areNone();

        failureOf(() -> assertThatMedia(silence).audio().isNotSilent())
                .isEqualTo(
                        "[/sandbox/silence-stereo-1s.flac] audio stream 0 sample peak: expected at least -60 dBFS but was minus infinite dBFS; the largest limit that passes is minus infinite");
        failureOf(() -> sine().isSilent()).contains("sample peak: expected at most -60 dBFS but was -18.06");
    }

    @Test
    void silences_haveTheirTimes() {
        beeps().silences()
                .within(Duration.ofMillis(1))
                .containsExactly(between("0.1", "1"), between("1.1", "2"), between("2.1", "3"));

        failureOf(() -> beeps().silences().areNone())
                .isEqualTo(
                        "[/sandbox/beeps-3s.wav] audio stream 0 silences: expected none but found [0.1 s to 1.000125 s], [1.1 s to 2.000125 s], [2.1 s to 3 s]");
    }

    // ---- what is heard

    @Test
    void frequency_ofASine_isExact() {
        sine().dominantFrequency(0).isCloseTo(440, 0.01);
        // The second channel has twice the frequency of the first
        AudioAssert stereo =
                assertThatMedia(MEDIA.catalog("opus-stereo-1s.ogg")).audio();
        stereo.dominantFrequency(0).isCloseTo(440, 0.1);
        stereo.dominantFrequency(1).isCloseTo(880, 0.1);

        failureOf(() -> sine().dominantFrequency(0).isCloseTo(880, 1))
                .isEqualTo(
                        ME
                                + " dominant frequency of channel 0: expected 880 Hz within 1 but was 440 Hz; the smallest tolerance that passes is 440.001");
    }

    @Test
    void offset_isExactToTheSample() {
        Path late = MEDIA.make("late.wav", "-i beeps-3s.wav -af adelay=delays=1024S:all=1");
        beeps().offsetTo(BEEPS).isWithin(0);
        beeps().offsetTo(late).isCloseTo(-1024, 0);

        failureOf(() -> assertThatMedia(late).audio().offsetTo(BEEPS).isWithin(0))
                .isEqualTo(
                        "[/sandbox/late.wav] audio stream 0 offset to [/sandbox/beeps-3s.wav]: expected 0 samples within 0 but was 1024 samples; the smallest tolerance that passes is 1024");
        failureOf(() -> beeps().offsetTo(SINE))
                .isEqualTo(
                        "[/sandbox/beeps-3s.wav] audio stream 0: expected the rate of [/sandbox/sine-2s.wav], [48000] Hz, but was [8000] Hz");
        failureOf(() -> beeps().offsetTo(MEDIA.make("other.wav", "-i sine-2s.wav -ar 8000")))
                .matches(
                        "\\Q[/sandbox/beeps-3s.wav] audio stream 0: expected the sound of [/sandbox/other.wav] but the two have a similarity of \\E0(\\.0\\d*)?, below 0\\.3");
    }

    @Test
    void samples_areComparedOneByOne() {
        Path late = MEDIA.make("late.wav", "-i beeps-3s.wav -af adelay=delays=1024S:all=1");
        Path shorter = MEDIA.make("shorter.wav", "-i beeps-3s.wav -af atrim=end_sample=23999");
        beeps().hasSameSamplesAs(MEDIA.make("beeps.flac", "-i beeps-3s.wav"));

        failureOf(() -> assertThatMedia(late).audio().hasSameSamplesAs(BEEPS))
                .isEqualTo(
                        "[/sandbox/late.wav] audio stream 0: expected the samples of [/sandbox/beeps-3s.wav] but sample 1 of channel 0 (0.000125 s) is 0.0 instead of 0.35354614; the sound comes 1024 samples later");
        failureOf(() -> assertThatMedia(shorter).audio().hasSameSamplesAs(BEEPS))
                .isEqualTo(
                        "[/sandbox/shorter.wav] audio stream 0: expected the samples of [/sandbox/beeps-3s.wav] but has [23999] instead of [24000]");
        failureOf(() -> beeps().hasSameSamplesAs(SINE))
                .isEqualTo("[/sandbox/beeps-3s.wav] audio stream 0: expected sample rate [48000] but was [8000]");
    }
}
