package io.github.ffunit.contract;

import io.github.ffunit.contract.FaultPlayer.Result;
import io.github.ffunit.contract.FaultWorkload.Action;
import io.github.ffunit.contract.FaultWorkload.Step;
import io.github.ffunit.vfs.faults.BackendCall;
import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Workloads, each played once for every backend call that it makes and each of six kinds of exception, which that one call throws. The
 * rules P01, P05, P07 and P09: the guest gets an errno, the files are as before or after the call, nothing that was reported
 * is lost, and the same call made again, and all later ones, give what they give without a fault.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class FaultCampaign {
    private static final int KINDS_PER_WORKLOAD = 6;
    private static final int MOST_FAILURES = 20;

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

    private static final Set<Action> LOOKS = EnumSet.of(Action.LIST, Action.STAT, Action.STAT_OPEN, Action.READLINK);

    /** One workload with one fault. */
    private record Trial(FaultWorkload workload, Reference reference, FaultPlan channels, int call, Kind kind) {
        String key() {
            return "%s in %s".formatted(kind.name, struck());
        }

        /** What the backend was asked when it failed. */
        CallKind struck() {
            return reference.calls.get(call - 1);
        }

        FaultPlan plan() {
            return FaultPlan.whenAnyCall().onCall(call).thenFail(kind.fault).and(channels);
        }
    }

    /** What a workload does without faults: states before the first step and after each. */
    private record Reference(List<Result> results, List<Map<String, String>> states, List<CallKind> calls) {
        static Reference of(Subject subject, FaultWorkload workload, FaultPlan channels) throws IOException {
            List<Result> results = new ArrayList<>();
            List<Map<String, String>> states = new ArrayList<>();
            try (FaultRun run = new FaultRun(World.of(subject))) {
                run.faulty().plan(channels);
                run.faulty().startRecording();
                states.add(run.state());
                for (Step step : workload.steps()) {
                    results.add(run.play(step));
                    states.add(run.state());
                }
                List<CallKind> calls =
                        run.faulty().calls().stream().map(BackendCall::kind).toList();
                return new Reference(results, states, calls);
            }
        }
    }

    private final Subject subject;
    private final boolean keepsOpenFiles;
    private final TrialLoop loop;
    private long struck;

    private FaultCampaign(Subject subject, boolean keepsOpenFiles, TrialLoop loop) {
        this.subject = subject;
        this.keepsOpenFiles = keepsOpenFiles;
        this.loop = loop;
    }

    /**
     * Plays workloads.
     *
     * @param subject what to test; nothing is tried on one that cannot be written at any place, or is a set of calls
     * @param trials how many workloads; one has some 100 faults
     * @return what was found; it ends after some 20 ways to fail
     * @throws IOException if the subject has no root to run in, or fails without a fault
     */
    public static TrialReport run(Subject subject, Trials trials) throws IOException {
        boolean writable = subject.has(Capability.WRITABLE) && subject.has(Capability.RANDOM_ACCESS);
        if (!writable || !(subject.origin() instanceof Subject.Origin.FileSystem)) {
            return TrialReport.NONE;
        }
        FaultCampaign campaign =
                new FaultCampaign(subject, keepsOpenFiles(subject), new TrialLoop(trials, MOST_FAILURES));
        return campaign.loop.run(i -> {
            long before = campaign.struck;
            campaign.play(trials.seed() + i, i);
            return campaign.struck - before;
        });
    }

    /** Whether it refuses to delete files that are open, so that the bridge must hide them. */
    private static boolean keepsOpenFiles(Subject subject) throws IOException {
        try (World world = World.of(subject)) {
            Path file = Files.writeString(world.root().resolve("open"), "open");
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                Files.delete(file);
                return !channel.isOpen();
            } catch (IOException e) {
                return true;
            }
        }
    }

    private void play(long seed, int number) throws IOException {
        FaultWorkload workload = FaultWorkload.of(seed);
        // Half of them on a file system that has no file channels.
        FaultPlan channels = number % 2 == 0 ? FaultPlan.none() : FaultPlan.noFileChannels();
        Reference reference = Reference.of(subject, workload, channels);
        for (int k = 1; k <= reference.calls.size(); k++) {
            for (int j = 0; j < KINDS_PER_WORKLOAD; j++) {
                Trial trial = new Trial(workload, reference, channels, k, KINDS.get((number + j) % KINDS.size()));
                String problem = problem(trial);
                if (problem != null) {
                    loop.failed(trial.key(), () -> shortest(trial, problem, number));
                }
            }
        }
    }

    /** Null if all is as it should be. */
    private @Nullable String problem(Trial trial) throws IOException {
        try {
            play(trial);
            return null;
        } catch (AssertionError | RuntimeException | OutOfMemoryError e) {
            return e instanceof AssertionError ? String.valueOf(e.getMessage()) : "left the bridge: " + e;
        }
    }

    /** Leaves out one step after the other, for as long as some call fails in the same way. */
    private TrialReport.Failed shortest(Trial trial, String problem, int number) throws IOException {
        long before = struck;
        Trial best = trial;
        String message = problem;
        for (int i = best.workload.length() - 1; i >= 0; i--) {
            FaultWorkload rest = best.workload.without(i);
            Reference reference = Reference.of(subject, rest, trial.channels);
            for (int k = 1; k <= reference.calls.size(); k++) {
                Trial shorter = new Trial(rest, reference, trial.channels, k, trial.kind);
                String found = shorter.key().equals(trial.key()) ? problem(shorter) : null;
                if (found != null) {
                    best = shorter;
                    message = found;
                    break;
                }
            }
        }
        struck = before;
        return new TrialReport.Failed(trial.key(), number, 1, best.workload.length(), text(best, message));
    }

    private static String text(Trial trial, String message) {
        StringBuilder text = new StringBuilder("seed %d, backend call %d, %s, throws: %s\n"
                .formatted(trial.workload.seed(), trial.call, trial.struck(), trial.kind.name));
        for (Step step : trial.workload.steps()) {
            text.append("  ").append(step).append('\n');
        }
        return text.append(message).toString();
    }

    private void play(Trial trial) throws IOException {
        try (FaultRun run = new FaultRun(World.of(subject))) {
            run.faulty().plan(trial.plan());
            boolean pending = true;
            List<Step> steps = trial.workload.steps();
            for (int i = 0; i < steps.size(); i++) {
                Result result = run.play(steps.get(i));
                if (pending && run.faulty().faults() > 0) {
                    pending = false;
                    struck++;
                    if (!judge(trial, run, i, result)) {
                        return;
                    }
                } else {
                    expect(result, trial.reference.results.get(i), "step", i, steps.get(i));
                }
            }
            expect(pending, false, "the fault is still to come");
            run.end();
            expect(run.completeState(), last(trial.reference.states), "the end");
        }
    }

    /** Judges the step with the fault; false if the run cannot go on. */
    private boolean judge(Trial trial, FaultRun run, int i, Result result) throws IOException {
        Step step = trial.workload.steps().get(i);
        Kind kind = trial.kind;
        Result expected = trial.reference.results.get(i);
        Map<String, String> before = trial.reference.states.get(i);
        Map<String, String> after = trial.reference.states.get(i + 1);
        boolean lost = step.action() == Action.CLOSE && trial.struck() == CallKind.CLOSE;
        if (result.equals(expected) && !lost) {
            expect(run.state(), after, "as if there had been no fault, after", step);
            return true;
        }
        if (step.action() == Action.CLOSE) {
            expect(kind.errnos.contains(result.errno()), true, step, "answered", result);
            expect(run.state(), after, "after", step);
            expect(run.playAgain(step), Result.of(Errno.BADF), "again", step);
            return true;
        }
        boolean blind = kind.name.equals("no such file") && LOOKS.contains(step.action());
        expect(blind || result.failed(), true, step, "answered", result, "instead of", expected);
        // A link to a link that cannot be made, for whatever reason, is not supported.
        boolean linking = step.action() == Action.LINK && result.errno() == Errno.NOTSUP;
        // Where an open file can neither be deleted nor hidden, the file system's own refusal counts.
        boolean hiding = keepsOpenFiles
                && (step.action() == Action.UNLINK || step.action() == Action.RENAME)
                && result.errno() == Errno.IO;
        boolean errnoFits = !result.failed() || linking || hiding || kind.errnos.contains(result.errno());
        expect(errnoFits, true, step, "answered", result, "instead of", expected);
        expect(run.state(), before, "after", step, "which answered", result);
        Result again = run.playAgain(step);
        if (kind.closesChannels() && run.isDetached(step.slot()) && again.errno() == Errno.IO) {
            return false;
        }
        expect(again, expected, "again", step, "which first answered", result);
        expect(run.state(), after, "after, again,", step);
        return true;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    /** Makes a message only if it is needed: there are many of these. */
    private static void expect(Object actual, Object expected, Object... where) {
        if (!actual.equals(expected)) {
            String place = Stream.of(where).map(Object::toString).collect(Collectors.joining(" "));
            throw new AssertionError("%s\nexpected %s\n     got %s".formatted(place, expected, actual));
        }
    }
}
