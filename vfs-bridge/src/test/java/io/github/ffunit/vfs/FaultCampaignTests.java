package io.github.ffunit.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.Workload.Action;
import io.github.ffunit.vfs.Workload.Step;
import io.github.ffunit.vfs.WorkloadPlayer.Result;
import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Workloads from a fixed seed, each played once for every backend call that it makes and every kind of exception, which that one call
 * throws. The rules P01, P05, P07 and P09: the guest gets an errno, the files are as before or after the call, nothing that was
 * reported is lost, and the same call made again, and all later ones, give what they give without a fault.
 */
class FaultCampaignTests {
    private static final long SEED = 20_250_101;
    private static final int WORKLOADS = 200;
    private static final int FEWER_WORKLOADS = 30;
    private static final int KINDS_PER_WORKLOAD = 6;

    // One for all runs: there are too many of them to give each its own.
    private static final ArrayMemory MEMORY = new ArrayMemory(Guest.MEMORY_BYTES);

    /**
     * An exception, and what a guest may be answered for it.
     *
     * @param name for messages
     * @param fault throws it
     * @param errnos the errno it stands for, and those that the rest of a call may make of it
     */
    private record Kind(String name, Fault fault, Set<Errno> errnos) {
        boolean closesChannels() {
            return name.equals("closed channel") || name.equals("interrupted");
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("I/O error", Fault.ioError(), EnumSet.of(Errno.IO)),
            new Kind("disk full", Fault.diskFull(), EnumSet.of(Errno.NOSPC)),
            new Kind("access denied", Fault.accessDenied(), EnumSet.of(Errno.ACCES)),
            new Kind("read-only", Fault.readOnly(), EnumSet.of(Errno.ROFS)),
            // A file that seems to be missing is made, and then is there.
            new Kind("no such file", Fault.noSuchFile(), EnumSet.of(Errno.NOENT, Errno.EXIST)),
            // A file that lost its channel and its name has no way back.
            new Kind("closed channel", Fault.closedChannel(), EnumSet.of(Errno.IO)),
            new Kind("interrupted", Fault.interrupted(), EnumSet.of(Errno.INTR, Errno.IO)),
            new Kind("unsupported", Fault.unsupported(), EnumSet.of(Errno.NOTSUP)),
            new Kind("out of memory", Fault.outOfMemory(), EnumSet.of(Errno.NOSPC)),
            new Kind("runtime exception", Fault.runtime(), EnumSet.of(Errno.IO)));

    /** One workload with one fault. */
    private record Trial(
            Backend backend, Workload workload, Reference reference, FaultPlan plan, Kind kind, String context) {}

    private static final Set<Action> LOOKS = EnumSet.of(Action.LIST, Action.STAT, Action.STAT_OPEN, Action.READLINK);

    private final Map<Action, Integer> struck = new EnumMap<>(Action.class);
    private int faults;
    private int failures;
    private int endings;

    /** What a workload does without faults: states before the first step and after each. */
    private record Reference(List<Result> results, List<Map<String, String>> states, List<String> calls) {
        static Reference of(Backend backend, Workload workload, FaultPlan channels) throws IOException {
            List<Result> results = new ArrayList<>();
            List<Map<String, String>> states = new ArrayList<>();
            try (FaultRun run = new FaultRun(backend, MEMORY)) {
                run.faulty().plan(channels);
                run.faulty().startRecording();
                states.add(run.state());
                for (Step step : workload.steps()) {
                    results.add(run.play(step));
                    states.add(run.state());
                }
                // As text, since some paths cannot tell their names once their file system is closed.
                List<String> calls =
                        run.faulty().calls().stream().map(BackendCall::toString).toList();
                return new Reference(results, states, calls);
            }
        }
    }

    @Test
    void everyException_inEveryBackendCall_isAnErrno_andLosesNothing() throws IOException {
        campaign(Backend.JIMFS, WORKLOADS);
        assertThat(WORKLOADS).isGreaterThanOrEqualTo(200);
        assertThat(faults).isGreaterThanOrEqualTo(10_000);
        assertThat(struck).as("steps in which a fault struck").hasSizeGreaterThan(18);
    }

    /** There the bridge must hide open files instead of deleting them, and so makes more than one call for one change. */
    @Test
    void sameOnAFileSystem_thatDeletesNoOpenFiles() throws IOException {
        campaign(Backend.MEMORYFILESYSTEM, FEWER_WORKLOADS);
        assertThat(faults).isGreaterThanOrEqualTo(2_000);
    }

    private void campaign(Backend backend, int workloads) throws IOException {
        for (int i = 0; i < workloads; i++) {
            Workload workload = Workload.of(SEED + i);
            // Half of them on a file system that has no file channels.
            FaultPlan channels = i % 2 == 0 ? FaultPlan.none() : FaultPlan.noFileChannels();
            Reference reference = Reference.of(backend, workload, channels);
            for (int k = 1; k <= reference.calls.size(); k++) {
                for (int j = 0; j < KINDS_PER_WORKLOAD; j++) {
                    Kind kind = KINDS.get((i + j) % KINDS.size());
                    FaultPlan fault = FaultPlan.whenAnyCall().onCall(k).thenFail(kind.fault);
                    String context = "workload %d, call %s, %s"
                            .formatted(workload.seed(), reference.calls.get(k - 1), kind.name);
                    play(new Trial(backend, workload, reference, fault.and(channels), kind, context));
                }
            }
        }
        System.out.printf(
                "fault campaign on %s: seed %d, %d workloads, %d faults, %d of them seen by the guest, %d ended a run; by step %s%n",
                backend, SEED, workloads, faults, failures, endings, struck);
    }

    private void play(Trial trial) throws IOException {
        String context = trial.context;
        try (FaultRun run = new FaultRun(trial.backend, MEMORY)) {
            run.faulty().plan(trial.plan);
            boolean pending = true;
            List<Step> steps = trial.workload.steps();
            for (int i = 0; i < steps.size(); i++) {
                Result result = run.play(steps.get(i));
                if (pending && run.faulty().faults() > 0) {
                    pending = false;
                    faults++;
                    struck.merge(steps.get(i).action(), 1, Integer::sum);
                    if (!judge(trial, run, i, result)) {
                        return;
                    }
                } else {
                    expect(result, trial.reference.results.get(i), context, "step", i, steps.get(i));
                }
            }
            expect(pending, false, context, "the fault is still to come");
            run.end();
            expect(run.completeState(), last(trial.reference.states), context, "the end");
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AssertionError(context + ": left the bridge: " + e, e);
        }
    }

    /** Judges the step with the fault; false if the run cannot go on. */
    private boolean judge(Trial trial, FaultRun run, int i, Result result) throws IOException {
        Step step = trial.workload.steps().get(i);
        Kind kind = trial.kind;
        String context = trial.context;
        Result expected = trial.reference.results.get(i);
        Map<String, String> before = trial.reference.states.get(i);
        Map<String, String> after = trial.reference.states.get(i + 1);
        if (result.equals(expected)) {
            expect(run.state(), after, context, "as if there had been no fault, after", step);
            return true;
        }
        failures++;
        if (step.action() == Action.CLOSE) {
            expect(kind.errnos.contains(result.errno()), true, context, step, "answered", result);
            expect(run.state(), after, context, "after", step);
            expect(run.playAgain(step), Result.of(Errno.BADF), context, "again", step);
            return true;
        }
        boolean blind = kind.name.equals("no such file") && LOOKS.contains(step.action());
        expect(blind || result.failed(), true, context, step, "answered", result, "instead of", expected);
        // A link to a link that cannot be made, for whatever reason, is not supported.
        boolean linking = step.action() == Action.LINK && result.errno() == Errno.NOTSUP;
        // Where an open file can neither be deleted nor hidden, the file system's own refusal counts.
        boolean hiding = (step.action() == Action.UNLINK || step.action() == Action.RENAME)
                && trial.backend == Backend.MEMORYFILESYSTEM
                && result.errno() == Errno.IO;
        boolean errnoFits = !result.failed() || linking || hiding || kind.errnos.contains(result.errno());
        expect(errnoFits, true, context, step, "answered", result, "instead of", expected);
        expect(run.state(), before, context, "after", step, "which answered", result);
        Result again = run.playAgain(step);
        if (kind.closesChannels() && run.isDetached(step.slot()) && again.errno() == Errno.IO) {
            endings++;
            return false;
        }
        expect(again, expected, context, "again", step, "which first answered", result);
        expect(run.state(), after, context, "after, again,", step);
        return true;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    /** Makes a message only if it is needed: there are many of these. */
    private static void expect(Object actual, Object expected, String context, Object... where) {
        if (!actual.equals(expected)) {
            String place = Stream.of(where).map(Object::toString).collect(Collectors.joining(" "));
            assertThat(actual).as(context + ": " + place).isEqualTo(expected);
        }
    }
}
