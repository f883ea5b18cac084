package io.github.ffunit;

import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
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
}
