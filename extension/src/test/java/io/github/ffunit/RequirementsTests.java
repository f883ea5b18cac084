package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** A test that needs a part of FFmpeg is run where that is, and elsewhere aborted with the reason. */
class RequirementsTests {

    @Test
    void test_whoseRequirementsAreMet_runs() {
        TestKit.runGreen(MetTestCase.class, 2);
    }

    @Test
    void test_ofEachKindThatIsMissing_isAborted() {
        TestKit.run(MissingTestCase.class)
                .testEvents()
                .assertStatistics(events -> events.started(6).aborted(6))
                .assertThatEvents()
                .haveExactly(1, aborted("this FFmpeg has no [encoder nope], which [encoder()] requires"))
                .haveExactly(1, aborted("this FFmpeg has no [decoder nope], which [decoder()] requires"))
                .haveExactly(1, aborted("this FFmpeg has no [muxer nope], which [muxer()] requires"))
                .haveExactly(1, aborted("this FFmpeg has no [demuxer nope], which [demuxer()] requires"))
                .haveExactly(1, aborted("this FFmpeg has no [filter nope], which [filter()] requires"))
                .haveExactly(
                        1,
                        aborted("this FFmpeg has no [encoder nope, encoder nor, filter nope], which [several()]"
                                + " requires"));
    }

    @Test
    void class_whoseRequirementIsMissing_isAbortedAsAWhole() {
        TestKit.run(MissingClassTestCase.class)
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        aborted(
                                "this FFmpeg has no [encoder nope], which [RequirementsTests$MissingClassTestCase] requires"));
    }

    @Test
    void name_thatCannotBe_isAnError() {
        TestKit.run(ImpossibleTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("[test()] requires what cannot be: the name [a b] of the filter must"
                                        + " have letters, digits and _ . + - alone, as on the command line")));
    }

    @Test
    void test_enabledOnOtherVersions_isSkippedWithTheVersion() {
        TestKit.run(VersionsTestCase.class)
                .testEvents()
                .assertStatistics(
                        events -> events.started(2).succeeded(1).failed(1).skipped(2))
                .assertThatEvents()
                .haveExactly(1, event(skippedWithReason("FFmpeg %s is not <9".formatted(version()))))
                .haveExactly(1, event(skippedWithReason("FFmpeg %s is not >100".formatted(version()))))
                .haveExactly(
                        1,
                        finishedWithFailure(message(
                                text -> text.endsWith("[impossible()] is enabled on [9.x], but a version is compared by"
                                        + " >=, >, <=, < or = and numbers, for instance [>=9.0]"))));
    }

    @ParameterizedTest
    @CsvSource({
        "9.0.2, >=9.0, true",
        "9.0.2, >=9.0.3, false",
        "9.0.2, <9.0.10, true",
        "9.0.2, > 9.0.2, false",
        "9.0.2, <=9.0.2, true",
        "9.0, =9, true",
        "9.0.2, =9.0, false",
        "10.1, >9.9, true",
        "10.1, <10.1.1, true"
    })
    void version_isComparedNumberByNumber(String version, String comparison, boolean holds) {
        assertThat(EnabledOnEngineExtension.holds(version, comparison, "test")).isEqualTo(holds);
    }

    private static String version() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            return sandbox.ffmpeg().version();
        }
    }

    private static org.assertj.core.api.Condition<org.junit.platform.testkit.engine.Event> aborted(String reason) {
        return abortedWithReason(instanceOf(TestAbortedException.class), message(reason));
    }

    @RequiresEncoder({"libx264", "aac"})
    @RequiresFilter("scale")
    static class MetTestCase {

        @Test
        @RequiresMuxer("mp4")
        @RequiresDemuxer("mov")
        @RequiresDecoder("h264")
        void test() {}

        @Test
        void other() {}
    }

    static class MissingTestCase {

        @Test
        @RequiresEncoder("nope")
        void encoder() {}

        @Test
        @RequiresDecoder("nope")
        void decoder() {}

        @Test
        @RequiresMuxer("nope")
        void muxer() {}

        @Test
        @RequiresDemuxer("nope")
        void demuxer() {}

        @NeedsNope
        void filter() {}

        @Test
        @RequiresEncoder({"nope", "aac", "nor"})
        @RequiresFilter("nope")
        void several() {}
    }

    @Test
    @RequiresFilter("nope")
    @Retention(RetentionPolicy.RUNTIME)
    @interface NeedsNope {}

    @RequiresEncoder("nope")
    static class MissingClassTestCase {

        @Test
        void test() {}
    }

    static class ImpossibleTestCase {

        @Test
        @RequiresFilter("a b")
        void test() {}
    }

    static class VersionsTestCase {

        @Test
        @EnabledOnEngine({">=9.0", "<100"})
        void both() {}

        @Test
        @EnabledOnEngine("<9")
        void older() {}

        @Test
        @EnabledOnEngine({">=9.0", ">100"})
        void newer() {}

        @Test
        @EnabledOnEngine("9.x")
        void impossible() {}
    }
}
