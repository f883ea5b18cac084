package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.OpenSubject;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.TrialLoop;
import io.github.ffunit.contract.TrialReport;
import io.github.ffunit.contract.Trials;
import io.github.ffunit.contract.Wasi1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * An oracle that knows no right answer: one thing is done in two ways on two fresh roots, with the same calls before and after it, and
 * all that can be seen must be the same. So it also finds what the model might have wrong in the same way as a subject.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class PairCampaign {
    private static final int MOST_CALLS = 4;
    private static final int MOST_FAILURES = 20;
    private static final long CLOCK = 1_000_000_000_000_000_000L;

    /** One file is open as 4 and 5, another as 6. */
    private static final List<Op> SETUP = Script.parse(String.join(
                    ";",
                    "path_open !3 1 a 1 66 0",
                    "fd_write !4 100 1",
                    "path_open !3 1 a 0 66 0",
                    "path_open !3 1 b 1 66 0",
                    "fd_write !6 10 2",
                    "path_create_directory !3 d"))
            .ops();

    /** What may come before and after, whether it succeeds or not. */
    private static final List<Op> AROUND = Script.parse(String.join(
                    ";",
                    "fd_write !4 5 3",
                    "fd_write !4 4097 4",
                    "fd_write !5 3+4 5",
                    "fd_pwrite !4 50 30 1",
                    "fd_pwrite !5 4095 10 2",
                    "fd_read !4 10",
                    "fd_pread !5 0 500",
                    "fd_seek !4 0 0",
                    "fd_seek !4 120 0",
                    "fd_seek !5 -3 2",
                    "fd_filestat_set_size !4 0",
                    "fd_filestat_set_size !5 50",
                    "fd_filestat_set_size !4 5000",
                    "fd_allocate !4 90 100",
                    "fd_fdstat_set_flags !5 1",
                    "fd_fdstat_set_flags !5 0",
                    "path_link !3 0 a !3 c",
                    "path_rename !3 b !3 c",
                    "path_rename !3 c !3 d/e",
                    "path_unlink_file !3 b",
                    "path_symlink a !3 l",
                    "path_create_directory !3 d/e",
                    "path_remove_directory !3 d"))
            .ops();

    private static final List<Op> LOOK = Script.parse(String.join(
                    ";",
                    "fd_tell !4",
                    "fd_tell !5",
                    "fd_tell !6",
                    "fd_pread !4 0 30000",
                    "fd_pread !6 0 100",
                    "fd_filestat_get !4",
                    "fd_filestat_get !6",
                    "fd_fdstat_get !4",
                    "fd_fdstat_get !5",
                    "path_filestat_get !3 0 a",
                    "path_filestat_get !3 0 b",
                    "path_filestat_get !3 0 c",
                    "path_filestat_get !3 0 d",
                    "path_filestat_get !3 0 d/e",
                    "path_filestat_get !3 0 l",
                    "path_filestat_get !3 0 z",
                    "fd_readdir !3 4096"))
            .ops();

    /** A pair with what comes around it. */
    private record Trial(Pair pair, Pair.Twin twin, List<Op> before, List<Op> after) {
        int length() {
            return before.size() + Math.max(twin.one().size(), twin.other().size()) + after.size();
        }

        Trial without(int index) {
            List<Op> first = new ArrayList<>(before);
            List<Op> last = new ArrayList<>(after);
            if (index < first.size()) {
                first.remove(index);
            } else {
                last.remove(index - first.size());
            }
            return new Trial(pair, twin, first, last);
        }
    }

    private final Subject subject;

    private PairCampaign(Subject subject) {
        this.subject = subject;
    }

    /**
     * Runs pairs.
     *
     * @param subject what to test; nothing is tried on one that cannot be written at any place
     * @param trials how many pairs
     * @return what was found, made short; at most one failure for each kind of pair
     * @throws IOException if the subject has no root to run in
     */
    public static TrialReport run(Subject subject, Trials trials) throws IOException {
        if (!subject.has(Capability.WRITABLE) || !subject.has(Capability.RANDOM_ACCESS)) {
            return TrialReport.NONE;
        }
        PairCampaign campaign = new PairCampaign(subject);
        List<Pair> pairs =
                Stream.of(Pair.values()).filter(pair -> pair.fits(subject)).toList();
        TrialLoop loop = new TrialLoop(trials, MOST_FAILURES);
        return loop.run(i -> {
            Pair pair = pairs.get(i % pairs.size());
            Trial trial = draw(pair, AnyCalls.random(trials.seed(), i));
            if (campaign.problem(trial) != null) {
                String key = pair.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                loop.failed(key, () -> campaign.shortest(trial, key, i));
            }
            return 1;
        });
    }

    private static Trial draw(Pair pair, SplittableRandom random) {
        return new Trial(pair, pair.draw(random), around(random), around(random));
    }

    private static List<Op> around(SplittableRandom random) {
        List<Op> ops = new ArrayList<>();
        for (int i = random.nextInt(MOST_CALLS + 1); i > 0; i--) {
            ops.add(AROUND.get(random.nextInt(AROUND.size())));
        }
        return ops;
    }

    private TrialReport.Failed shortest(Trial trial, String key, int number) throws IOException {
        Trial best = trial;
        for (int i = best.before().size() + best.after().size() - 1; i >= 0; i--) {
            Trial shorter = best.without(i);
            best = problem(shorter) == null ? best : shorter;
        }
        return new TrialReport.Failed(key, number, 1, best.length(), String.valueOf(problem(best)));
    }

    /** Null if both ways look the same. */
    private @Nullable String problem(Trial trial) throws IOException {
        List<String> one = play(trial, trial.twin().one());
        List<String> other = play(trial, trial.twin().other());
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return "%sone way:\n%sthe other:\n%s%sone way    %s\nthe other  %s\n"
                        .formatted(
                                text(trial.before()),
                                text(trial.twin().one()),
                                text(trial.twin().other()),
                                text(trial.after()),
                                one.get(i),
                                other.get(i));
            }
        }
        return null;
    }

    private static String text(List<Op> ops) {
        StringBuilder text = new StringBuilder();
        ops.forEach(op -> text.append("  ").append(Show.call(Bound.literal(op))).append('\n'));
        return text.toString();
    }

    /** What is seen: as many lines whichever way is taken. */
    private List<String> play(Trial trial, List<Op> way) throws IOException {
        List<String> seen = new ArrayList<>();
        try (OpenSubject open = subject.open(() -> CLOCK)) {
            Wasi1 wasi = open.wasi();
            SETUP.forEach(op -> Bound.literal(op).run(wasi));
            trial.before().forEach(op -> seen.add(seen(wasi, op)));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            way.forEach(op -> collect(Bound.literal(op).run(wasi), read));
            // To read is to do nothing else where one way has no calls at all.
            seen.add("read " + (trial.twin().one().isEmpty() ? "" : Show.bytes(read.toByteArray()) + read.size()));
            trial.after().forEach(op -> seen.add(seen(wasi, op)));
            LOOK.forEach(op -> seen.add(seen(wasi, op)));
        }
        return seen;
    }

    private static void collect(Outcome outcome, ByteArrayOutputStream read) {
        if (outcome.value() instanceof Wasi1.Filled filled) {
            int left = filled.count();
            for (byte[] buffer : filled.buffers()) {
                int count = Math.min(left, buffer.length);
                read.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private String seen(Wasi1 wasi, Op op) {
        Bound call = Bound.literal(op);
        Outcome outcome = call.run(wasi);
        return Show.call(call) + " = " + Show.errno(outcome.errno()) + " " + value(outcome.value());
    }

    /** Without numbers and times, which are others on each root. */
    private String value(@Nullable Object value) {
        if (value instanceof Outcome.Stat stat) {
            return Show.stat(subject, stat);
        }
        if (value instanceof Wasi1.Filled filled) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            collect(new Outcome(0, filled), read);
            return Show.format("n %d, hash %x", filled.count(), Arrays.hashCode(read.toByteArray()));
        }
        if (value instanceof Outcome.Listing listing) {
            return listing.entries().stream()
                    .map(Outcome.Entry::name)
                    .sorted()
                    .toList()
                    .toString();
        }
        return String.valueOf(value);
    }
}
